/** Printing on one sheet: what is too long for A4 upright gets smaller, as far as it can still be read. */

const MM = 96 / 25.4; // CSS pixels
/** Inside the margins that `paper.css` gives the sheet. */
const ROOM = { width: 184 * MM, height: 272 * MM };
const LEAST = 0.6;
const STEP = 0.02;

/** Lays a paper out as it is printed, and makes it small enough for one sheet. */
export function fitOnPage(paper: HTMLElement): void {
  document.documentElement.classList.add('printing');
  paper.style.width = `${ROOM.width}px`;
  let zoom = 1;
  const tooHigh = () => paper.getBoundingClientRect().height > ROOM.height;
  for (paper.style.zoom = '1'; tooHigh() && zoom > LEAST; ) {
    zoom -= STEP;
    paper.style.zoom = String(zoom);
    paper.style.width = `${ROOM.width / zoom}px`;
  }
}

/** As it is on the screen again. */
export function asOnScreen(paper: HTMLElement): void {
  document.documentElement.classList.remove('printing');
  paper.style.zoom = '';
  paper.style.width = '';
}
