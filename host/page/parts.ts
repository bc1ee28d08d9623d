/** The parts of the page, and the key that goes from one to the next: the spreadsheet keeps Tab for itself. */

const GO_ON = 'F6';

let focusSpreadsheet: () => void = () => undefined;

/** Says how the keyboard is put into the spreadsheet. */
export function setSheetFocus(focus: () => void): void {
  focusSpreadsheet = focus;
}

/** Puts the keyboard into the spreadsheet. */
export function focusSheet(): void {
  focusSpreadsheet();
}

/** In the order in which they are gone through. A part is there when something in it can take the keyboard. */
const PARTS = ['#bar', '#message', '#sheet', '#sidebar', '.dialog:not(:modal)'] as const;

const FIRST = { '#bar': '#menus button', '#sidebar': 'iframe', '.dialog:not(:modal)': 'iframe' } as const;

const isSeen = (element: Element): boolean => element.getClientRects().length > 0;

/** Puts the keyboard into the next part, or the one before, or one that is named. */
export function goOn(where: 'on' | 'back' | (typeof PARTS)[number]): void {
  if (document.querySelector('dialog:modal')) return; // it is answered first
  if (where !== 'on' && where !== 'back') {
    enter(where);
    return;
  }
  const there = PARTS.filter((part) => [...document.querySelectorAll(part)].some(isSeen));
  const here = there.findIndex((part) => document.activeElement?.closest(part));
  // What the spreadsheet has opened stands outside of it.
  const from = here >= 0 ? here : there.indexOf('#sheet');
  enter(there[(from + (where === 'back' ? -1 : 1) + there.length) % there.length]!);
}

/** Notes where the keyboard is, and gives what puts it back there, or into the spreadsheet if that is no more. */
export function keepPlace(): () => void {
  const place = document.activeElement as HTMLElement | null;
  return () => {
    if (place?.isConnected && place !== document.body) place.focus();
    else focusSheet();
  };
}

function enter(part: (typeof PARTS)[number]): void {
  if (part === '#sheet') focusSheet();
  else {
    const wanted = FIRST[part as keyof typeof FIRST] ?? 'button';
    (document.querySelector(`${part} ${wanted}`) as HTMLElement | null)?.focus();
  }
}

/**
 * Hears the key wherever the keyboard is, but in frames: those tell of it themselves. Where something has closed that
 * had the keyboard, the next key is the spreadsheet's.
 *
 * @param isWaiting - Whether the spreadsheet cannot be used yet: its keys do nothing then.
 */
export function hearKeys(isWaiting: () => boolean): void {
  document.addEventListener(
    'keydown',
    (event) => {
      if (document.activeElement === document.body && event.key !== 'Tab') focusSheet();
      const goesOn = event.key === GO_ON && !event.ctrlKey && !event.altKey && !event.metaKey;
      const isHeld = isWaiting() && !document.activeElement?.closest('#bar, #message, #sidebar, dialog');
      if (!goesOn && !isHeld) return;
      event.preventDefault();
      event.stopPropagation();
      if (goesOn) goOn(event.shiftKey ? 'back' : 'on');
    },
    true,
  );
}
