import type { MenuEntry } from '../contract';
import { focusSheet } from './parts';

/**
 * Builds the add-in's menus: a button each, opened by click, Enter or arrow, walked with the arrow keys, left with
 * Escape.
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
  const list = document.createElement('ul');
  list.setAttribute('role', 'menu');
  list.setAttribute('aria-label', label);
  list.hidden = true;
  const entries = items.map((item) =>
    buildItem(item, (name) => {
      close();
      button.focus(); // what the item opens gives the keyboard back to where it was
      run(name, item.label);
    }),
  );
  list.append(...entries);
  const choices = entries.filter((entry) => entry.getAttribute('role') === 'menuitem');

  let at = -1;
  const walkTo = (index: number) => {
    at = (index + choices.length) % choices.length;
    choices[at]?.focus();
    for (const [number, choice] of choices.entries()) choice.classList.toggle('chosen', number === at);
  };
  // The spreadsheet takes the focus back now and then: while the menu is open, keys are heard wherever they go.
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') walkTo(at + 1);
    else if (event.key === 'ArrowUp') walkTo(at - 1);
    else if (event.key === 'Home') walkTo(0);
    else if (event.key === 'End') walkTo(choices.length - 1);
    else if (event.key === 'Enter' || event.key === ' ') choices[at]?.click();
    else if (event.key === 'Escape') {
      close();
      button.focus();
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

function buildItem(item: MenuEntry, act: (name: string) => void): HTMLElement {
  const entry = document.createElement('li');
  if (!item.run) {
    entry.setAttribute('role', 'separator');
    return entry;
  }
  entry.setAttribute('role', 'menuitem');
  entry.tabIndex = -1;
  entry.textContent = item.label;
  entry.onclick = () => act(item.run!);
  return entry;
}
