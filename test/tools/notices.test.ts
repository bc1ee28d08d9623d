import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { noticesOf, packagesIn } from '../../tools/notices.mjs';

const ROOT = path.join(__dirname, '..', '..');
const nameOf = (folder: string) => {
  const { name, version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  return `${name} ${version}`;
};

/** The packages in a bundle of a source file, whatever the build says of it. */
async function bundledIn(file: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [path.join(ROOT, file)],
    bundle: true,
    write: false,
    metafile: true,
    outdir: ROOT,
    platform: file.startsWith('host') ? 'node' : 'browser',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'error',
  });
  return packagesIn([metafile]);
}

/** Names stand alone at the beginning of a line, with the licence behind them. */
const isNamed = (text: string, package_: string) => text.split('\n').some((line) => line.startsWith(`${package_} (`));

describe('licence notices', () => {
  const page = readFileSync(path.join(ROOT, 'dist', 'notices.html'), 'utf8').replace('<pre', '\n<pre');

  it.each(['src/app/main.ts', 'src/ui/pages/ask.tsx', 'src/ui/pages/set-up.tsx'])(
    'of every package in %s go with dist/',
    async (file) => {
      const folders = await bundledIn(file);
      expect(folders.length).toBeGreaterThan(0);
      expect(folders.map(nameOf).filter((name) => !isNamed(page, name))).toEqual([]);
    },
  );

  it('of every package in the local spreadsheet go with it', async () => {
    const text = readFileSync(path.join(ROOT, '.host', 'NOTICES.txt'), 'utf8');
    const told = JSON.parse(readFileSync(path.join(ROOT, '.host', 'bundled.json'), 'utf8')) as string[];
    const found = [...told, ...(await bundledIn('host/plain-tracker.ts'))].map(nameOf);
    expect(found).toEqual(expect.arrayContaining([expect.stringMatching(/^@univerjs\/core /)]));
    expect(found).toEqual(
      expect.arrayContaining([expect.stringMatching(/^react-dom /), expect.stringMatching(/^ws /)]),
    );
    // Telemetry names no licence in its package.json; its file is there.
    expect(found.filter((name) => !isNamed(text, name) && !text.includes(`\n${name} http`))).toEqual([]);
    expect(text).toContain('Apache License');
    expect(text).toContain('Permission is hereby granted, free of charge');
  });
});

describe('a notice', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cluster-tracker-notices-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const put = (name: string, content: object, files: Record<string, string> = {}) => {
    const at = path.join(folder, 'node_modules', name);
    mkdirSync(at, { recursive: true });
    writeFileSync(path.join(at, 'package.json'), JSON.stringify({ name, version: '1.0.0', ...content }));
    for (const [file, text] of Object.entries(files)) writeFileSync(path.join(at, file), text);
    return at;
  };

  it('is the text that came with the package, and packages with the same text share it', () => {
    const text = noticesOf([
      put('one', { license: 'MIT' }, { LICENSE: 'Text A' }),
      put('two', { license: 'MIT' }, { 'licence.md': 'Text A', NOTICE: 'And B' }),
      put('three', { license: 'MIT' }, { LICENSE: 'Text A' }),
    ]);
    expect(text).toContain('one 1.0.0 (MIT)\nthree 1.0.0 (MIT)\n\nText A\n');
    expect(text).toMatch(/two 1\.0\.0 \(MIT\)\n\n(Text A\n\nAnd B|And B\n\nText A)/);
  });

  it('is the standard text in the name of the author where a package came without', () => {
    const text = noticesOf([put('four', { license: 'ISC', author: { name: 'Ann Example' } })]);
    expect(text).toContain('Copyright (c) Ann Example\n\nPermission to use, copy, modify');
  });

  it('is asked for where a package does not say under which licence it is', () => {
    const folders = [put('five', {})];
    expect(() => noticesOf(folders)).toThrow(/five 1\.0\.0 is built in and says of its licence only "undefined"/);
  });

  it('is of packages that something is left of in the bundle', () => {
    const outputs = {
      'out.js': {
        inputs: {
          'node_modules/@a/b/index.js': { bytesInOutput: 5 },
          'C:\\x\\node_modules\\c\\node_modules\\d\\index.js': { bytesInOutput: 5 },
          'node_modules/gone/index.js': { bytesInOutput: 0 },
          'src/own.ts': { bytesInOutput: 5 },
        },
      },
    };
    expect(packagesIn([{ outputs }]).map((name) => name.replace(/\\/g, '/'))).toEqual([
      expect.stringMatching(/C:\/x\/node_modules\/c\/node_modules\/d$/),
      expect.stringMatching(/node_modules\/@a\/b$/),
    ]);
  });
});
