import type { FilePreview, FileRead } from '../../src/actions/answers';
import { fileForm, openFile, previewFile } from '../../src/actions/open-file';
import { undo } from '../../src/actions/undo';
import { verifyLog } from '../../src/actions/verify-log';
import { type World, WriteFailed } from '../../src/actions/world';
import { draftOf, matchedOf } from '../../src/ui/pages/open-file/draft';
import { type Matched, rowsToSend, type Word, wordKey } from '../../src/ui/pages/open-file/file-rows';
import { NOWHERE } from '../../src/ui/pages/open-file/match-columns';
import { readFile } from '../../src/ui/pages/open-file/read-file';
import { SHEET_KEYS } from '../../src/workbook/sheets';
import {
  ADVISOR,
  DIRECTOR,
  done,
  LEAD,
  MONEY,
  make,
  open,
  problems,
  SOUTH_LEAD,
  STRANGER,
} from '../support/action-cases';
import { meeting, NORTH } from '../support/builders';
import type { FakeWorkbook } from '../support/fake-world';
import {
  attendanceGrid,
  bankInOut,
  bankSigns,
  budget,
  cashBook,
  excelCsv,
  type MadeFile,
  meetingList,
  monthFirst,
  schoolList,
  unicodeText,
} from '../support/other-files';
import { token } from '../support/tracker';

/** What somebody says of a file beside what was found in it. */
interface Said {
  readonly target?: string;
  /** The same in every row. */
  readonly same?: Readonly<Record<string, string>>;
  readonly words?: readonly Word[];
}

const LEDGER = {
  same: { cluster: NORTH, pot: 'Cluster pot', bookedIn: 'Other income', bookedOut: 'Travel' },
};

/** A file as its page sends it, and the rows of the file that these are. */
async function sentOf(book: FakeWorkbook, email: string, made: MadeFile | Promise<MadeFile>, said: Said = {}) {
  const { name, bytes } = await made;
  const { targets } = done(fileForm(book.as(email)));
  const file = await readFile(name, bytes);
  const first = draftOf(targets, file, 0);
  const same = Object.entries(said.same ?? {}).map(([key, value]) => [key, { ...NOWHERE, value }]);
  const target = targets.find(({ key }) => key === said.target) ?? first.target;
  const matched: Matched = matchedOf(
    {
      ...first,
      target,
      sources: { ...first.sources, ...Object.fromEntries(same) },
      words: Object.fromEntries((said.words ?? []).map((word) => [wordKey(word.column, word.word), word])),
    },
    file.sheets[0]!.rows,
  );
  const { columns, rows, numbers } = rowsToSend(matched);
  return { payload: { token: token(), file: name, target: matched.target.key, columns, rows }, numbers };
}

type Payload = Awaited<ReturnType<typeof sentOf>>['payload'];
type Previewed = Extract<FilePreview, { ok: true }>;

const preview = (book: FakeWorkbook, email: string, payload: object): Previewed =>
  done(previewFile(book.as(email), payload));

/** Writes all rows that are new, as somebody who has just looked at them. */
function write(book: FakeWorkbook, email: string, payload: Payload, more: object = {}, world?: World) {
  const { rows, agreed } = preview(book, email, payload);
  const take = rows.flatMap(({ is }, index) => (is === 'new' ? [index] : []));
  return openFile(world ?? book.as(email), { ...payload, take, agreed, ...more });
}

const told = (rows: readonly FileRead[]) =>
  rows.map(({ is, text, problems: found }) => [is, text, ...found.map(({ message }) => message)]);

/** Undoes, a minute after it was written. */
function takeBack(book: FakeWorkbook, email: string, no: number | undefined) {
  const { time } = [...book.tables().get('log').rows].pop()!;
  book.now = new Date(Date.parse(time) + 60_000).toISOString().replace('.000', '');
  return undo(book.as(email), { token: token(), no });
}

/** Everything that stands in the tabs, the log apart. */
const standing = (book: FakeWorkbook): unknown =>
  SHEET_KEYS.filter((key) => key !== 'log').map((key) =>
    book
      .tables()
      .grid(key)
      .filter((row) => row.some((cell) => cell !== '')),
  );

const school3 = { name: 'Teller Three', email: 'three@example.org', role: 'Finance', cluster: NORTH };

const fresh = () =>
  open([], { ledger: [MONEY], meetings: [meeting('M-1', '2026-10-20'), meeting('M-2', '2026-11-10')] });

