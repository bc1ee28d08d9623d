/**
 * What the script of a page has to be like to arrive whole: HtmlService cuts what it takes for a comment when it serves
 * a page, also where `//` stands in a text or a pattern, and is led astray by template literals. Plain JavaScript, for
 * the build.
 */
const { parse } = require('acorn');

/** What must not stand in a page's script, wherever in it, by what to call it. */
const CUT = [
  [/\/\//, '"//"'],
  [/\/\*/, '"/*"'],
  [/<!--/, '"<!--"'],
  [/<\/script/i, '"</script"'],
  [/`/, 'a template literal'],
  [/[^\0-\x7f]/, 'a character outside ASCII'],
];

/** What Google would cut or misread in a script, each with where it stands; nothing where it arrives whole. */
function cutsIn(script) {
  return CUT.flatMap(([pattern, name]) => {
    const at = script.search(pattern);
    return at < 0 ? [] : `${name} at ${JSON.stringify(script.slice(Math.max(0, at - 20), at + 20))}`;
  });
}

/**
 * A script that means the same and in which no text and no pattern has anything that Google cuts.
 *
 * @example
 * withoutCuts('a="http://b"'); // => 'a="http:\\x2f\\x2fb"'
 */
function withoutCuts(script) {
  const tokens = [];
  parse(script, { ecmaVersion: 2021, onToken: tokens });
  let whole = '';
  let end = 0;
  for (const { type, start, end: next } of tokens) {
    const written = script.slice(start, next);
    if (!['string', 'regexp'].includes(type.label) || cutsIn(written).length === 0) continue;
    // Behind the last slash of a pattern stand its flags.
    const [first, last] = type.label === 'string' ? [0, written.length] : [1, written.lastIndexOf('/')];
    const inside = written
      .slice(first, last)
      .match(/\\[\s\S]|[\s\S]/g)
      .map(spelled)
      .join('')
      .replace(/<!--/g, '<\\x21--');
    whole += script.slice(end, start) + written.slice(0, first) + inside + written.slice(last);
    end = next;
  }
  return whole + script.slice(end);
}

/** A character of a text or pattern, with its backslash if it has one; by its number where it may be cut or misread. */
function spelled(unit) {
  const character = unit[unit.length - 1];
  const number = character.charCodeAt(0).toString(16);
  if (character > '\x7f') return `\\u${number.padStart(4, '0')}`;
  return character === '/' || character === '`' ? `\\x${number}` : unit;
}

module.exports = { cutsIn, withoutCuts };
