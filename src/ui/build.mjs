import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { withoutCuts } from './page-script.cjs';

const here = dirname(fileURLToPath(import.meta.url));

/** Pages that have a style of their own beside that of all. */
const STYLES = {
  decide: ['decide.css'],
  'hand-over': ['hand-over.css'],
  charts: ['paper.css', 'charts.css'],
  calendar: ['paper.css'],
  letters: ['paper.css'],
  'meeting-papers': ['paper.css'],
  'my-cluster': ['paper.css'],
  'my-school': ['paper.css'],
  'open-file': ['open-file.css'],
  'what-if': ['paper.css'],
  'year-end': ['paper.css'],
  'next-stage': ['paper.css'],
  'review-pack': ['paper.css', 'charts.css'],
};

/** Builds every page of `pages/` into one self-contained HTML file. @returns What esbuild tells of each. */
export async function buildUi({ outdir, minify }) {
  const titles = await titlesOfPages();
  const pages = (await readdir(join(here, 'pages'))).filter((name) => name.endsWith('.tsx'));
  const styleOf = async (name) => {
    const styles = ['style.css', ...(STYLES[name] ?? [])].map((file) => bundle(join(here, file), minify));
    return (await Promise.all(styles)).map(({ text }) => text).join('');
  };
  return Promise.all(
    pages.map(async (file) => {
      const name = basename(file, '.tsx');
      const { text, metafile } = await bundle(join(here, 'pages', file), minify);
      const script = withoutCuts(text);
      if (!titles.has(name)) throw new Error(`Nothing in src/app/main.ts shows ${name}.html`);
      const html = [
        '<!doctype html><html lang="en-GB"><head><base target="_blank"><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        `<title>${titles.get(name)}</title><style>${await styleOf(name)}</style></head>`,
        `<body><div id="page"></div><script>${script}</script></body></html>\n`,
      ].join('');
      await writeFile(join(outdir, `${name}.html`), html);
      return metafile;
    }),
  );
}

/** By file, from what shows them: a screen reader says first what a sidebar is called. */
async function titlesOfPages() {
  const source = await readFile(join(here, '../app/main.ts'), 'utf8');
  return new Map([...source.matchAll(/show(?:Sidebar|Dialog)\('([\w-]+)', '([^']+)'/g)].map((found) => found.slice(1)));
}

async function bundle(entry, minify) {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    target: 'es2021', // runs in browsers, not in Apps Script
    charset: 'ascii',
    supported: { 'template-literal': false },
    minify,
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  });
  const checks = Object.keys(result.metafile.inputs).find((name) => /(^|\/)(zod|actions\/schemas)\//.test(name));
  if (checks) throw new Error(`${entry} holds what the server checks with (${checks}): send it and show the answer`);
  return { text: result.outputFiles[0].text.trim(), metafile: result.metafile };
}

/** Names of the server functions the pages call, from the one file that declares them. */
export async function serverCalls() {
  const source = await readFile(join(here, 'server.ts'), 'utf8');
  const [, declared] = /interface Server \{\n([^}]*)\}/.exec(source);
  return [...declared.matchAll(/^ {2}(\w+)\(/gm)].map((match) => match[1]);
}
