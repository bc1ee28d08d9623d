import fc from 'fast-check';
import {
  asMeant,
  asNamed,
  asPlain,
  asSeen,
  differing,
  oneSpaced,
  quoted,
  trimmed,
  withSignsNamed,
} from '../../../src/rules/basics/text';

/** Signs that cannot be seen, or are taken for one another. */
const SPACES = ['\u00a0', '\u2009', '\u202f', '\u3000', '\t', '\n', '\r\n', '\u2028', '\x85', '  '];
const UNSEEN = ['\u200b', '\u00ad', '\ufeff', '\u200e', '\u2060', '\u200d', '\ufe0f', '\x07'];
const APOSTROPHES = ['’', '‘', '‛', '′', '`', '´', 'ʼ'];
const DASHES = ['‐', '‑', '‒', '–', '—', '−', '--'];

describe('texts that look the same', () => {
  it.each(SPACES)('with %j for a space', (sign) => expect(asSeen(`Cluster${sign}pot${sign}`)).toBe('Cluster pot'));
  it.each(UNSEEN)('with %j, which nobody sees', (sign) =>
    expect(asSeen(`Clu${sign}ster pot${sign}`)).toBe('Cluster pot'),
  );
  it('in another Unicode form', () => expect(asSeen('Ty\u0302-newydd')).toBe('Tŷ-newydd'));
  it('but not with other letters', () => expect(asSeen('Plannıng')).not.toBe('Planning'));
  it('end where their last sign is seen', () => expect(trimmed('\u200b \u00a0a b\u00ad\n')).toBe('a b'));
});

describe('texts that mean the same (A2)', () => {
  it.each(APOSTROPHES)('with %s for an apostrophe', (sign) => expect(asMeant(`Mark${sign}s`)).toBe("Mark's"));
  it.each(DASHES)('with %s for a dash', (sign) => expect(asMeant(`Planning${sign}day`)).toBe('Planning-day'));
  it.each([
    ['“Sparks”', '"Sparks"'],
    ['and so on…', 'and so on...'],
    ['Paper & paint', 'Paper and paint'],
    ['Paper&paint', 'Paper and paint'],
  ])('%j and %j', (one, other) => expect(asMeant(one)).toBe(asMeant(other)));
  it.each([
    ['Planning day', 'planning day'],
    ['Planning day', 'Planning-day'],
    ['5 days', '6 days'],
    ['x²', 'x2'],
  ])('but not %j and %j', (one, other) => expect(asMeant(one)).not.toBe(asMeant(other)));
});

describe('names that are the same (P5)', () => {
  it.each([
    ['St. Mark’s C.E. Junior School, Salisbury', 'st mark‘s ce junior school salisbury'],
    ['St. Mark’s C.E. Junior School', 'St. Mark′s C.E. Junior School'],
    ['Ysgol Gynradd Tŷ-newydd', 'Ysgol Gynradd Ty\u0302 newydd'],
    ['St John’s & St Paul’s', 'St Johns and St Pauls'],
    ['Oak – Elm', 'Oak - Elm'],
    ['Oak–Elm', 'Oak Elm'],
    ['The Lodge', 'lodge'],
    ['Shefﬁeld', 'Sheffield'],
    ['In school\nhours', 'In school hours'],
    ['E-mail', 'E mail'],
  ])('%j and %j', (one, other) => expect(asNamed(one)).toBe(asNamed(other)));
  it.each([
    ['St Mark’s', 'Saint Mark’s'],
    ['Tŷ', 'Ty'],
    ['North', 'South'],
    ['Therfield', 'rfield'],
    ['By the Lodge', 'By Lodge'],
  ])('but not %j and %j', (one, other) => expect(asNamed(one)).not.toBe(asNamed(other)));
});

describe('numbers, dates and times as they are read', () => {
  it.each([
    ['１２／０９', '12/09'],
    ['￡５', '£5'],
    ['1⁄2', '1/2'],
    ['1∕2', '1/2'],
    ['9∶30', '9:30'],
    ['！～', '!~'],
  ])('%s as %s', (text, plain) => expect(asPlain(text)).toBe(plain));
});

