import { answerQuestion, previewFile, recordMeeting } from '../../src/actions/all';
import { keepSealed, registered, sealsFrom } from '../../src/actions/register';
import { inPieces, noPieces } from '../../src/actions/undo-note';
import { plainText } from '../../src/actions/write-log';
import type { Sealed } from '../../src/rules/basics/seals';
import { nearestName } from '../../src/workbook/row-names';
import { ADVISOR, ASKED, done, flag, LEAD, MONEY, make, open, problems } from '../support/action-cases';
import { token } from '../support/tracker';

const workbook = () => open([ASKED], { ledger: [MONEY] }).begin();

describe('a text that a cell would keep as another one', () => {
  it.each(["'quoted'", 'half a sign \ud83d', 'nul \u0000 in it', 'two\r\nlines', '\ufffe', '=1+1'])(
    'is sealed as it is read again: a decision with the reason %j counts (A1)',
    (reason) => {
      const book = workbook();
      make(book, ADVISOR, 'Approve', { reason });
      expect(flag(book)).toMatch(/^approved £350\.00/);
      expect(problems(book).filter(({ sheet }) => sheet === 'Decisions')).toEqual([]);
    },
  );

  it('is no error in the log, whatever was answered', () => {
    const book = workbook();
    make(book, ADVISOR, 'More information', { reason: 'Which?' });
    done(answerQuestion(book.as(LEAD), { token: token(), request: 'R-1', answer: '#REF!' }));
    expect(book.lastLine().what).toContain('“#REF!”');
    expect(problems(book).filter(({ sheet }) => sheet === 'Log')).toEqual([]);
  });

  it('comes into the log with a space for what no file keeps', () =>
    expect([plainText('a\u0000b\ud83d\udc00\udc00c\r\nd'), plainText('#N/A'), plainText("'=1")]).toEqual([
      'a b🐀 c\nd',
      '“#N/A”',
      '=1',
    ]));
});

describe('names that every object has', () => {
  it.each(['__proto__', 'constructor', 'hasOwnProperty'])('are no column of a file: %s', (column) => {
    const file = { token: token(), file: 'a.csv', target: 'ledger', columns: [column, 'net'], rows: [['x', '5']] };
    expect(done(previewFile(workbook().as(LEAD), file)).rows).toHaveLength(1);
  });
});

describe('names that are as long as a cell', () => {
  it('are compared with none, letter by letter', () => {
    const long = 'abcdefghij'.repeat(5_000);
    expect(nearestName([`${long}x`], long)).toBeNull();
    expect(nearestName(['Harnham Infant School'], 'Harnham Infants School')).toBe('Harnham Infant School');
  });

  it('are said in Check workbook, and call no row', () => {
    const book = workbook();
    book.type('schools', 2, 'name', 'x'.repeat(201));
    expect(problems(book).map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^Schools!B2 \(Name\): should hold a text of up to 200 letters, but holds "x{40}…"\./),
    );
    book.type('schools', 2, 'name', 'x'.repeat(200));
    expect(problems(book).filter(({ header, sheet }) => sheet === 'Schools' && header === 'Name')).toEqual([]);
  });
});

describe('what is kept beside the cells', () => {
  it('is of texts that Google keeps, however many requests are decided at once', () => {
    const texts = new Map<string, string>([['seal.key', 'k']]);
    const store = { get: (key: string) => texts.get(key) ?? null } as never;
    const recorded = { withdrawnOn: null, committedOn: 20_000, agreed: 'a'.repeat(16), answeredOn: 20_000 };
    const authors = Array.from({ length: 6 }, (_, at) => `author${at}0`);
    const sealed = new Map<string, Sealed>(
      Array.from({ length: 100 }, (_, at) => {
        const kept = { count: 1, seal: 's'.repeat(32), decision: `D-${at}`, recorded: { ...recorded, authors } };
        return [`R-${at}`, kept];
      }),
    );
    keepSealed({ keep: (key, text) => void texts.set(key, text) }, sealed);
    const longest = () => Math.max(...[...texts.values()].map(({ length }) => length));
    expect([texts.size, longest() <= 9 * 1024]).toEqual([3, true]);
    const waiting = sealsFrom((key) => texts.get(key) ?? null);
    expect(waiting.state === 'kept' && [...waiting.pending.keys()]).toEqual([...sealed.keys()]);
    for (const [key, text] of Object.entries(registered({ store }))) texts.set(key, text);
    const kept = sealsFrom((key) => texts.get(key) ?? null);
    expect(kept.state === 'kept' && [[...kept.register], kept.pending.size]).toEqual([[...sealed], 0]);
    expect(longest()).toBeLessThanOrEqual(9 * 1024);
  });

  const meeting = (note: string) => ({
    ...{ token: token(), cluster: 'C-1', date: '2026-11-20', inSchoolHours: true, kind: 'Whole cluster' },
    ...{ status: 'Held', attendance: [], note, confirmed: true },
  });

  it('leaves no text behind of a longer one (A12)', () => {
    const before: Record<string, string> = { undo: '3', 'undo.0': 'x', 'undo.1': 'y', 'undo.2': 'z' };
    const world = { store: { get: (key: string) => before[key] ?? null } } as never;
    expect(inPieces(world, 'undo', 'short')).toEqual({ undo: '1', 'undo.0': '"short"', 'undo.1': '', 'undo.2': '' });
    expect(noPieces(world, 'undo')).toEqual({ undo: '', 'undo.0': '', 'undo.1': '', 'undo.2': '' });
    const book = workbook();
    done(recordMeeting(book.as(LEAD), meeting('A note')));
    const left = Object.entries(book.kept()).filter(([key, text]) => /^back/.test(key) && text !== '');
    expect(left).toEqual([]);
  });

  it('is never more than there is room for: nothing is done, and it is said (A12)', () => {
    const book = workbook();
    book.room = 109_999;
    expect(recordMeeting(book.as(LEAD), meeting('A note'))).toEqual({
      ok: false,
      message: expect.stringMatching(
        /^Google keeps 500 KB beside the cells of a file, .* so nothing was done\. Go on in /,
      ),
    });
    expect(book.count('meetings')).toBe(0);
    book.room = 110_000;
    done(recordMeeting(book.as(LEAD), meeting('A note')));
  });
});
