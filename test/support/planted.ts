import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildProgram } from '../../tools/program.mjs';
import { MOUSE } from './mouse';
import { ROOT } from './root';

/** A mistake that is put into the program: what stands in a file of `src` becomes something else. */
export interface Planted {
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
}

/** The built bundle with the mouse in it, and with a mistake. `dispose` removes it. */
export async function bundleWith(planted: Planted | null): Promise<{ bundle: string; dispose(): void }> {
  const bundle = mkdtempSync(path.join(tmpdir(), 'tracker-'));
  cpSync(path.join(ROOT, 'dist'), bundle, { recursive: true });
  const code = readFileSync(path.join(bundle, 'Code.js'), 'utf8');
  const end = code.indexOf('\n/**\n');
  const program = planted === null ? code.slice(0, end) : await programWith(planted);
  writeFileSync(path.join(bundle, 'Code.js'), `${program}${code.slice(end)}${MOUSE}`);
  return { bundle, dispose: () => rmSync(bundle, { recursive: true }) };
}

/** The program as build.mjs builds it, but for the mistake. */
async function programWith({ file, right, wrong }: Planted): Promise<string> {
  const { text } = await buildProgram([
    {
      name: 'a mistake',
      setup(on) {
        on.onLoad({ filter: /\.ts$/ }, ({ path: at }) => {
          if (path.relative(ROOT, at) !== path.normalize(file)) return null;
          const source = readFileSync(at, 'utf8');
          if (source.split(right).length !== 2) throw new Error(`${file} does not say once: ${right}`);
          return { contents: source.replace(right, () => wrong), loader: 'ts' };
        });
      },
    },
  ]);
  return text;
}
