/** Formulas as trees: what the add-in writes, and simple arithmetic. */
import { type Token, tokensOf } from './tokens';

export type Node =
  | { kind: 'value'; value: number | string | boolean }
  /** An argument that is left out, as in `F(1, , 2)`. */
  | { kind: 'missing' }
  | { kind: 'reference'; sheetName?: string; a1: string }
  | { kind: 'call'; name: string; args: Node[] }
  | { kind: 'operation'; operator: string; operands: Node[] };

/** Operators from the loosest on; all go from left to right. */
const LEVELS = [['=', '<>', '<', '>', '<=', '>='], ['&'], ['+', '-'], ['*', '/'], ['^']];

class NotAFormula extends Error {}

/** Reads a formula with its equals sign. Undefined if it is none that is known here. */
export function parse(formula: string): Node | undefined {
  const tokens = tokensOf(formula.slice(1))?.filter(({ kind }) => kind !== 'space');
  if (!tokens) return undefined;
  try {
    return new Parser(tokens).whole();
  } catch (error) {
    if (error instanceof NotAFormula) return undefined;
    throw error;
  }
}

/** What a formula refers to. */
export function referencesOf(node: Node): Extract<Node, { kind: 'reference' }>[] {
  if (node.kind === 'reference') return [node];
  if (node.kind === 'call') return node.args.flatMap(referencesOf);
  return node.kind === 'operation' ? node.operands.flatMap(referencesOf) : [];
}

/** Whether a formula calls any of the functions, whose names are read in any case. */
export function callsAny(node: Node | undefined, names: readonly string[]): boolean {
  if (node?.kind === 'operation') return node.operands.some((operand) => callsAny(operand, names));
  if (node?.kind !== 'call') return false;
  const called = node.name.toUpperCase();
  return names.some((name) => name.toUpperCase() === called) || node.args.some((arg) => callsAny(arg, names));
}

class Parser {
  #at = 0;

  constructor(readonly tokens: Token[]) {}

  whole(): Node {
    const node = this.#binary(0);
    if (this.#at < this.tokens.length) throw new NotAFormula();
    return node;
  }

  #binary(level: number): Node {
    const operators = LEVELS[level];
    if (!operators) return this.#percent();
    let node = this.#binary(level + 1);
    for (;;) {
      const operator = operators.find((candidate) => this.#take(candidate));
      if (operator === undefined) return node;
      node = { kind: 'operation', operator, operands: [node, this.#binary(level + 1)] };
    }
  }

  #percent(): Node {
    let node = this.#single();
    while (this.#take('%')) node = { kind: 'operation', operator: '%', operands: [node] };
    return node;
  }

  #single(): Node {
    for (const operator of ['-', '+'])
      if (this.#take(operator)) return { kind: 'operation', operator, operands: [this.#single()] };
    if (this.#take('(')) {
      const inner = this.#binary(0);
      this.#expect(')');
      return inner;
    }
    const token = this.tokens[this.#at++];
    switch (token?.kind) {
      case 'number':
        return { kind: 'value', value: Number(token.text) };
      case 'text':
        return { kind: 'value', value: token.text.slice(1, -1).replace(/""/g, '"') };
      case 'error':
        return { kind: 'value', value: token.text };
      case 'reference':
        return {
          kind: 'reference',
          a1: token.a1,
          ...(token.sheetName !== undefined && { sheetName: token.sheetName }),
        };
      case 'name':
        return this.#named(token.text);
      default:
        throw new NotAFormula();
    }
  }

  #named(name: string): Node {
    if (this.#take('(')) return { kind: 'call', name, args: this.#args() };
    if (/^(true|false)$/i.test(name)) return { kind: 'value', value: name.toLowerCase() === 'true' };
    return { kind: 'value', value: '#NAME?' };
  }

  #args(): Node[] {
    if (this.#take(')')) return [];
    const args: Node[] = [];
    for (;;) {
      const left = this.tokens[this.#at]?.text;
      args.push(left === ',' || left === ')' ? { kind: 'missing' } : this.#binary(0));
      if (this.#take(')')) return args;
      this.#expect(',');
    }
  }

  #take(operator: string): boolean {
    const token = this.tokens[this.#at];
    if (token?.kind !== 'operator' || token.text !== operator) return false;
    this.#at++;
    return true;
  }

  #expect(operator: string): void {
    if (!this.#take(operator)) throw new NotAFormula();
  }
}
