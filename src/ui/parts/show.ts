import type { ComponentChildren } from 'preact';
import { render } from 'preact';

/** Puts a page on the screen. */
export function show(page: ComponentChildren): void {
  render(page, document.getElementById('page')!);
}
