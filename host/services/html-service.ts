import type { Run } from '../run';
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

  setWidth(width: number): this {
    this.width = width;
    return this;
  }

  setHeight(height: number): this {
    this.height = height;
    return this;
  }
}