/** Ten files of other people, each with what somebody says of it and what becomes of its rows. */
const FILES: [
  what: string,
  () => MadeFile | Promise<MadeFile>,
  as: string,
  Said,
  Matched['target']['key'],
  unknown[][],
][] = [
  [
    'a bank’s export with money in and out',
    bankInOut,
    LEAD,
    LEDGER,
    'ledger',
    [
      ['new', '20 Nov 2026, out of the cluster pot of North Cluster, Travel, £45.20, paid to Bright Sparks, Ltd'],
      ['new', '21 Nov 2026, into the cluster pot of North Cluster, Other income, £1,250.00, from Parish council grant'],
      ['new', '23 Nov 2026, out of the cluster pot of North Cluster, Travel, £1,000.00, paid to Coach hire'],
    ],
  ],
  [
    'a bank’s export with signs',
    bankSigns,
    LEAD,
    LEDGER,
    'ledger',
    [
      ['new', '20 Nov 2026, out of the cluster pot of North Cluster, Travel, £45.20, paid to Bright Sparks'],
      ['new', '21 Nov 2026, into the cluster pot of North Cluster, Other income, £1,250.00, from Parish council'],
    ],
  ],
  [
    'a .csv with semicolons, commas before pence and letters of Windows',
    excelCsv,
    LEAD,
    LEDGER,
    'ledger',
    [
      ['new', '20 Nov 2026, out of the cluster pot of North Cluster, Travel, £45.20, paid to Café Zoë'],
      ['new', '21 Nov 2026, out of the cluster pot of North Cluster, Travel, £1,250.00, paid to School 2'],
    ],
  ],
  [
    'a cash book with VAT, and words for in and out',
    cashBook,
    LEAD,
    {
      same: { cluster: NORTH, pot: 'Cluster pot' },
      words: [
        { column: 'direction', word: 'Debit', means: 'Out' },
        { column: 'direction', word: 'credit', means: 'In' },
      ],
    },
    'ledger',
    [
      [
        'new',
        '20 Nov 2026, out of the cluster pot of North Cluster, CPD, £480.00, of which VAT £80.00, paid to Bright Sparks',
      ],
      ['new', '23 Nov 2026, into the cluster pot of North Cluster, Other income, £250.00, from Parish council'],
    ],
  ],
  [
    'dates with their month first',
    monthFirst,
    LEAD,
    LEDGER,
    'ledger',
    [
      ['new', '24 Sep 2026, out of the cluster pot of North Cluster, Travel, £45.20, paid to Coach'],
      ['new', '5 Oct 2026, into the cluster pot of North Cluster, Other income, £100.00, from Grant'],
    ],
  ],
  [
    'a list of schools out of a register',
    schoolList,
    ADVISOR,
    { same: { from: '2026-09-01' }, words: [{ column: 'phase', word: 'Infants', means: 'Infant' }] },
    'schools',
    [
      ['new', 'Hilltop Primary School, new, in North Cluster from 1 Sep 2026'],
      ['new', 'Valley Infants, new, in North Cluster from 1 Sep 2026'],
      ['there', 'School 2, in North Cluster from 1 Sep 2026'],
    ],
  ],
  [
    'people in Excel’s Unicode text',
    unicodeText,
    DIRECTOR,
    { words: [{ column: 'role', word: 'Science coordinator', means: 'Science lead' }] },
    'people',
    [
      ['new', 'Zoë Carter, Science lead, School 3 (zoe@example.org)'],
      ['new', 'Bo Books, Finance, School 1 (bo@example.org)'],
    ],
  ],
  [
    'who came, as a grid',
    attendanceGrid,
    LEAD,
    {
      words: [
        { column: 'mark', word: 'P', means: 'Present' },
        { column: 'mark', word: 'Apols', means: 'Apologies' },
      ],
    },
    'attendance',
    [
      ['new', 'School 1, present on 20 Oct 2026 (M-1)'],
      ['new', 'School 1, present on 10 Nov 2026 (M-2)'],
      ['new', 'School 2, present on 20 Oct 2026 (M-1)'],
      ['new', 'School 2, apologies on 10 Nov 2026 (M-2)'],
      [
        'wrong',
        '',
        expect.stringMatching(/^School: “Schol 3” is not a school of the Schools tab\. Say above what it means/),
      ],
    ],
  ],
  [
    'a list of meetings',
    meetingList,
    LEAD,
    { same: { cluster: NORTH } },
    'meetings',
    [
      ['new', '6 Oct 2026, North Cluster, Whole cluster, held, in school hours, 13:00 to 15:00, School 1'],
      ['new', '2 Feb 2027, North Cluster, Whole cluster, planned, in school hours, 13:30 to 15:30, School 2'],
    ],
  ],
];

