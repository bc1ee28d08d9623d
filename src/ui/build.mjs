import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { withoutCuts } from './page-script.cjs';

const here = dirname(fileURLToPath(import.meta.url));

/** Titles of the pages by file, for the document title a screen reader says first. */
const TITLES = {
  'record-meeting': 'Record a meeting',
  ask: 'Ask',
  'my-requests': 'My requests',
  decide: 'Decide',
  'my-cluster': 'My cluster',
  'my-school': 'My school',
  'set-up': 'Set up workbook',
  'change-members': 'A school joins, leaves or is replaced',
  'hand-over': 'Another lead school',
  people: 'People',
  figures: 'Figures to confirm',
  check: 'Check workbook',
  why: 'Why?',
  digest: 'Daily digest',
  'verify-log': 'Verify log',
  help: 'Help and about',
};

/** Pages that are printed have a style of their own beside that of all. */
const STYLES = { 'my-cluster': ['paper.css'], 'my-school': ['paper.css'] };

/** Builds every page of `pages/` into one self-contained HTML file. @returns What esbuild tells of each. */
export async function buildUi({ outdir, minify }) {
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
      const html = [
        '<!doctype html><html lang="en-GB"><head><base target="_blank"><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        `<title>${TITLES[name] ?? name}</title><style>${await styleOf(name)}</style></head>`,
        `<body><div id="page"></div><script>${script}</script></body></html>\n`,
      ].join('');
      await writeFile(join(outdir, `${name}.html`), html);
      return metafile;
    }),
  );
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
