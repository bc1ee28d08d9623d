import { TextEncoder } from 'node:util';
import fc from 'fast-check';
import {
  bytesOf,
  chain,
  hashOf,
  type LogEntry,
  type LogHead,
  type LogLine,
  strayLines,
  sumOf,
  utf8,
  verifyLog,
} from '../../../src/rules/basics/log-chain';

const entry = (what: string, more: Partial<LogEntry> = {}): Omit<LogEntry, 'no'> => ({
  time: '2026-11-24T10:00:00Z',
  who: 'advisor@example.org',
  role: 'Advisor',
  action: 'Decide',
  reference: 'R-1',
  what,
  ...more,
});
const LOG = chain(
  null,
  ['one', 'two', 'three', 'four'].map((what) => entry(what)),
);
const HEAD: LogHead = { no: 4, hash: LOG[3]!.hash };
/** The log with one of its lines changed, by its number. */
const changed = (no: number, more: Partial<LogLine>): LogLine[] =>
  LOG.map((line) => (line.no === no ? { ...line, ...more } : line));
const without = (no: number): LogLine[] => LOG.filter((line) => line.no !== no);
/** A line that follows another one as if the tracker had written it. */
const nextTo = (line: LogLine, what: string): LogLine => chain(line, [entry(what)])[0]!;

describe('sums of text', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['£5 😀', '6821cd4e7dbcd693f3bace2860464debc259005816fe6f1d1f830a4ddc05b10d'],
  ])('are the SHA-256 of "%s" in UTF-8', (text, sum) => expect(sumOf(text)).toBe(sum));

  it.each([
    ['abc', 3],
    ['£5', 3],
    ['€', 3],
    ['😀', 4],
    ['\uD83D', 3], // half of a pair is written as the sign for what cannot be read
  ])('and the bytes of "%s" are %d', (text, bytes) => expect(bytesOf(text)).toBe(bytes));
});

describe('the chain of the log (A12)', () => {
  it('numbers lines from 1 and ties each to the one before it', () => {
    expect(LOG.map(({ no }) => no)).toEqual([1, 2, 3, 4]);
    expect(LOG.map(({ previousHash }) => previousHash)).toEqual(['', ...LOG.slice(0, 3).map(({ hash }) => hash)]);
    expect(new Set(LOG.map(({ hash }) => hash)).size).toBe(4);
  });

  it('goes on from the newest line there is, so that two parts make one log', () => {
    const first = chain(null, [entry('one'), entry('two')]);
    expect([...first, ...chain(first[1]!, [entry('three'), entry('four')])]).toEqual(LOG);
    expect(chain(HEAD, [])).toEqual([]);
  });

  it.each(['no', 'time', 'who', 'role', 'action', 'reference', 'what', 'previousHash'] as const)(
    'hashes every field: %s',
    (field) => {
      const line = LOG[1]!;
      expect(hashOf(line)).toBe(line.hash);
      expect(hashOf({ ...line, [field]: field === 'no' ? 9 : 'something else' })).not.toBe(line.hash);
    },
  );

  it('keeps fields apart: a word moved from one to the next is a change', () => {
    const apart = hashOf({ ...LOG[0]!, action: 'Decide', reference: 'R-1' });
    expect(hashOf({ ...LOG[0]!, action: 'DecideR', reference: '-1' })).not.toBe(apart);
  });
});