describe('files of other people', () => {
  it.each(FILES)('%s: each row is read, written and undone', async (_, make, as, said, target, rows) => {
    const book = fresh();
    const { payload } = await sentOf(book, as, make(), said);
    expect(payload.target).toBe(target);
    expect(told(preview(book, as, payload).rows)).toEqual(rows);
    const before = standing(book);
    const answer = done(write(book, as, payload));
    expect(answer.message).toMatch(/^Written: \d+ rows? of .+ into /);
    expect(book.lastLine()).toMatchObject({ action: 'Open a file', who: as });
    expect(standing(book)).not.toEqual(before);
    // All that was written is there, and nothing new is left of the file.
    expect(preview(book, as, { ...payload, token: token() }).rows.filter(({ is }) => is === 'new')).toEqual([]);
    done(takeBack(book, as, answer.undo));
    expect(standing(book)).toEqual(before);
    expect(done(verifyLog(book.as(ADVISOR))).good).toBe(true);
  });

  it('a budget is no file of the tracker’s: no row can be written', async () => {
    const book = fresh();
    const { payload } = await sentOf(book, LEAD, budget(), { ...LEDGER, target: 'ledger' });
    const { rows } = preview(book, LEAD, payload);
    expect(rows.map(({ is }) => is)).toEqual(['wrong', 'wrong']);
    expect(rows[0]!.problems[0]!.message).toMatch(/^Date: nothing stands there\./);
    expect(write(book, LEAD, payload)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^No row is ticked/),
    });
  });
});

