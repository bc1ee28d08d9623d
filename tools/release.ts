import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { engines, version } from '../package.json';

/** Where files of the archive come from: folders with all that is in them, and single files. */
const CONTENT: readonly (readonly [from: string, to: string])[] = [
  ['dist', 'dist'],
  [path.join('.host', 'server.cjs'), 'host/server.cjs'],
  [path.join('.host', 'page'), 'host/page'],
  [path.join('.host', 'NOTICES.txt'), 'NOTICES.txt'],
  [path.join('tools', 'release'), ''],
  ['docs', 'docs'],
  ['LICENSE', 'LICENSE'],
  ['CHANGELOG.md', 'CHANGELOG.md'],
];

/** Sources among the docs are of no use without the rest of them. */
const LEFT_OUT = /\.ts$/;
const PROGRAM = /\.command$/;
/** Every file has this time, so that the same sources give the same archive. */
const TIME = new Date(1980, 0, 1);
const MADE_ON_UNIX = 3; // of the zip format: the file's rights stand beside it

/**
 * Packs what was built into one archive that needs Node.js and no packages.
 *
 * @param root - The folder of the project, with `dist/` and `.host/` in it.
 * @param folder - Where the archive goes.
 * @returns The file, its size in bytes and its SHA-256.
 */
export function release(root: string, folder: string): { file: string; bytes: number; sha256: string } {
  const top = `cluster-tracker-${version}`;
  const entries: Zippable = {};
  for (const [from, to] of CONTENT) {
    for (const [name, file] of filesIn(path.join(root, from), to))
      if (!LEFT_OUT.test(name)) entries[`${top}/${name}`] = entryOf(name, readFileSync(file));
  }
  entries[`${top}/package.json`] = entryOf('package.json', Buffer.from(packageJson()));
  const zipped = zipSync(entries, { level: 9, mtime: TIME });
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${top}.zip`);
  writeFileSync(file, zipped);
  return { file, bytes: zipped.length, sha256: createHash('sha256').update(zipped).digest('hex') };
}

/** Every file below a folder, or the file itself, with its name in the archive; in the order of the names. */
function filesIn(place: string, name: string): (readonly [name: string, file: string])[] {
  if (!statSync(place).isDirectory()) return [[name, place]];
  return readdirSync(place)
    .sort()
    .flatMap((inside) => filesIn(path.join(place, inside), name === '' ? inside : `${name}/${inside}`));
}

const entryOf = (name: string, content: Uint8Array): Zippable[string] => [
  new Uint8Array(content),
  { os: MADE_ON_UNIX, attrs: (PROGRAM.test(name) ? 0o100755 : 0o100644) << 16 },
];

const packageJson = (): string => {
  const content = { name: 'cluster-tracker', version, private: true, engines, scripts: { start: 'node start.cjs' } };
  return `${JSON.stringify(content, null, 2)}\n`;
};

/** Runs the command. @returns Its exit code. */
export function main(): number {
  const { file, bytes, sha256 } = release(process.cwd(), 'release');
  console.log(`Packed ${file} (${(bytes / 1e6).toFixed(1)} MB)\nSHA-256 ${sha256}`);
  return 0;
}
