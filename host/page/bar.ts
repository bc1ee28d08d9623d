import type { MenuEntry } from '../contract';

/** Builds the add-in's menus: a button each, opened by click, Enter or arrow, walked with the arrow keys, left with Escape. */
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
  button.textContent = `${label} ▾`;
  button.setAttribute('aria-haspopup', 'menu');
  button.setAttribute('aria-expanded', 'false');
  const list = document.createElement('ul');
  list.setAttribute('role', 'menu');
  list.setAttribute('aria-label', label);
  list.hidden = true;
  const entries = items.map((item) =>
    buildItem(item, (name) => {
      close();
      run(name, item.label);
    }),
  );
  list.append(...entries);
  const choices = entries.filter((entry) => entry.getAttribute('role') === 'menuitem');

  const open = (first: boolean) => {
    list.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    if (first) choices[0]?.focus();
  };
  const close = () => {
    list.hidden = true;
    button.setAttribute('aria-expanded', 'false');
  };
  button.onclick = () => (list.hidden ? open(true) : close());
  button.onkeydown = (event) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    open(true);
  };
  list.onkeydown = (event) => {
    const at = choices.indexOf(document.activeElement as HTMLElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) choices[(at + step + choices.length) % choices.length]?.focus();
    else if (event.key === 'Home') choices[0]?.focus();
    else if (event.key === 'End') choices.at(-1)?.focus();
    else if (event.key === 'Enter' || event.key === ' ') choices[at]?.click();
    else if (event.key === 'Escape') {
      close();
      button.focus();
    } else return;
    event.preventDefault();
  };
  box.addEventListener('focusout', (event) => {
    if (!box.contains(event.relatedTarget as Node | null)) close();
  });
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