describe('what the rows say', () => {
  it('tells of what the rules make of a line before it is written', async () => {
    const book = fresh();
    const { payload } = await sentOf(book, LEAD, bankSigns(), LEDGER);
    expect(preview(book, LEAD, payload).rows[0]!.notes).toEqual([expect.stringMatching(/request/)]);
  });

  it('asks what a word means, and reads the row once that is said', async () => {
    const book = fresh();
    const { payload } = await sentOf(book, ADVISOR, schoolList(), { same: { from: '2026-09-01' } });
    expect(preview(book, ADVISOR, payload).rows[1]!.problems).toEqual([
      {
        column: 'phase',
        found: 'Infants',
        message: expect.stringMatching(/^Phase: “Infants” is not one of Infant, Junior/),
        isWord: true,
      },
    ]);
  });

  it('leaves a date alone that may be of either order, where the file has both', async () => {
    const rows = [
      ['09/24/2026', 'A', 1],
      ['24/09/2026', 'B', 1],
      ['05/06/2026', 'C', 1],
      ['06/06/2026', 'D', 1],
    ];
    const columns = ['date', 'payee', 'paidIn', 'cluster', 'pot', 'bookedIn'];
    const payload = {
      ...{ token: token(), file: 'x.csv', target: 'ledger', columns },
      rows: rows.map((row) => [...row, NORTH, 'Cluster pot', 'Other income']),
    };
    const { rows: read } = preview(fresh(), LEAD, payload);
    expect(read.map(({ is }) => is)).toEqual(['new', 'new', 'wrong', 'new']);
    expect(read[2]!.problems[0]!.message).toMatch(
      /^Date: “05\/06\/2026” is not a date that can be read one way only\./,
    );
  });

  it.each([
    ['both in and out', { paidIn: '5', paidOut: '5' }, /under money in and under money out/],
    ['no sum', { paidIn: '', paidOut: '0.00' }, /^There is no sum in this row/],
    ['a sum in words', { amount: 'lots' }, /^Amount: “lots” is not a sum of money\./],
    ['debit beside a sum', { amount: '45.00 DR' }, /DR and CR are the other way round in some books/],
    ['half pence', { amount: 45.005 }, /whole pence/],
    ['a day in words', { amount: '5', date: 'ASAP' }, /^Date: “ASAP” is not a date\./],
    ['another’s cluster', { amount: '5', cluster: 'South Cluster' }, /^You do not record payments and income of South/],
    ['a cluster of nobody', { amount: '5', cluster: 'East' }, /^Cluster: “East” is not a cluster/],
  ])('%s stands in the way of a line', (_, more, message) => {
    const cells: Record<string, unknown> = {
      date: '20/11/2026',
      cluster: 'North',
      pot: 'Cluster pot',
      category: 'Travel',
      ...more,
    };
    const payload = {
      ...{ token: token(), file: 'x.csv', target: 'ledger', columns: Object.keys(cells) },
      rows: [Object.values(cells)],
    };
    const { rows } = preview(fresh(), LEAD, payload);
    expect([rows[0]!.is, rows[0]!.problems.map(({ message: text }) => text)]).toEqual([
      'wrong',
      expect.arrayContaining([expect.stringMatching(message)]),
    ]);
  });

  it.each([
    [{ amount: '-45.20' }, 'Out', 4520, null],
    [{ amount: '45.20' }, 'In', 4520, null],
    [{ amount: '45.20', plus: 'Out' }, 'Out', 4520, null],
    [{ amount: '-45.20', plus: 'Out' }, 'In', 4520, null],
    [{ amount: '(45.20)' }, 'Out', 4520, null],
    [{ amount: '-120', vat: '20' }, 'Out', 10000, 2000],
    [{ net: '-100', vat: '-20' }, 'Out', 10000, 2000],
    [{ paidOut: '-45.20' }, 'Out', 4520, null],
    [{ amount: '-45.20', direction: 'Out' }, 'Out', 4520, null],
    [{ amount: '45.20', direction: 'In' }, 'In', 4520, null],
  ])('%j is a line %s of %i pence', (more, direction, net, vat) => {
    const cells: Record<string, unknown> = {
      date: '20/11/2026',
      cluster: 'North',
      pot: 'Cluster pot',
      category: 'Travel',
      ...more,
    };
    const book = fresh();
    const payload = {
      ...{ token: token(), file: 'x.csv', target: 'ledger', columns: Object.keys(cells) },
      rows: [Object.values(cells)],
    } as Payload;
    done(write(book, LEAD, payload));
    expect(book.tables().get('ledger').rows[1]).toMatchObject({ direction, net, vat });
  });

  it('keeps what goes back among what goes out a sum below nought', () => {
    const book = fresh();
    const columns = ['date', 'cluster', 'pot', 'category', 'paidOut'];
    const row = (sum: string) => ['20/11/2026', 'North', 'Cluster pot', 'Travel', sum];
    const payload = { token: token(), file: 'x.csv', target: 'ledger', columns, rows: [row('45.20'), row('-5.00')] };
    done(write(book, LEAD, payload));
    expect(
      book
        .tables()
        .get('ledger')
        .rows.slice(1)
        .map(({ net }) => net),
    ).toEqual([4520, -500]);
  });
});

