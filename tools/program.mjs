/**
 * The program of Code.js: one object `__app`, in two parts.
 *
 * Google loads the whole file before every cell formula. What cells need is evaluated then; the rest – actions, set-up,
 * menus, and what forms are checked with – stands in a function that runs when the first of them is called, so that it
 * costs a cell nothing but its length (docs/decisions/0029-cells-first.md).
 */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Bundles both parts, and what they share once.
 *
 * @param plugins - Of esbuild.
 * @returns The text, what can be called beside `cellFunction`, and what esbuild tells of the bundle.
 */
export async function buildProgram(plugins = []) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/app/cell-function.ts', 'src/app/main.ts'],
    outdir: '.',
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    inject: ['src/app/builtins.js'],
    target: 'es2020',
    charset: 'ascii',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins,
  });
  await refuseVariables(Object.keys(metafile.inputs));
  const parts = new Map(outputFiles.map(({ path, text }) => [basename(path), partOf(text)]));
  const [entry, main] = ['cell-function.js', 'main.js'].map((name) => {
    const part = parts.get(name);
    parts.delete(name);
    return part;
  });
  // main.ts exports cellFunction as well: then all that cells need is shared.
  const [shared, ...more] = parts.values();
  if (!shared || more.length > 0 || entry.body !== '') throw new Error('What cells need is not in one part.');
  const inShared = ({ imported }) => shared.exports.get(imported);
  const cell = inShared(entry.imports.find(({ local }) => local === entry.exports.get('cellFunction')));
  const names = [...main.exports.keys()].filter((name) => name !== 'cellFunction');
  const text =
    `"use strict";var __app=(()=>{${shared.body}\n` +
    `function rest(${main.imports.map(({ local }) => local)}){${main.body}\n` +
    `return{${names.map((name) => `${name}:${main.exports.get(name)}`)}}}\n` +
    `let made;const begun=()=>made??(made=rest(${main.imports.map(inShared)}));` +
    `return{cellFunction:${cell},rest:begun,run:(name,given)=>begun()[name].apply(null,given)}})();`;
  return { text, names: names.sort(), metafile };
}

/** A part as esbuild gives it: what it imports and under which name, its code, and what it exports. */
function partOf(text) {
  const { body } = parse(text, { sourceType: 'module', ecmaVersion: 2022 });
  const given = body.filter(({ type }) => type === 'ImportDeclaration');
  const [taken] = body.filter(({ type }) => type === 'ExportNamedDeclaration');
  return {
    imports: given.flatMap(({ specifiers }) =>
      specifiers.map(({ imported, local }) => ({ imported: imported.name, local: local.name })),
    ),
    body: text.slice(given[given.length - 1]?.end ?? 0, taken.start).trim(),
    exports: new Map(taken.specifiers.map(({ exported, local }) => [exported.name, local.name])),
  };
}

/** The rest gets what it shares once, as it stands then: a variable that changes later would be another one in it. */
async function refuseVariables(files) {
  for (const file of files) {
    if (/^export let /m.test(await readFile(join(root, file), 'utf8')))
      throw new Error(`${file} exports a variable: export a function that gives its value.`);
  }
}