describe('a text that a message repeats', () => {
  it.each([
    ['a\u200bb', 40, '“a[zero-width space]b”'],
    ['abcd', 4, '“abcd”'],
    ['abcde', 4, '“abcd…”'],
    ['😀😀😀', 2, '“😀😀…”'],
    ['😀😀', 2, '“😀😀”'],
    ['x'.repeat(50_000), 40, `“${'x'.repeat(40)}…”`],
  ])('%j is in marks, of no more than %d signs', (text, most, expected) => expect(quoted(text, most)).toBe(expected));
});

describe('a difference that is shown', () => {
  it.each([
    ['Cluster\u00a0pot', 'Cluster[no-break space]pot'],
    ['pot\u200b', 'pot[zero-width space]'],
    ['a\nb', 'a[line break]b'],
    ['a  b', 'a [space]b'],
    ['\u2060x', '[U+2060]x'],
    ['\u0430dvisor', '\u0430[U+0430]dvisor'],
    ['Tŷ’s – “x” £5', 'Tŷ’s – “x” £5'],
  ])('names what cannot be seen in %j: %s', (text, shown) => expect(withSignsNamed(text)).toBe(shown));

  it.each([
    ['Planning day', 'Planning days', 'Planning day', 'Planning days'],
    ['Pl\u0430nning day', 'Planning day', 'Pl\u0430[U+0430]nning day', 'Planning day'],
    ['Planning\u00a0day', 'Planning  days', 'Planning day', 'Planning days'],
    ['a\u200b', 'a', 'a', 'a'],
    [`${'x'.repeat(39)}1`, `${'x'.repeat(39)}2`, `${'x'.repeat(39)}1`, `${'x'.repeat(39)}2`],
    [`${'x'.repeat(40)}1`, `${'x'.repeat(40)}2`, `…${'x'.repeat(12)}1`, `…${'x'.repeat(12)}2`],
    [`1${'x'.repeat(40)}`, `2${'x'.repeat(40)}`, `1${'x'.repeat(12)}…`, `2${'x'.repeat(12)}…`],
    [`${'x'.repeat(12)}1${'y'.repeat(40)}`, 'x'.repeat(12), `${'x'.repeat(12)}1${'y'.repeat(27)}…`, 'x'.repeat(12)],
    [
      `${'x'.repeat(13)}1${'y'.repeat(40)}`,
      'x'.repeat(13),
      `…${'x'.repeat(12)}1${'y'.repeat(27)}…`,
      `…${'x'.repeat(12)}`,
    ],
    [`${'ab'.repeat(30)}`, `${'ab'.repeat(31)}`, `…${'ab'.repeat(6)}`, `…${'ab'.repeat(7)}`],
  ])('is the whole of short texts: %j and %j', (one, other, before, after) =>
    expect(differing(one, other)).toEqual([before, after]),
  );

  it('is the part of long texts that differs, with the words around it (A2)', () => {
    const long = 'A day of planning for all science leads of the cluster, with supply for ';
    expect(
      differing(
        `${long}five schools and lunch for everybody there`,
        `${long}six schools and lunch for everybody there`,
      ),
    ).toEqual(['… supply for five schools and…', '… supply for six schools and…']);
    expect(differing(`The school's ${long}£400`, `The school’s ${long}£500`)).toEqual([
      '…supply for £400',
      '…supply for £500',
    ]);
    const [before, after] = differing(`${long}all`, `${'x'.repeat(300)}`);
    expect([before.length, after.length]).toEqual([41, 41]);
    expect(differing(long.trim(), `${long}now`)).toEqual(['…h supply for', '…h supply for now']);
  });
});

describe('a text with one space for any white space', () => {
  it.each([
    ['as it is', 'as it is'],
    [' two  of\tthem\n', 'two of them'],
    ['line\u2028break', 'line break'],
    ['no-break\u00a0space', 'no-break space'],
    ['end ', 'end'],
    [' ', ''],
    ['', ''],
  ])('of %j is %j', (text, expected) => expect(oneSpaced(text)).toBe(expected));

  it('is the same, whatever the text', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', ' ', '\t', '\n', '\u00a0', '\ufeff', 'é')), (signs) => {
        const text = signs.join('');
        expect(oneSpaced(text)).toBe(text.replace(/\s+/g, ' ').trim());
      }),
    ));
});