describe('what is there already', () => {
  it('is left out, by day, sum and text, once for each time that the file has it', async () => {
    const book = fresh();
    const { payload } = await sentOf(book, LEAD, bankSigns(), LEDGER);
    done(write(book, LEAD, payload));
    const twice = { ...payload, token: token(), rows: [...payload.rows, payload.rows[0]!] };
    const { rows } = preview(book, LEAD, twice);
    expect(rows.map(({ is }) => is)).toEqual(['there', 'there', 'new']);
    expect(rows[0]!.there).toMatch(/^L-\w+, row 3 of Ledger$/);
  });

  it('is written once more where somebody ticks it: there are real repeats', async () => {
    const book = fresh();
    const { payload } = await sentOf(book, LEAD, bankSigns(), LEDGER);
    done(write(book, LEAD, payload));
    const again = { ...payload, token: token() };
    done(write(book, LEAD, again, { take: [0] }));
    expect(book.tables().get('ledger').count).toBe(4);
  });

  it('is never written twice where it cannot be two things', async () => {
    const book = fresh();
    const said = { words: [{ column: 'mark', word: 'P', means: 'Present' }] };
    const { payload } = await sentOf(book, LEAD, attendanceGrid(), said);
    done(write(book, LEAD, payload));
    const { rows, agreed } = preview(book, LEAD, { ...payload, token: token() });
    const take = [rows.findIndex(({ is }) => is === 'there'), rows.findIndex(({ is }) => is === 'wrong')];
    expect(openFile(book.as(LEAD), { ...payload, token: token(), take, agreed })).toMatchObject({ ok: false });
  });

  it('is told where a mark is another', async () => {
    const book = open([], {
      meetings: [meeting('M-1', '2026-10-20')],
      attendance: [{ meeting: 'M-1', school: 'School 1', mark: 'Absent' }],
    });
    const payload = {
      token: token(),
      file: 'x',
      target: 'attendance',
      columns: ['meeting', 'school', 'mark'],
      rows: [['M-1', 'School 1', 'Present']],
    };
    expect(preview(book, LEAD, payload).rows[0]!.there).toBe('row 2 of Attendance, as absent');
  });

  it('a school of the same name with another number may be another school; one that is listed twice is not', () => {
    const book = fresh();
    const rows = [
      ['School 1', '99'],
      ['New School', ''],
      ['new school', ''],
    ];
    const payload = { token: token(), file: 'x', target: 'schools', columns: ['name', 'id'], rows };
    const { rows: read } = preview(book, ADVISOR, payload);
    expect(read.map(({ is, mayRepeat, there }) => [is, mayRepeat, there])).toEqual([
      ['there', true, 'row 2 of Schools'],
      ['new', false, ''],
      ['there', false, 'a row of this file above'],
    ]);
    done(write(book, ADVISOR, payload, { take: [0, 1] }));
    expect(book.tables().get('schools').find('id', '99')).toMatchObject({ name: 'School 1 (99)' });
  });

  it('a school that is somewhere else on that day is not in two clusters (P4)', () => {
    const payload = {
      ...{ token: token(), file: 'x', target: 'schools', columns: ['name', 'cluster', 'from'] },
      rows: [['School 1', 'South Cluster', '01/09/2026']],
    };
    expect(preview(fresh(), ADVISOR, payload).rows[0]!.problems[0]!.message).toMatch(
      /^It is in North Cluster from 1 Sep 2020/,
    );
  });
});

