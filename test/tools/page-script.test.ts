import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';

const { cutsIn, withoutCuts } = require('../../src/ui/page-script.cjs') as {
  cutsIn(script: string): string[];
  withoutCuts(script: string): string;
};

const DIST = path.join(__dirname, '..', '..', 'dist');

describe('the scripts of the pages, which HtmlService cuts at what it takes for a comment', () => {
  it.each([
    ['an address', '"http://www.w3.org/2000/svg"'],
    ['an escaped slash before a slash', '"\\//"'],
    ['a backslash before two slashes', '"\\\\//"'],
    ['the beginning of a comment', '"a /* b"'],
    ['the beginning of a comment of HTML', '"<!-- a"'],
    ['the end of the script', '"</script>"'],
    ['a sign outside ASCII', '"£▸😀"'],
    ['a backtick, escaped or not', '["`", "\\`"]'],
    ['a pattern of an address', '/^https?:\\/\\//'],
    ['a pattern that ends in a slash', '/a\\//.source.length && /a\\//.test("a/")'],
    ['a pattern with slashes in a class', '/[//]*/.exec("/a")'],
    ['a pattern with a repeated slash', '/\\/*/.exec("//a")'],
    ['a pattern with an escaped sign', '/\\£+`/.exec("££`")'],
    ['a pattern of a comment of HTML', '/<!--/.test("<!--")'],
  ])('mean the same with %s in them, and nothing is left to cut', (_, code) => {
    const written = withoutCuts(code);
    expect(cutsIn(code)).not.toEqual([]);
    expect(cutsIn(written)).toEqual([]);
    const resultOf = (script: string) => {
      const value: unknown = runInNewContext(script);
      return value instanceof Object && 'source' in value ? 'a pattern' : JSON.stringify(value);
    };
    expect(resultOf(written)).toBe(resultOf(code));
  });

  it('keep every text as it is', () => {
    const pieces = fc.constantFrom('/', '*', '\\', '`', '<!--', '</script', '"', "'", '£', '😀', 'a', '\n', ' ');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const written = withoutCuts(`(${JSON.stringify(text)})`);
        expect(cutsIn(written)).toEqual([]);
        expect(runInNewContext(written)).toBe(text);
      }),
    );
  });

  it.each([
    ['a comment', 'a=1//b'],
    ['a comment of several lines', 'a=1/*b*/'],
    ['a template literal', 'a=`b`'],
    ['a pattern beside a division', 'a=/b//c'],
    ['a name outside ASCII', 'é=1'],
  ])('are refused with %s, which stands outside of texts', (_, code) => {
    expect(cutsIn(withoutCuts(code))).toHaveLength(1);
  });

  it.each(readdirSync(DIST).filter((name) => name.endsWith('.html')))('%s has nothing that is cut', (name) => {
    const scripts = [...readFileSync(path.join(DIST, name), 'utf8').matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/gi)];
    const isText = name === 'notices.html';
    expect(scripts.map(([, script]) => cutsIn(script!))).toEqual(isText ? [] : [[]]);
  });
});
