import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import type { Plugin } from 'esbuild';
import { buildProgram } from '../../tools/program.mjs';
import { ROOT } from '../support/root';

/** What cells need of actions, the app and reports: their own way in, the seals of decisions, and the page of charts. */
const FOR_CELLS = [
  'src/actions/register-people.ts',
  'src/actions/register.ts',
  'src/app/cell-function.ts',
  'src/app/document-store.ts',
  'src/app/read-seals.ts',
  'src/rules/reports/charts.ts',
];

/** Every module notes when it is evaluated. */
const noting: Plugin = {
  name: 'noting',
  setup(on) {
    on.onLoad({ filter: /\.(ts|js)$/ }, ({ path: at }) => {
      const file = path.relative(ROOT, at).split(path.sep).join('/');
      if (file === 'src/app/builtins.js') return null;
      const contents = `globalThis.evaluated.push(${JSON.stringify(file)});\n${readFileSync(at, 'utf8')}`;
      return { contents, loader: at.endsWith('.ts') ? 'ts' : 'js' };
    });
  },
};

/** The program loaded, with the modules evaluated so far. */
async function loaded(plugins: Plugin[]) {
  const { text, names } = await buildProgram(plugins);
  const evaluated: string[] = [];
  const context = vm.createContext({ evaluated });
  vm.runInContext(text, context);
  return { names, evaluated, run: (code: string): unknown => vm.runInContext(code, context) };
}

describe('the program of Code.js', () => {
  it('evaluates what cells need and nothing else before a cell is answered', async () => {
    const { evaluated, run } = await loaded([noting]);

    expect(run('__app.cellFunction("RELEASE_EVIDENCED", [4])')).toBe(400);

    const own = evaluated.filter((file) => /^src\/(actions|app|sample|rules\/reports)\//.test(file));
    expect(own.sort()).toEqual(FOR_CELLS);
    expect(evaluated.filter((file) => file.includes('/zod/'))).toEqual([]);
    expect(evaluated).toContain('src/functions/all.ts');
  });

  it('evaluates the rest once, when the first of it is called', async () => {
    const { names, evaluated, run } = await loaded([noting]);

    expect(run('Object.keys(__app.rest()).sort().join()')).toBe(names.join());

    expect(names).toEqual(expect.arrayContaining(['onOpen', 'onEdit', 'recordPayment', 'sendDigest']));
    expect(evaluated).toEqual(expect.arrayContaining(['src/actions/all.ts', 'src/app/main.ts']));
    expect(run('__app.rest() === __app.rest()')).toBe(true);
    expect(evaluated.length).toBe(new Set(evaluated).size);
  });

  it('refuses a module that exports a variable, of which both parts would have their own', async () => {
    const file = path.join(ROOT, 'test', 'fixtures', 'exports-a-variable.ts');
    const taking: Plugin = {
      name: 'taking',
      setup(on) {
        on.onResolve({ filter: /^\.\.\/functions\/seals-given$/ }, () => ({ path: file }));
      },
    };

    await expect(buildProgram([taking])).rejects.toThrow(
      'test/fixtures/exports-a-variable.ts exports a variable: export a function that gives its value.',
    );
  });
});
