import { whySelected } from '../../src/actions/why';
import type { PageKey } from '../../src/actions/world';
import { FUNCTIONS } from '../../src/functions/all';
import type { Cell } from '../../src/workbook/cell';
import type { SheetKey } from '../../src/workbook/sheets';
import { ADVISOR, ASKED, done, LEAD, MONEY, make, open, STRANGER } from '../support/action-cases';
import { line, mark, meeting, SESSION } from '../support/builders';
import { cellDate } from '../support/rules-tables';

const rich = () =>
  open([ASKED], {
    ledger: [MONEY, line('L-2', { direction: 'Out', category: 'Travel', net: 10 })],
    meetings: [meeting('M-1', '2026-10-01')],
    attendance: [mark('M-1', 2)],
  });

const at = (sheet: SheetKey | PageKey | null, row: number, column = 1) => ({
  sheet,
  title: sheet === null ? 'Mine' : sheet,
  a1: `X${row}`,
  row,
  column,
});

/** What is said of a cell of a tab, or of a page that shows something. */
const why = (cell: ReturnType<typeof at>, pages: { [K in PageKey]?: Cell[][] } = {}, book = rich()) => {
  book.selection = cell;
  return whySelected({ ...book.as(LEAD), readPage: (key) => pages[key] ?? [] });
};

describe('a row of a tab', () => {
  it('of Requests is explained by its flag, with the rule, its passage and what would change it', () => {
    const book = rich();
    make(book, ADVISOR, 'Approve');
    const found = done(why(at('requests', 2, 3), {}, book));
    expect(found).toMatchObject({ cell: 'requests!X2', answer: 'approved £350.00', unread: '' });
    expect(found.reasons.length).toBeGreaterThan(0);
    for (const { rule, says, passage, change } of found.reasons)
      expect([rule, says, passage, change].map((text) => text.length > 1)).toEqual([true, true, true, true]);
  });

  it('of Requests that has no ID yet is explained too', () => {
    const book = open([{ ...ASKED, id: '' }]);
    expect(done(why(at('requests', 2, 3), {}, book)).about).toBe(': Flag');
  });

  it.each<[SheetKey, number, number, RegExp]>([
    ['ledger', 3, 1, /L-2/],
    ['clusters', 2, 6, /North Cluster: Agreement/],
    ['clusters', 2, 10, /North Cluster: Agreement end/],
    ['clusters', 2, 2, /North Cluster: Findings/],
    ['schools', 3, 1, /School 2/],
  ])('of %s in row %i, column %i is explained', (sheet, row, column, about) =>
    expect(done(why(at(sheet, row, column))).about).toMatch(about),
  );

  it('of Settings is explained by what its parameter is', () => {
    const book = open([], { settings: [{ parameter: 'match.basis', value: 500, status: 'confirmed' }] });
    expect(done(why(at('settings', 2), {}, book))).toMatchObject({ about: 'match.basis' });
  });

  it.each([at('people', 2), at('requests', 1), at('requests', 99), at(null, 2)])(
    'is none where nothing is worked out, and says what to select: %j',
    (cell) =>
      expect(why(cell)).toEqual({
        ok: false,
        message: expect.stringMatching(/^Nothing is worked out in \w+!X\d+\. Select a figure of Overview/),
      }),
  );
});

describe('a cell of a page', () => {
  const HEAD: Cell[][] = [['Cluster Tracker'], ['As at', cellDate('2026-10-02')], ['Funding year', '2026/27']];
  /** The table of schools that a function spills, beside the one who came to what. */
  const watch = () => {
    const { call, parameters } = FUNCTIONS.find(({ name }) => name === 'SCHOOL_WATCH')!;
    const book = rich();
    const grids = parameters.flatMap(({ tab }) => (tab ? [book.tables().grid(tab)] : []));
    return call(cellDate('2026-10-02'), ...grids) as Cell[][];
  };

  it('is explained by the table above it, and the row and column it is in', () => {
    const table = watch();
    const row = table.findIndex((cells) => cells[0] === 'School 2');
    const overview = [...HEAD, [], ...table];
    const found = done(why(at('overview', row + 5, 2), { overview }));
    expect(found.about).toMatch(/^School 2/);
    expect(why(at('overview', 2, 2), { overview })).toMatchObject({ ok: false });
  });

  it('of who came to what is explained by how the school took part', () => {
    const schoolsPage: Cell[][] = [
      ['Schools at a glance'],
      ['School', cellDate('2026-10-01')],
      ['School 2', 'Present'],
    ];
    const about = (row: number, column: number) => {
      const found = why(at('schoolsPage', row, column), { overview: HEAD, schoolsPage });
      return found.ok ? found.about : found.message;
    };
    expect(about(3, 1)).toMatch(/^School 2/);
    expect(about(3, 2)).toMatch(/^School 2.*Attended/);
    expect(about(2, 2)).toMatch(/^Nothing is worked out/);
  });
});

