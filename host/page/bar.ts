import type { MenuEntry } from '../contract';
import { focusSheet } from './parts';

/**
 * Builds the add-in's menus: a button each, opened by click, Enter or arrow, walked with the arrow keys, left with
 * Escape. A menu within a menu opens by click, Enter or the right arrow, and is left with Escape or the left arrow.
 */
export function buildMenus(
  place: HTMLElement,
  menus: readonly MenuEntry[],
  run: (name: string, label: string) => void,
): void {
  place.replaceChildren(...menus.map((menu) => buildMenu(menu, run)));
}

function buildMenu({ label, items = [] }: MenuEntry, run: (name: string, label: string) => void): HTMLElement {
  const box = document.createElement('div');
  box.className = 'menu';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = label;
  button.setAttribute('aria-haspopup', 'menu');
  button.setAttribute('aria-expanded', 'false');
  const top = buildList(label, items, (item) => {
    close();
    button.focus(); // what the item opens gives the keyboard back to where it was
    run(item.run!, item.label);
  });
  const { list } = top;

  let level = top;
  const chosen = () => level.choices[level.at];
  const walkTo = (index: number) => {
    level.at = (index + level.choices.length) % level.choices.length;
    chosen()?.entry.focus();
    for (const [number, { entry }] of level.choices.entries()) entry.classList.toggle('chosen', number === level.at);
  };
  /** Goes to another level of the menu, and opens or closes what lies between. */
  const enter = (wanted: Level) => {
    for (const { entry, within } of top.choices) {
      if (!within) continue;
      within.list.hidden = within !== wanted;
      entry.setAttribute('aria-expanded', String(within === wanted));
    }
    level = wanted;
  };
  for (const [index, { entry, within }] of top.choices.entries()) {
    if (!within) continue;
    entry.addEventListener('click', (event) => {
      if (within.list.contains(event.target as Node)) return;
      enter(top);
      walkTo(index);
      enter(within);
      walkTo(0);
    });
  }
  const leave = () => {
    if (level === top) return false;
    enter(top);
    walkTo(top.at);
    return true;
  };
  // The spreadsheet takes the focus back now and then: while the menu is open, keys are heard wherever they go.
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') walkTo(level.at + 1);
    else if (event.key === 'ArrowUp') walkTo(level.at - 1);
    else if (event.key === 'Home') walkTo(0);
    else if (event.key === 'End') walkTo(level.choices.length - 1);
    else if (event.key === 'Enter' || event.key === ' ') chosen()?.entry.click();
    else if (event.key === 'ArrowRight') {
      if (chosen()?.within) chosen()?.entry.click();
    } else if (event.key === 'ArrowLeft') leave();
    else if (event.key === 'Escape') {
      if (!leave()) {
        close();
        button.focus();
      }
    } else if (event.key === 'Tab') {
      close();
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPress = (event: Event) => {
    if (!box.contains(event.target as Node | null)) close();
  };
  const open = () => {
    list.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('pointerdown', onPress, true);
    enter(top);
    walkTo(0);
  };
  const close = () => {
    list.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    document.removeEventListener('keydown', onKey, true);
    document.removeEventListener('pointerdown', onPress, true);
  };
  button.onclick = () => (list.hidden ? open() : close());
  button.setAttribute('aria-keyshortcuts', 'F6');
  button.title = 'F6 goes from the sheet to this menu and on';
  button.onkeydown = (event) => {
    if (!list.hidden || !['ArrowDown', 'Escape'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'ArrowDown') open();
    else focusSheet();
  };
  box.append(button, list);
  return box;
}

/** A menu's list, or that of a menu within it. */
interface Level {
  readonly list: HTMLElement;
  readonly choices: readonly Choice[];
  /** Which of them the keyboard is at. */
  at: number;
}

interface Choice {
  readonly entry: HTMLElement;
  readonly within: Level | null;
}

function buildList(label: string, items: readonly MenuEntry[], act: (item: MenuEntry) => void): Level {
  const list = document.createElement('ul');
  list.setAttribute('role', 'menu');
  list.setAttribute('aria-label', label);
  list.hidden = true;
  const choices: Choice[] = [];
  for (const item of items) {
    const entry = document.createElement('li');
    list.append(entry);
    if (!item.run && !item.items) {
      entry.setAttribute('role', 'separator');
      continue;
    }
    entry.setAttribute('role', 'menuitem');
    entry.tabIndex = -1;
    entry.textContent = item.label;
    const within = item.items ? buildList(item.label, item.items, act) : null;
    if (within) {
      entry.setAttribute('aria-label', item.label); // else the labels within were part of its name
      entry.setAttribute('aria-haspopup', 'menu');
      entry.setAttribute('aria-expanded', 'false');
      entry.append(within.list);
    } else entry.onclick = () => act(item);
    choices.push({ entry, within });
  }
  return { list, choices, at: 0 };
}
