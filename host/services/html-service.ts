import type { Run } from '../script/run';
import { fail, Service } from './service';

export class HtmlService extends Service {
  readonly service = 'HtmlService';

  constructor(readonly run: Run) {
    super();
  }

  createHtmlOutput(html = ''): HtmlOutput {
    return new HtmlOutput(String(html));
  }

  createHtmlOutputFromFile(name: string): HtmlOutput {
    const html = this.run.host.file(name.endsWith('.html') ? name : `${name}.html`);
    return new HtmlOutput(html ?? fail(`No HTML file named ${name} was found.`));
  }
}

const SCRIPT = /(<script\b[^>]*>)([\s\S]*?)(<\/script>)/gi;
const COMMENT = /\/\*[\s\S]*?(?:\*\/|$)|<!--[\s\S]*?(?:-->|$)|\/\/.*/g;

/**
 * A page as Google serves it: what looks like a comment is gone from its scripts, also out of the middle of a text or
 * pattern.
 */
export const asServed = (html: string): string =>
  html.replace(SCRIPT, (_, open: string, script: string, close: string) => open + script.replace(COMMENT, '') + close);

/** The scripts that stand in a page, in its order. */
export const scriptsOf = (html: string): string[] => Array.from(html.matchAll(SCRIPT), ([, , script]) => script!);

export class HtmlOutput extends Service {
  readonly service = 'HtmlOutput';
  title = '';
  width: number | undefined;
  height: number | undefined;

  constructor(public html: string) {
    super();
  }

  getContent(): string {
    return this.html;
  }

  setContent(html: string): this {
    this.html = html;
    return this;
  }

  append(html: string): this {
    this.html += html;
    return this;
  }

  getTitle(): string {
    return this.title;
  }

  setTitle(title: string): this {
    this.title = title;
    return this;
  }

  getWidth(): number | null {
    return this.width ?? null;
  }

  getHeight(): number | null {
    return this.height ?? null;
  }

  setWidth(width: number): this {
    this.width = width;
    return this;
  }

  setHeight(height: number): this {
    this.height = height;
    return this;
  }
}
