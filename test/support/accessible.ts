/** What a page inside a frame owes to those who see, hear or point otherwise: looked for in the frame itself. */
import { source } from 'axe-core';
import type { Frame } from 'playwright-core';

interface AxeResult {
  readonly violations: readonly {
    id: string;
    help: string;
    nodes: readonly { html: string; failureSummary: string }[];
  }[];
}

/** What axe-core finds against WCAG A and AA and good practice, a line each. @param rules - Only these. */
export async function violationsIn(frame: Frame, rules?: readonly string[]): Promise<string[]> {
  await frame.evaluate(`if (!globalThis.axe) { ${source} }`);
  const options = JSON.stringify(rules ? { runOnly: { type: 'rule', values: rules } } : {});
  const { violations } = await frame.evaluate<AxeResult>(`axe.run(document, ${options})`);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id} (${help}): ${html.slice(0, 200)}: ${failureSummary}`),
  );
}

/** By how many pixels the page has to be moved sideways to read it. */
export const sidewaysScroll = (frame: Frame): Promise<number> =>
  frame.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)');

/**
 * Texts that something around them cuts off where nobody can scroll to them, and controls that lie outside the page.
 * What is read out only, and is a pixel wide, is left out.
 */
export const clippedIn = (frame: Frame): Promise<string[]> =>
  frame.evaluate(`(() => {
    const cuts = ({ overflowX, overflowY }) => /hidden|clip/.test(overflowX + overflowY);
    const found = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      const parent = text.parentElement;
      if (text.data.trim() === '' || parent.closest('script, style, option, .unseen, thead')) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const at = range.getBoundingClientRect();
      if (at.width === 0) continue;
      if (at.left < -1 || at.right > innerWidth + 1) {
        if (!parent.closest('.scroll')) found.push('beside the page: ' + text.data.trim());
      }
      for (let around = parent; around !== document.body; around = around.parentElement) {
        const box = around.getBoundingClientRect();
        const isCut = at.left < box.left - 1 || at.right > box.right + 1 || at.top < box.top - 1 || at.bottom > box.bottom + 1;
        if (isCut && cuts(getComputedStyle(around))) found.push('cut off: ' + text.data.trim());
      }
    }
    for (const control of document.querySelectorAll('button, input, select, textarea, a[href], summary')) {
      const { left, right, width, height } = control.getBoundingClientRect();
      if (width === 0 && control.closest('details:not([open])')) continue;
      if (left < -1 || right > innerWidth + 1 || width < 1 || height < 1)
        found.push('out of reach: ' + control.outerHTML.slice(0, 120));
    }
    return found;
  })()`);

/** Makes letters twice as large and nothing else, as those do who need only that. */
export const enlargeText = (frame: Frame): Promise<void> =>
  frame.evaluate(`(() => {
    const { style } = document.documentElement;
    style.fontSize = 2 * parseFloat(getComputedStyle(document.documentElement).fontSize) + 'px';
  })()`);

/** Controls that cannot be told from what is behind them, and choices made that look like those not made. */
export const invisibleIn = (frame: Frame): Promise<string[]> =>
  frame.evaluate(`(() => {
    const looks = (element) => {
      const { color, backgroundColor, borderTopWidth, borderTopStyle, textDecorationLine } = getComputedStyle(element);
      return { color, backgroundColor, isFramed: borderTopWidth !== '0px' && borderTopStyle !== 'none', textDecorationLine };
    };
    const found = [];
    for (const control of document.querySelectorAll('button, select, textarea, input')) {
      if (control.getBoundingClientRect().width === 0) continue;
      const choice = control.closest('.segments label');
      const { color, backgroundColor, isFramed, textDecorationLine } = looks(choice ?? control);
      const isOwn = /checkbox|radio/.test(control.type) && !choice;
      const stands = isOwn || choice || isFramed || control.role === 'tab' || textDecorationLine.includes('underline');
      if (color === backgroundColor || !stands) found.push('not to be seen: ' + control.outerHTML.slice(0, 120));
    }
    for (const [chosen, other] of [
      ['.segments label:has(:checked)', '.segments label:not(:has(:checked))'],
      ['[role=tab][aria-selected=true]', '[role=tab][aria-selected=false]'],
    ]) {
      const [one, two] = [document.querySelector(chosen), document.querySelector(other)];
      if (one && two && looks(one).backgroundColor === looks(two).backgroundColor) found.push('looks like others: ' + chosen);
    }
    return found;
  })()`);

/** What moves though the person asked for less of it. */
export const movingIn = (frame: Frame): Promise<number> => frame.evaluate('document.getAnimations().length');
