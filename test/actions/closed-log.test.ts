import { BEGIN_LOG, beginningOf, closedText, isClosedWhole, openRows } from '../../src/actions/closed-log';
import { chain, type LogEntry, type LogLine } from '../../src/rules/basics/log-chain';
import { type Row, tables } from '../support/rules-tables';

const entry = (what: string, action = 'Note'): Omit<LogEntry, 'no'> => {
  const [time, who] = ['2026-11-24T10:00:00Z', 'director@example.org'];
  return { time, who, role: 'Director', action, reference: '', what };
};
const log = (...words: string[]) =>
  chain(
    null,
    words.map((what) => entry(what)),
  );
/** A log that begins after lines which were closed. */
const begunAfter = (closed: readonly LogLine[], ...words: string[]) => [
  ...closed,
  ...chain(null, [entry(closedText(closed, 'Tampered'), BEGIN_LOG), ...words.map((what) => entry(what))]),
];
const newest = (lines: readonly LogLine[]) => lines[lines.length - 1]!.hash;
const OLD = log('one', 'two', 'three');
const NEW = begunAfter(OLD, 'four', 'five');

describe('where the log begins that is kept now (A12)', () => {
  it.each<[string, LogLine[], string | undefined, number]>([
    ['first, where none was closed', OLD, newest(OLD), 0],
    ['first, where there is no line', [], undefined, 0],
    ['with its own first line, where one was closed', NEW, newest(NEW), 3],
    ['by its last line, where the newest is not known', NEW, undefined, 3],
    ['with its own first line, where two were closed', begunAfter(NEW, 'six'), undefined, 6],
    ['by its beginning, where nothing leads back to it', NEW.filter((_, at) => at !== 4), newest(NEW), 3],
    ['first, where nothing leads back and none was closed', [OLD[0]!, OLD[2]!], newest(OLD), 0],
    ['by the last beginning, where the newest line is gone', begunAfter(NEW, 'six'), 'f'.repeat(64), 6],
    ['where the newest line leads, though lines of another stand below', [...OLD, ...log('forged')], newest(OLD), 0],
    ['by the first of two lines with one hash', [...NEW, { ...NEW[4]!, previousHash: 'x' }], newest(NEW), 3],
    ['by its last beginning, where lines lead in a circle', [...NEW, circle('a', 'b'), circle('b', 'a')], 'a', 3],
  ])('is %s', (_what, lines, hash, expected) => expect(beginningOf(lines, hash)).toBe(expected));

  it('is not a line that only says so: it has to be a first one', () => {
    const said = chain(null, [entry('one'), entry('x', BEGIN_LOG), entry('three')]);
    expect(beginningOf(said, undefined)).toBe(0);
    expect(beginningOf([...said, said[1]!], 'f'.repeat(64))).toBe(0);
    // Nor a first line of another action below others.
    expect(beginningOf([...OLD, ...log('other')], 'f'.repeat(64))).toBe(0);
  });
});

function circle(hash: string, previousHash: string): LogLine {
  return { ...OLD[1]!, hash, previousHash };
}

describe('lines of a log that was closed (A12)', () => {
  it('are counted and known again, the last of them by its number and hash', () => {
    expect(closedText(OLD, 'Tampered')).toMatch(
      new RegExp(
        `^Closed a log of 3 lines, the last of them 3 ${newest(OLD)}\\. It was found: Tampered \\[closed 3 [0-9a-f]{16}\\]$`,
      ),
    );
    expect(closedText([], 'Tampered')).toMatch(/^Closed a log of 0 lines\. It was found: Tampered \[closed 0 /);
  });

  it.each(['no', 'time', 'who', 'role', 'action', 'reference', 'what', 'previousHash', 'hash'] as const)(
    'are another once one of them is changed: %s',
    (field) => {
      expect(isClosedWhole(NEW, 3)).toBe(true);
      const changed = NEW.map((line, at) => (at === 1 ? { ...line, [field]: field === 'no' ? 9 : 'x' } : line));
      expect(isClosedWhole(changed, 3)).toBe(false);
    },
  );

  it('are another once one is added or removed; where none was closed there is nothing to compare', () => {
    expect(isClosedWhole(NEW.slice(1), 2)).toBe(false);
    expect(isClosedWhole([...log('forged'), ...NEW], 4)).toBe(false);
    expect([isClosedWhole(OLD, 0), isClosedWhole([], 0), isClosedWhole(OLD, 1)]).toEqual([true, true, true]);
  });

  it('are no rows of the log that is kept now', () => {
    const rows = (lines: readonly LogLine[]) =>
      openRows(tables({ log: lines as unknown as Row[] })).map(({ no, what }) => `${no} ${String(what).slice(0, 6)}`);
    expect([rows(OLD), rows(NEW), rows([])]).toEqual([
      ['1 one', '2 two', '3 three'],
      ['1 Closed', '2 four', '3 five'],
      [],
    ]);
  });
});