describe('writing a file', () => {
  it('writes nothing that reads otherwise than it was shown', async () => {
    const book = fresh();
    const { payload } = await sentOf(book, LEAD, bankSigns(), LEDGER);
    const { agreed } = preview(book, LEAD, payload);
    book.type('ledger', 2, 'net', 999);
    done(write(book, LEAD, { ...payload, token: token(), rows: payload.rows.slice(0, 1) }));
    const before = standing(book);
    expect(openFile(book.as(LEAD), { ...payload, take: [0, 1], agreed })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/changed since these rows were shown/),
    });
    expect(standing(book)).toEqual(before);
  });

  it('writes what is sent again once, and says the same', async () => {
    for (const [make, as, said] of FILES.map(([, made, who, of]) => [made, who, of] as const)) {
      const book = fresh();
      const { payload } = await sentOf(book, as, make(), said);
      const { rows, agreed } = preview(book, as, payload);
      const whole = { ...payload, agreed, take: rows.flatMap(({ is }, index) => (is === 'new' ? [index] : [])) };
      const first = done(openFile(book.as(as), whole));
      const after = standing(book);
      const lines = book.tables().get('log').count;
      const { undo: _, ...second } = done(openFile(book.as(as), whole));
      expect(second).toEqual({ ...second, message: first.message });
      expect([standing(book), book.tables().get('log').count]).toEqual([after, lines]);
    }
  });

  it('writes nothing where Google refuses it', async () => {
    const book = fresh();
    const { payload } = await sentOf(book, ADVISOR, schoolList(), { same: { from: '2026-09-01' } });
    const before = standing(book);
    const world = book.as(ADVISOR);
    let isFirst = true;
    const failing: World = {
      ...world,
      write: (blocks) => {
        // The first block is made, the second is refused.
        world.write(isFirst ? blocks.slice(0, 1) : blocks);
        if (!isFirst) return;
        isFirst = false;
        throw new WriteFailed('Service error');
      },
    };
    expect(write(book, ADVISOR, payload, {}, failing)).toMatchObject({ ok: false, again: true });
    expect(standing(book)).toEqual(before);
  });

  it('takes back what was cut off between two tabs, and writes it when it is sent again', async () => {
    const book = fresh();
    const { payload } = await sentOf(book, ADVISOR, schoolList(), { same: { from: '2026-09-01' } });
    const { rows, agreed } = preview(book, ADVISOR, payload);
    const whole = { ...payload, agreed, take: rows.flatMap(({ is }, index) => (is === 'new' ? [index] : [])) };
    const world = book.as(ADVISOR);
    const cut: World = {
      ...world,
      write: (blocks) => {
        world.write(blocks.slice(0, 1));
        throw new RangeError('cut off');
      },
    };
    expect(() => openFile(cut, whole)).toThrow('cut off');
    expect(book.tables().get('membership').count).toBe(8);
    done(openFile(book.as(ADVISOR), whole));
    expect(book.tables().get('schools').count).toBe(9);
    expect(book.tables().get('membership').count).toBe(9);
    expect(done(verifyLog(book.as(ADVISOR))).good).toBe(true);
  });

  it('undoes a thousand rows, wherever they were sorted to, and none once one was changed', () => {
    const book = fresh();
    const columns = ['date', 'payee', 'paidOut', 'cluster', 'pot', 'bookedOut'];
    const rows = Array.from({ length: 1000 }, (_, index) => [
      '20/11/2026',
      `Payee ${index}`,
      index + 1,
      NORTH,
      'Cluster pot',
      'Travel',
    ]);
    const payload: Payload = { token: token(), file: 'year.csv', target: 'ledger', columns, rows };
    const before = standing(book);
    const first = done(write(book, LEAD, payload));
    expect(book.tables().get('ledger').count).toBe(1001);
    book.type('ledger', 500, 'net', 1);
    expect(takeBack(book, LEAD, first.undo)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^Ledger row 500 was changed since/),
    });
    book.type('ledger', 500, 'net', 498);
    book.change('ledger', (rows) => rows.reverse());
    done(takeBack(book, LEAD, first.undo));
    expect(standing(book)).toEqual(before);
    expect(book.lastLine()).toMatchObject({
      action: 'Undo',
      what: expect.stringMatching(/1000 rows of Ledger put back/),
    });
  });

  it('keeps text that begins like a formula text', () => {
    const book = fresh();
    const columns = ['date', 'payee', 'paidOut', 'cluster', 'pot', 'bookedOut'];
    const payload: Payload = {
      ...{ token: token(), file: '=x.csv', target: 'ledger', columns },
      rows: [['20/11/2026', '=HYPERLINK("x")', '5', NORTH, 'Cluster pot', 'Travel']],
    };
    done(write(book, LEAD, payload));
    expect(book.tables().get('ledger').rows[1]!.payee).toBe('=HYPERLINK("x")');
  });

  it.each([
    ['too many rows', { rows: new Array(1001).fill(['x']) }, /at most 1000 rows/],
    ['no rows', { rows: [] }, /has no rows/],
    ['an unknown tab', { target: 'decisions' }, /Say what the file holds/],
    ['cells that are none', { rows: [[{ formula: '=1' }]] }, /./],
  ])('refuses %s', (_, more, message) => {
    const payload = {
      token: token(),
      file: 'x.csv',
      target: 'ledger',
      columns: ['date'],
      rows: [['x']],
      take: [0],
      ...more,
    };
    const book = fresh();
    for (const answer of [previewFile(book.as(LEAD), payload), openFile(book.as(LEAD), payload)])
      expect(answer).toMatchObject({ ok: false, message: expect.stringMatching(message) });
  });
});