describe('a cell of a cluster’s page', () => {
  const HEAD: Cell[][] = [['Cluster Tracker'], ['As at', cellDate('2026-11-24')], ['Funding year', '2026/27']];
  const book = () =>
    open([{ ...ASKED, purpose: 'Planning days for a science week in which all schools of the cluster take part' }], {
      ledger: [MONEY],
      meetings: [meeting('M-1', '2026-10-01')],
      attendance: [mark('M-1', 2)],
      sessions: [{ ...SESSION, meeting: 'M-1' }],
    });
  const page = (opened: ReturnType<typeof book>): Cell[][] => {
    const { call, parameters } = FUNCTIONS.find(({ name }) => name === 'CLUSTER_PAGE')!;
    const grids = parameters.flatMap(({ tab }) => (tab ? [opened.tables().grid(tab)] : []));
    const filled = call('North', '2026/27', cellDate('2026-11-24'), ...grids) as Cell[][];
    return [['Cluster page'], ['North Cluster'], [], [], ...filled];
  };

  it.each<[first: RegExp, header: string, about: RegExp]>([
    [/^Cluster pot$/, 'In', /^North Cluster, Cluster pot, 2026\/27: Received$/],
    [/^Cluster pot$/, 'Left', /Closing$/],
    [/^Administration$/, 'Promised', /Administration.*Committed$/],
    [/^School 2$/, 'Shown', /^School 2: Evidenced$/],
    [/^School 2$/, 'Declared', /^School 2: Declared$/],
    [/^School 2$/, '1 Oct', /^School 2: Attended$/],
    [/^School 2$/, 'School', /^School 2: Watch$/],
    [/^R-1 /, 'Approved', /^R-1: Flag$/],
    [/^School 2 \(Bright/, 'Open', /^School 2: Open$/],
  ])('in the row of %s under %s is explained as the table explains it', (first, header, about) => {
    const opened = book();
    const clusterPage = page(opened);
    const row = clusterPage.findIndex((cells) => first.test(String(cells[0])));
    const heads = clusterPage.slice(0, row).filter((cells) => cells.includes(header));
    const column = heads[heads.length - 1]!.indexOf(header);
    const found = done(why(at('clusterPage', row + 1, column + 1), { overview: HEAD, clusterPage }, opened));
    expect(found.about).toMatch(about);
    expect(found.reasons.length).toBeGreaterThan(0);
  });

  it.each([/^■ Money/, /^All$/, /^Lead school/, /^Pot$/])('is none where nothing is worked out: %s', (first) => {
    const opened = book();
    const clusterPage = page(opened);
    const row = clusterPage.findIndex((cells) => first.test(String(cells[0])));
    expect(why(at('clusterPage', row + 1, 2), { overview: HEAD, clusterPage }, opened)).toMatchObject({ ok: false });
  });

  it('is none where no cluster is picked', () => {
    const clusterPage: Cell[][] = [['Cluster page'], [''], ['Pot', 'In'], ['Cluster pot', 5]];
    expect(why(at('clusterPage', 4, 2), { overview: HEAD, clusterPage })).toMatchObject({ ok: false });
  });
});

describe('nothing selected', () => {
  it('says what to select', () => {
    expect(whySelected(rich().as(LEAD))).toEqual({ ok: false, message: expect.stringMatching(/^Select a figure/) });
  });
  it('is for people of the programme', () => expect(whySelected(rich().as(STRANGER))).toMatchObject({ ok: false }));
});
