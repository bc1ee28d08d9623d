import type { ComponentChildren } from 'preact';
import { render } from 'preact';
import { UndoFrame } from './undo-frame';

/** Puts a page on the screen. */
export function show(page: ComponentChildren): void {
  render(<UndoFrame>{page}</UndoFrame>, document.getElementById('page')!);
}