describe('whose file it is (A1, A3)', () => {
  /** A workbook in which something was decided: who may do what is recorded from then on. */
  function recorded(): FakeWorkbook {
    const book = open().begin();
    make(book, ADVISOR, 'Decline');
    return book;
  }

  const people = (email: string, role: string, more: unknown[] = []) => ({
    ...{
      token: token(),
      file: 'people.csv',
      target: 'people',
      columns: ['name', 'email', 'role', 'cluster', 'school'],
    },
    rows: [['Ny Body', email, role, ...more]],
  });

  it('offers what is theirs to record, and tells others whose it is', () => {
    const keys = (email: string) => done(fileForm(fresh().as(email))).targets.map(({ key }) => key);
    expect(keys(LEAD)).toEqual(['ledger', 'meetings', 'attendance']);
    expect(keys(ADVISOR)).toEqual(['ledger', 'schools', 'people', 'meetings', 'attendance']);
    expect(fileForm(fresh().as(STRANGER))).toMatchObject({ ok: false });
  });

  it('takes schools and people from those who set the workbook up only', () => {
    const book = fresh();
    const before = standing(book);
    const schools = { token: token(), file: 'x', target: 'schools', columns: ['name'], rows: [['New School']] };
    for (const payload of [schools, people('new@example.org', 'Finance', [NORTH])]) {
      expect(previewFile(book.as(LEAD), payload)).toMatchObject({
        ok: false,
        message: expect.stringMatching(/not yours/),
      });
      expect(openFile(book.as(LEAD), { ...payload, take: [0], agreed: '' })).toMatchObject({ ok: false });
    }
    expect(standing(book)).toEqual(before);
  });

  it('takes meetings and marks of one’s own cluster only', () => {
    const columns = ['meeting', 'school', 'mark'];
    const payload = {
      token: token(),
      file: 'x',
      target: 'attendance',
      columns,
      rows: [['M-1', 'School 1', 'Present']],
    };
    expect(preview(fresh(), SOUTH_LEAD, payload).rows[0]!.is).toBe('wrong');
    expect(preview(fresh(), LEAD, payload).rows[0]!.is).toBe('new');
  });

  it('gives nobody a right that has to be confirmed: it waits as if it had been typed', () => {
    const book = recorded();
    const payload = people('new.advisor@example.org', 'Advisor');
    const answer = done(write(book, ADVISOR, payload as Payload));
    expect(answer.next).toMatch(/^All of them wait until the Director confirms it in Clusters ▸ Check workbook\.$/);
    expect(fileForm(book.as('new.advisor@example.org'))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/waits/),
    });
    expect(problems(book).some(({ repair, sheet }) => repair?.confirms && sheet === 'People')).toBe(true);
    done(takeBack(book, ADVISOR, answer.undo));
    expect(problems(book).some(({ repair }) => repair?.confirms)).toBe(false);
  });

  it('records people who decide nothing, where whoever opens the file may confirm them', () => {
    const book = recorded();
    const { name, email, role, cluster } = school3;
    const payload = { ...people(email, role, [cluster]), rows: [[name, email, role, cluster, '']] };
    expect(done(write(book, DIRECTOR, payload as Payload)).next).toMatch(/^They can open the sheet/);
    expect(done(fileForm(book.as(email))).targets.map(({ key }) => key)).toContain('ledger');
  });

  it.each([
    ['a role without its cluster', ['A', 'a@example.org', 'Cluster lead', '', ''], /Pick the cluster that is led/],
    ['no address', ['A', '', 'Finance', NORTH, ''], /^E-mail: nothing stands there/],
    ['two addresses', ['A', 'a@example.org, b@example.org', 'Finance', NORTH, ''], /^E-mail: /],
    ['a role of nobody', ['A', 'a@example.org', 'Boss', NORTH, ''], /^Role: “Boss” is not one of/],
  ])('%s stands in the way of a person', (_, row, message) => {
    const payload = { ...people('', ''), rows: [row] };
    expect(preview(fresh(), DIRECTOR, payload).rows[0]!.problems.map(({ message: text }) => text)).toEqual([
      expect.stringMatching(message),
    ]);
  });

  it('knows a person who does that already, and one who is listed twice', () => {
    const row = ['Nell North', 'north@example.org', 'Cluster lead', NORTH, 'School 1'];
    const other = ['Other', 'other@example.org', 'Finance', NORTH, ''];
    const payload = { ...people('', ''), rows: [row, other, other] };
    expect(preview(fresh(), DIRECTOR, payload).rows.map(({ there }) => there)).toEqual([
      'row 4 of People',
      '',
      'a row of this file above',
    ]);
  });

  it('changes no row that is there, so that no membership ends and no conflict of interest is lost', () => {
    const book = recorded();
    const before = book.tables().grid('membership').slice(0, 9);
    const payload: Payload = {
      ...{ token: token(), file: 'x', target: 'schools', columns: ['name', 'phase', 'cluster', 'from', 'to'] },
      rows: [
        ['School 6', 'Special', NORTH, '01/09/2018', '31/08/2019'],
        ['School 7', 'Special', 'South Cluster', '01/09/2018', '31/08/2027'],
      ],
    };
    done(write(book, ADVISOR, payload));
    expect(book.tables().get('membership').count).toBe(9);
    expect(book.tables().grid('membership').slice(0, 9)).toEqual(before);
    expect(book.tables().get('schools').find('id', 'S-7')).toMatchObject({ phase: 'Primary' });
  });
});