describe('a check of the log (A12)', () => {
  it('finds nothing amiss in what was written, with or without a head, or in a log without lines', () => {
    const good = { good: true, badLine: null, message: 'all 4 lines are as they were written' };
    expect(verifyLog(LOG, [])).toEqual(good);
    expect(verifyLog(LOG, [HEAD, { no: 2, hash: LOG[1]!.hash }], true)).toEqual(good);
    expect([verifyLog(LOG, [{ no: 2, hash: LOG[1]!.hash }]), verifyLog(LOG, [], true)]).toEqual([good, good]);
    expect(verifyLog([], [])).toEqual({ good: true, badLine: null, message: 'the log is empty' });
  });

  it('takes a time with milliseconds, as an export writes it, for the same time', () => {
    expect(verifyLog(changed(2, { time: '2026-11-24T10:00:00.000Z' }), [HEAD]).good).toBe(true);
    expect(verifyLog(chain(null, [entry('one', { time: '2026-11-24T10:00:00.000Z' })]), []).good).toBe(true);
  });

  it.each<[string, LogLine[], number | null, RegExp]>([
    ['a word changed', changed(2, { what: 'kinder' }), 1, /^line 2 was changed after it was written$/],
    ['a time changed', changed(2, { time: '2026-11-24T10:00:01Z' }), 1, /^line 2 was changed after it was written$/],
    ['a link changed', changed(3, { previousHash: '0' }), 2, /^line 3 does not follow the line before it/],
    ['a number that is none', changed(3, { no: 2.5 }), 2, /^its number \(No\) cannot be read/],
    ['a line missing', without(2), 1, /^line 3 stands where line 2 belongs: lines before it are missing/],
    ['the first line missing', without(1), 0, /^line 2 stands where line 1 belongs: lines before it are missing/],
    ['a line twice', [...LOG.slice(0, 3), ...LOG.slice(2)], 3, /^line 3 stands where line 4 belongs: it was inserted/],
    [
      'a line put in that follows the one before it',
      [LOG[0]!, nextTo(LOG[0]!, 'forged'), ...LOG.slice(1)],
      1,
      /^line 2 was inserted: the lines after it go on without it$/,
    ],
    ['the last line cut off', without(4), null, /^the log ends with line 3; line 4 to 4 were removed$/],
    ['everything removed', [], null, /^the log ends with line 0; line 1 to 4 were removed$/],
    [
      'the last line rewritten',
      [...without(4), nextTo(LOG[2]!, 'kinder')],
      3,
      /^line 4 is not the one that was written/,
    ],
    [
      'the log rebuilt',
      chain(
        null,
        LOG.map(() => entry('x')),
      ),
      3,
      /^line 4 is not the one that was written/,
    ],
  ])('names %s', (_what, lines, badLine, message) =>
    expect(verifyLog(lines, [HEAD])).toEqual({ good: false, badLine, message: expect.stringMatching(message) }),
  );

  it('names what is beyond the newest line only where it is known that this is the newest', () => {
    const longer = [...LOG, nextTo(LOG[3]!, 'forged')];
    expect(verifyLog(longer, [HEAD], true)).toEqual({
      good: false,
      badLine: 4,
      message: 'line 5 was not written by the tracker, whose newest line is 4: it was written by hand',
    });
    expect([verifyLog(longer, [HEAD], false).good, verifyLog(longer, [HEAD]).good]).toEqual([true, true]);
  });

  it.each([2, 4])('names a line %d that was put in, also where the newest is known', (no) => {
    const lines = [...LOG.slice(0, no - 1), nextTo(LOG[no - 2]!, 'forged'), ...LOG.slice(no - 1)];
    const message = `line ${no} was inserted: the lines after it go on without it`;
    expect(verifyLog(lines, [HEAD], true)).toEqual({ good: false, badLine: no - 1, message });
  });

  it('tests every head that is known, the earliest first', () => {
    const wrong = { no: 2, hash: 'f'.repeat(64) };
    expect(verifyLog(LOG, [HEAD, wrong])).toMatchObject({ good: false, badLine: 1 });
  });

  it('notices a change of any line in any field', () => {
    const fields = ['time', 'who', 'role', 'action', 'reference', 'what', 'previousHash', 'hash'] as const;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.constantFrom(...fields), fc.string(), (no, field, value) => {
        fc.pre(LOG[no - 1]![field] !== value);
        expect(verifyLog(changed(no, { [field]: value }), [HEAD]).good).toBe(false);
      }),
    );
  });
});

describe('lines that are no part of the chain (A12)', () => {
  const forged = nextTo(LOG[1]!, 'forged');
  it.each<[string, LogLine[], string | undefined, number[]]>([
    ['none', LOG, HEAD.hash, []],
    ['one in between', [...LOG.slice(0, 2), forged, ...LOG.slice(2)], HEAD.hash, [2]],
    ['two below', [...LOG, forged, nextTo(forged, 'more')], HEAD.hash, [4, 5]],
    ['none that can be told where the chain is broken', without(2), HEAD.hash, []],
    ['none that can be told where the newest line is not known', [...LOG, forged], undefined, []],
    ['none in an empty log', [], HEAD.hash, []],
  ])('are %s', (_what, lines, newest, expected) => expect(strayLines(lines, newest)).toEqual(expected));

  it('are looked for in a log that leads in a circle without going round for ever', () => {
    const [first, second] = [
      { ...LOG[1]!, previousHash: 'b', hash: 'a' },
      { ...LOG[2]!, previousHash: 'a', hash: 'b' },
    ];
    expect(strayLines([first, second], 'b')).toEqual([]);
  });
});

describe('utf8', () => {
  it('gives the bytes of any text, also of halves of characters', () => {
    const texts = fc.string({
      unit: fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('£', '’', '😀', '\ud83d', '\ude00')),
    });
    fc.assert(fc.property(texts, (text) => expect([...utf8(text)]).toEqual([...new TextEncoder().encode(text)])));
  });

  it.each([0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xffff, 0x10000, 0x10ffff])(
    'gives those of character %d, where the number of bytes changes or halves begin and end',
    (point) => {
      const text = String.fromCodePoint(point);
      expect([...utf8(text)]).toEqual([...new TextEncoder().encode(text)]);
    },
  );
});
