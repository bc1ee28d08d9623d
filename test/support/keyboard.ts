/** Somebody who has a keyboard and no mouse: goes through a page key by key, and counts the keys. */
import type { Frame } from 'playwright-core';
import type { TrackerPage } from './browser';

const PATIENCE_MS = 15_000;
const MOST_TABS = 90;

/** What has the keyboard in a document: how it is called, and what kind of control it is. */
interface At {
  readonly name: string;
  readonly kind: string;
}

/** Says in a page what has the keyboard there. */
const AT = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return { name: '', kind: '' };
  const named = at.labels?.[0]?.textContent ?? at.getAttribute('aria-label') ?? at.textContent ?? '';
  return { name: named.replace(/\\s+/g, ' ').trim(), kind: at.type ?? at.tagName };
})()`;

/** Whether a page is the one that was just opened, with something to fill in or to press. */
const IS_READY = "!window.wasThere && document.querySelector('main button') !== null";

export class Keyboard {
  /** Keys pressed so far; each letter is one. */
  strokes = 0;

  constructor(private readonly of: TrackerPage) {}

  async press(key: string, times = 1): Promise<void> {
    for (let time = 0; time < times; time++) {
      await this.of.page.keyboard.press(key);
      this.strokes++;
    }
  }

  async type(text: string): Promise<void> {
    await this.of.page.keyboard.type(text);
    this.strokes += text.length;
  }

  /** Opens an entry of the menu from wherever the keyboard is, such as `Record ▸ A meeting`. */
  async open(path: string): Promise<void> {
    await this.#leave();
    const isAtMenu = async () => (await this.#atPage()).name === 'Clusters';
    for (let turn = 0; turn < 4 && !(await isAtMenu()); turn++) {
      await this.press('F6');
      await this.of.page.waitForTimeout(200); // a frame tells of its keys a moment later
    }
    await this.press('Enter');
    const [first = '', ...within] = path.split(' ▸ ');
    await this.#down(first);
    for (const name of within) {
      await this.press('ArrowRight');
      await this.#down(name);
    }
    await this.press('Enter');
    const end = Date.now() + PATIENCE_MS;
    while (!(await (await this.#frame()).evaluate(IS_READY).catch(() => false))) {
      if (Date.now() > end) throw new Error(`${path} is not there to be filled in`);
      await this.of.page.waitForTimeout(100);
    }
  }

  /** Closes a dialog, and tells what is open from what will be. */
  async #leave(): Promise<void> {
    const { page } = this.of;
    if ((await page.$('dialog[open] iframe')) !== null) await this.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    const open = await (await page.$('#sidebar iframe'))?.contentFrame();
    await open?.evaluate('window.wasThere = true');
  }

  async #down(name: string): Promise<void> {
    for (let step = 0; step < 20 && (await this.#atPage()).name !== name; step++) {
      await this.press('ArrowDown');
      await this.of.page.waitForTimeout(30);
    }
    if ((await this.#atPage()).name !== name) throw new Error(`The menu has no “${name}”`);
  }

  #atPage(): Promise<At> {
    return this.of.page.evaluate(AT);
  }

  /** The page of the form that is open, in the sidebar or in a dialog. */
  async #frame(): Promise<Frame> {
    const end = Date.now() + PATIENCE_MS;
    while (Date.now() < end) {
      for (const selector of ['dialog[open] iframe', '#sidebar iframe']) {
        const frame = await (await this.of.page.$(selector))?.contentFrame();
        if (frame) return frame;
      }
      await this.of.page.waitForTimeout(100);
    }
    throw new Error('No form is open');
  }

  async #at(): Promise<At> {
    return (await this.#frame()).evaluate(AT);
  }

  /** Goes on with Tab until a control is called so. */
  async to(name: string | RegExp): Promise<void> {
    const isIt = ({ name: found }: At) => (typeof name === 'string' ? found === name : name.test(found));
    const passed: string[] = [];
    for (let step = 0; step < MOST_TABS; step++) {
      const before = await this.#at();
      if (isIt(before)) return;
      passed.push(before.name.slice(0, 30));
      await this.press('Tab');
      await this.of.page.waitForTimeout(40);
    }
    throw new Error(`Tab does not come to ${name}; it comes to ${passed.join(' | ')}`);
  }

  /** Picks the option of a list that begins with some letters, or the next one. */
  async pick(name: string | RegExp, letters = ''): Promise<void> {
    await this.to(name);
    if (letters === '') await this.press('ArrowDown');
    else await this.type(letters);
  }

  /** Types a day whose date is its month, such as 11 November, which is typed alike in every country’s order. */
  async day(name: string | RegExp, iso: string): Promise<void> {
    const [year = '', month = '', date] = iso.split('-');
    if (month !== date) throw new Error(`${iso} is typed otherwise in the United States`);
    await this.to(name);
    await this.type(`${month}${date}${year}`);
  }

  /** Sends a form from its button, confirms what it asks about, and waits for what it says then. */
  async send(button: string | RegExp, says: RegExp): Promise<void> {
    await this.to(button);
    await this.press('Enter');
    const end = Date.now() + PATIENCE_MS;
    while (Date.now() < end) {
      const { name } = await this.#at();
      if (says.test(name)) return;
      if (/^Please look at this/.test(name)) {
        await this.press('Tab');
        await this.press('Enter');
      }
      await this.of.page.waitForTimeout(150);
    }
    throw new Error(`It does not say ${says}: ${JSON.stringify(await this.#at())}`);
  }
}

/** The newest day before, or the first after, one whose date is its month. */
export function dayAlike(today: Date, way: 'before' | 'after'): string {
  const days = [today.getUTCFullYear() - 1, today.getUTCFullYear(), today.getUTCFullYear() + 1].flatMap((year) =>
    Array.from({ length: 12 }, (_, month) => {
      const two = String(month + 1).padStart(2, '0');
      return `${year}-${two}-${two}`;
    }),
  );
  const now = today.toISOString().slice(0, 10);
  return way === 'before' ? days.filter((day) => day < now).pop()! : days.find((day) => day > now)!;
}
