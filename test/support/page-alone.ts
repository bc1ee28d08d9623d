import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { ROOT } from './root';

/**
 * A built page by itself, in a window of its own, with what the server answers to whatever it asks; null where it is at
 * work and answers nothing yet.
 */
export async function pageAlone(
  browser: Browser,
  file: string,
  answer: unknown,
  size: { width: number; height: number },
): Promise<Page> {
  const page = await browser.newPage({ viewport: size, locale: 'en-GB' });
  await page.addInitScript(`
    let done;
    const answering = {
      get: (_, name) => {
        if (name === 'withSuccessHandler') return (handler) => ((done = handler), run);
        if (name === 'withFailureHandler') return () => run;
        return () => ${answer === null ? '{}' : `setTimeout(done, 0, ${JSON.stringify(answer)})`};
      },
    };
    const run = new Proxy({}, answering);
    window.google = { script: { run, host: { close() {} } } };
  `);
  await page.route('**/*', (route) =>
    route.fulfill({ contentType: 'text/html', body: readFileSync(path.join(ROOT, 'dist', `${file}.html`), 'utf8') }),
  );
  await page.goto('http://localhost/');
  return page;
}
