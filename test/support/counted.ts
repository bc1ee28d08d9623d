/**
 * The program in a context of its own, with a count of what it does: every function that is entered, every turn of a
 * loop, and every item that a built-in goes through. The same input gives the same count, however busy the machine is.
 */
import vm from 'node:vm';
import { type Node, parse } from 'acorn';
import { full } from 'acorn-walk';
import { buildSync } from 'esbuild';
import { ROOT } from './root';

const COUNT = '$count.n++';

/** Built-ins that go through items where no function and no loop of the program's own is entered. */
const BUILT_INS = `
const $count = (globalThis.$count = { n: 0 });
{
  const through = { indexOf: 1, lastIndexOf: 1, includes: 1, join: 1, fill: 1, reverse: 1 };
  const given = { slice: 1, splice: 1, concat: 1 };
  for (const name of [...Object.keys(through), ...Object.keys(given)]) {
    const own = Array.prototype[name];
    Array.prototype[name] = function (...args) {
      const answer = own.apply(this, args);
      if (name in given) $count.n += answer.length;
      else $count.n += name.endsWith('ndexOf') && answer >= 0 ? answer + 1 : this.length;
      return answer;
    };
  }
  const each = Array.prototype[Symbol.iterator];
  Array.prototype[Symbol.iterator] = function () {
    const items = each.call(this);
    return {
      next: () => (${COUNT}, items.next()),
      [Symbol.iterator]() {
        return this;
      },
    };
  };
}
`;

/** A program whose steps are counted. */
export class Counted<T> {
  private constructor(
    /** What the source exports. */
    readonly exported: T,
    private readonly counter: { n: number },
  ) {}

  /** @param source - A module of TypeScript; its imports are those of a file in the root of the project. */
  static of<T>(source: string): Counted<T> {
    const { outputFiles } = buildSync({
      stdin: { contents: source, resolveDir: ROOT, loader: 'ts' },
      bundle: true,
      format: 'iife',
      globalName: '$exported',
      target: 'es2020',
      write: false,
      logLevel: 'error',
    });
    const context = vm.createContext({});
    const code = `${BUILT_INS}${counting(outputFiles[0]!.text)}\nglobalThis.$exported = $exported;`;
    new vm.Script(code, { filename: 'counted.js' }).runInContext(context);
    return new Counted<T>(context['$exported'] as T, context['$count'] as { n: number });
  }

  /** How many steps something takes. */
  steps(run: (exported: T) => unknown): number {
    this.counter.n = 0;
    run(this.exported);
    return this.counter.n;
  }
}

interface Insertion {
  readonly at: number;
  readonly text: string;
}

type Bodied = Node & { body: Node };

const FUNCTIONS = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];
const LOOPS = ['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement'];

/** Code that counts each entry into a function and each turn of a loop. */
function counting(code: string): string {
  const insertions: Insertion[] = [];
  full(parse(code, { ecmaVersion: 2020 }), (node) => {
    const isFunction = FUNCTIONS.includes(node.type);
    if (!isFunction && !LOOPS.includes(node.type)) return;
    const { type, start, end } = (node as Bodied).body;
    if (type === 'BlockStatement') insertions.push({ at: start + 1, text: `${COUNT};` });
    else if (isFunction) insertions.push({ at: start, text: `(${COUNT}, ` }, { at: end, text: ')' });
    else insertions.push({ at: start, text: `{${COUNT};` }, { at: end, text: '}' });
  });
  const inOrder = insertions.map((one, index) => ({ ...one, index })).sort((a, b) => a.at - b.at || a.index - b.index);
  let [counted, from] = ['', 0];
  for (const { at, text } of inOrder) {
    counted += code.slice(from, at) + text;
    from = at;
  }
  return counted + code.slice(from);
}
