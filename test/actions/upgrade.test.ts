import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Snapshot, Tracker } from '../../host/contract';
import { version } from '../../package.json';
import { answer, openTracker, stopAt } from '../support/tracker';

const OWNER = 'owner@example.org';
const NOW = new Date('2026-11-24T10:00:00Z');
/** A set-up workbook with the sample data as the build of commit 84981d3 (0.1.0) made it, before "Agreed on what". */
const OLD = path.join(__dirname, '..', 'fixtures', 'workbook-0.1.0.json.gz');

/** What that version had worked out. */
const FLAGS = {
  'R-1001': 'approved £310.00',
  'R-1002': 'approved in part £200.00 of £280.00',
  'R-1003': 'not needed',
  'R-1004': 'agreed by 5 of 8 schools',
  'R-1005': 'declined',
  'R-1101': 'approved £350.00',
  'R-1102': 'waiting for Director',
  'R-1103': 'more information wanted',
  'R-1104': 'waiting for Advisor',
  'R-1105': 'not needed',
  'R-1106': 'waiting for schools (4 of 10 agree)',
  'R-1107': 'stale: amount £350.00 → £420.00',
  'R-1108': 'sent to Advisor',
  'R-1109': 'waiting for Advisor',
};
/** Of every cluster: release committed and evidenced, entitled, received, spent, committed, available. */
const MONEY = [
  [3000, 1050, 3420, 3420, 0, 400, 5890],
  [3000, 475, 3420, 3420, 0, 0, 6575],
  [3500, 1350, 3920, 3920, 0, 0, 7070],
  [4000, 675, 4420, 420, 0, 350, 3545],
  [5000, 750, 5420, 5420, 85, 0, 10_215],
];

/** The rows of a table of Overview below its heading, with those that follow it. */
const below = (page: readonly (readonly unknown[])[], heading: string): (readonly unknown[])[] =>
  page.slice(page.findIndex(([first]) => first === heading) + 2);

/** What Overview shows of the money of every cluster, in the order of {@link MONEY}. */
function moneyOf(page: readonly (readonly unknown[])[]): number[][] {
  const pots = below(page, 'Pots in full').slice(0, 15);
  const sumOf = (cluster: unknown, column: number) =>
    pots.reduce((sum, row) => sum + (row[0] === cluster ? Number(row[column]) : 0), 0);
  return below(page, 'Agreements and findings')
    .slice(0, 5)
    .map((row) => [Number(row[6]), Number(row[7]), ...[4, 5, 8, 10, 11].map((column) => sumOf(row[0], column))]);
}

describe('a workbook of an older version', () => {
  let tracker: Tracker;
  let snapshot: Snapshot;
  beforeAll(() => {
    snapshot = JSON.parse(gunzipSync(readFileSync(OLD)).toString()) as Snapshot;
  });
  beforeEach(async () => {
    tracker = await openTracker({ now: () => NOW, snapshot });
    await tracker.settled();
  });
  afterEach(() => tracker.dispose());

  const setUp = () => answer<{ did: string[] }>(tracker.run(OWNER, 'setUpWorkbook')).did;
  const column = (header: string) => {
    const [headers, ...rows] = tracker.values('Requests', 'A1:Z40');
    const at = headers!.indexOf(header);
    return Object.fromEntries(rows.filter(([id]) => id !== '').map((row) => [String(row[0]), String(row[at])]));
  };
  const PROJECTS = ['R-1004', 'R-1106'];

  it('is said to be older when it is opened, and in Set up workbook, with what that will change', () => {
    const { ui } = tracker.open(OWNER);
    expect(ui).toEqual([
      {
        kind: 'toast',
        title: 'Cluster Tracker',
        message: expect.stringMatching(
          /^This workbook was set up with an older version of the tracker; this is [\d.]+\. .*“Agreed on what”/,
        ),
        seconds: 15,
      },
    ]);
    const [first] = answer<{ steps: { done: boolean; lines: string[] }[] }>(tracker.run(OWNER, 'setUpState')).steps;
    expect(first!.done).toBe(false);
    expect(first!.lines.join(' ')).toContain('Requests gets the column “Agreed on what”');
    setUp();
    expect(tracker.open(OWNER).ui).toEqual([]);
    expect(tracker.values('Overview', 'C1:D1')).toEqual([['Version', `v${version}`]]);
    const [then] = answer<{ steps: { done: boolean; lines: string[] }[] }>(tracker.run(OWNER, 'setUpState')).steps;
    expect(then).toMatchObject({ done: true, lines: [] });
  });

  it('keeps its decisions good: none is called written by hand or changed, and the log holds', () => {
    setUp();
    const { problems } = answer<{ problems: { sheet: string; message: string }[] }>(
      tracker.run(OWNER, 'checkWorkbook'),
    );
    // They bear no seals yet, which is said once, with the offer to take them over.
    expect(problems.filter(({ sheet }) => ['Decisions', 'Requests', 'Log'].includes(sheet))).toEqual([
      expect.objectContaining({
        header: 'Seal',
        message: expect.stringContaining('made with an earlier version of the tracker and bear no seals yet'),
      }),
    ]);
    expect(answer<{ good: boolean }>(tracker.run(OWNER, 'verifyLog')).good).toBe(true);
  });

  it('is told what it lacks until it is set up', () => {
    expect(column('Flag')['R-1004']).toBe(
      'waiting for schools (0 of 8 agree) (Membership has no column Led from, Led to)',
    );
    const lines = answer<{ problems: { message: string }[] }>(tracker.run(OWNER, 'checkWorkbook')).problems;
    expect(lines.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(
        /^Requests!1:1: there should be a column headed "Agreed on what", and there is none\. Run Clusters ▸ Set up workbook/,
      ),
    );
  });

  it(
    'is brought up to date by Set up workbook: the same flags and pots, and nothing to do the second ' + 'time',
    async () => {
      const did = setUp().join('\n');
      expect(did).toContain('Noted what the schools agreed to in 2 of the requests, as they stand');
      expect(did).toContain('headers Agreed on what');
      await tracker.settled();
      expect(column('Flag')).toEqual(FLAGS);
      expect(moneyOf(tracker.values('Overview', 'A1:M120'))).toEqual(MONEY);
      expect(tracker.values('Requests', 'R1:U1')).toEqual([['Agreed on what', 'Resource', 'Where it stands', 'Flag']]);
      for (const id of PROJECTS) expect(JSON.parse(column('Agreed on what')[id]!)).toMatchObject({ matter: 'Project' });
      expect(setUp()).toEqual([]);
      const said = answer<{ problems: { message: string }[] }>(tracker.run(OWNER, 'checkWorkbook')).problems;
      expect(said.filter(({ message }) => /Agreed on what/.test(message))).toEqual([]);
      // What is typed into it afterwards is noticed.
      const row = Object.keys(column('Flag')).indexOf('R-1004') + 2;
      tracker.edit(OWNER, 'Requests', `F${row}`, [[9_000]]);
      await tracker.settled();
      expect(column('Flag')['R-1004']).toMatch(/^stale: amount £640\.00 → £9,000\.00/);
    },
  );

  it('comes from one formula a page then, with what people chose and made of their own left as it was', async () => {
    const formulas = (sheet: string) => {
      const { key } = tracker.sheets().find(({ name }) => name === sheet)!;
      const cells = Object.entries(tracker.snapshot().workbook.sheets![key]!.cellData!);
      return cells.flatMap(([row, line]) =>
        Object.entries(line!).flatMap(([column, cell]) => {
          const formula = (cell as { f?: string } | null)?.f;
          return formula ? [[Number(row) + 1, Number(column) + 1, formula.split('(')[0]] as const] : [];
        }),
      );
    };
    const overview = () => tracker.values('Overview', 'A1:L120');
    expect(formulas('Overview').map(([, , called]) => called)).toContain('=CLUSTER_OVERVIEW');
    const before = below(overview(), 'Pots').slice(0, 16);
    expect(before[15]![0]).toBe('All clusters');
    const own =
      '=CLUSTER_OVERVIEW(Overview!B2, Settings!A:I, Clusters!A:I, Schools!A:G, Membership!A:G, Meetings!A:K, ' +
      "Attendance!A:F, 'CPD sessions'!A:I, Requests!A:Q, Decisions!A:J, Ledger!A:O, People!A:H, Release!A:E)";
    tracker.edit(OWNER, 'Log', 'L1', [[own]]);
    tracker.edit(OWNER, 'Log', 'L30', [['=Clusters!G2']]);
    await tracker.settled();
    const [table, end] = [tracker.values('Log', 'L1:AE6'), tracker.values('Log', 'L30')];
    const did = setUp().join('\n');
    expect(did).toContain('Overview: laid its tables out anew');
    expect(did).toContain('Schools at a glance: laid its tables out anew');
    expect(did).toContain(
      'Clusters: headers Earlier agreements, moved Agreement end to the right of Earlier agreements, which it is worked ' +
        'out from',
    );
    await tracker.settled();
    expect(formulas('Overview')).toEqual([
      [1, 5, '=HYPERLINK'],
      [2, 5, '=IF'],
      [3, 2, '=IF'],
      [4, 5, '=IF'],
      [5, 1, '=OVERVIEW_PAGE'],
    ]);
    expect(formulas('Schools at a glance')).toEqual([
      [2, 2, '=Overview!$B$2'],
      [3, 2, '=FUNDING_YEAR'],
      [3, 4, '=Overview!$E$4'],
      [6, 1, '=SCHOOLS_PAGE'],
    ]);
    expect(below(overview(), 'Pots in full').slice(0, 16)).toEqual(before);
    expect(tracker.values('Clusters', 'A1:J1')[0]!.slice(-4)).toEqual([
      'Focus areas',
      'Note',
      'Earlier agreements',
      'Agreement end',
    ]);
    expect(tracker.values('Log', 'L1:AE6')).toEqual(table);
    expect(tracker.values('Log', 'L30')).toEqual(end);
    expect(end[0]![0]).toBeInstanceOf(Date);
  });

  it('gets columns for who led before (P3) and for schools that apply for themselves (G3), last', async () => {
    const tabs = () => [tracker.values('Membership', 'A1:G60'), tracker.values('Reviews', 'A1:H20')];
    const before = tabs();
    expect(tracker.values('Membership', 'H1:I1')).toEqual([['', '']]);
    const did = setUp().join('\n');
    await tracker.settled();
    for (const header of ['Led from', 'Led to', 'School']) expect(did).toContain(header);
    expect(tracker.values('Membership', 'H1:I1')).toEqual([['Led from', 'Led to']]);
    expect(tracker.values('Reviews', 'I1')).toEqual([['School']]);
    expect(tabs()).toEqual(before);
    const { problems } = answer<{ problems: { sheet: string }[] }>(tracker.run(OWNER, 'checkWorkbook'));
    expect(problems.filter(({ sheet }) => sheet === 'Membership' || sheet === 'Reviews')).toEqual([]);
  });

  it('gets the tab Cluster page, laid out, which shows the cluster picked and keeps the pick', async () => {
    expect(tracker.sheets().map(({ name }) => name)).not.toContain('Cluster page');
    const did = setUp().join('\n');
    await tracker.settled();
    expect(did).toContain('Cluster page');
    const [first] = tracker.values('Clusters', 'B2:B2')[0]!;
    expect(tracker.values('Cluster page', 'A2')).toEqual([[first]]);
    const page = () => tracker.values('Cluster page', 'A5:I60');
    const before = page();
    expect(before.map(([cell]) => cell)).toEqual(expect.arrayContaining(['■ To do', '■ Money', 'Cluster pot', 'All']));
    tracker.edit(OWNER, 'Cluster page', 'A2', [['East Salisbury Cluster']]);
    await tracker.settled();
    expect(page()).not.toEqual(before);
    expect(setUp()).toEqual([]);
    expect(tracker.values('Cluster page', 'A2')).toEqual([['East Salisbury Cluster']]);
  });

  it('gets the tab Year ends, empty, in which a year is closed and found changed, with every pot as it was', async () => {
    const names = () => tracker.sheets().map(({ name }) => name);
    expect(names()).not.toContain('Year ends');
    const before = tracker.run(OWNER, 'setUpState');
    const ADVISOR = 'advisor@example.org';
    const asked = { cluster: 'C-1', year: '2025/26' };
    expect(answer(tracker.run(ADVISOR, 'yearEndForm', [asked]))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^The tab Year ends is missing\./),
    });
    expect(JSON.stringify(before)).toContain('The tab Year ends is added, empty');
    expect(setUp().join('\n')).toContain('Year ends');
    await tracker.settled();
    expect(names().slice(-4)).toEqual(['Reviews', 'Year ends', 'Settings', 'Log']);
    expect(tracker.values('Year ends', 'A1:P2')).toEqual([
      [
        ...['Closing ID', 'Cluster', 'Year', 'Pot', 'Opening', 'Received', 'Other income', 'Spent', 'Closing'],
        ...['Promised', 'Closed on', 'Closed by', 'Note', 'Opened again on', 'Opened again by', 'Why'],
      ],
      new Array(16).fill(''),
    ]);
    const { shown } = answer<{ shown: string }>(tracker.run(ADVISOR, 'yearEndForm', [asked]));
    const close = { token: 'abcdefgh1234', ...asked, shown, confirmed: true };
    expect(answer(tracker.run(ADVISOR, 'closeYear', [close]))).toMatchObject({ ok: true });
    await tracker.settled();
    expect(tracker.values('Year ends', 'B2:D4').map((row) => row[2])).toEqual([
      'Cluster pot',
      'Lead support',
      'Administration',
    ]);
    // Closing lines are no money: what the older version had worked out stands.
    expect(moneyOf(tracker.values('Overview', 'A1:M120'))).toEqual(MONEY);
    expect(setUp()).toEqual([]);
    const changed = () =>
      answer<{ problems: { sheet: string }[] }>(tracker.run(OWNER, 'checkWorkbook')).problems.filter(
        ({ sheet }) => sheet === 'Year ends',
      );
    expect(changed()).toEqual([]);
    const line = tracker
      .values('Ledger', 'A1:H60')
      .findIndex(
        (row) =>
          row[2] === tracker.values('Clusters', 'B2')[0]![0] &&
          row[1] instanceof Date &&
          row[1].getTime() < Date.UTC(2026, 7, 1),
      );
    tracker.edit(OWNER, 'Ledger', `H${line + 1}`, [[1]]);
    expect(changed()).toHaveLength(1);
  });

  it('keeps the funding year that somebody chose', async () => {
    tracker.edit(OWNER, 'Overview', 'B3', [['2025/26']]);
    setUp();
    await tracker.settled();
    expect(tracker.values('Overview', 'B3:B3')).toEqual([['2025/26']]);
    expect(below(tracker.values('Overview', 'A1:L120'), 'Pots in full')[0]![1]).toBe('2025/26');
    const [, choice] = tracker.values('Overview', 'B2:B3');
    expect(choice).toEqual(['2025/26']);
    tracker.open(OWNER);
    expect(tracker.values('Overview', 'B3')).toEqual([['2026/27']]);
  });

  it('loses nothing that people wrote on Overview themselves: it moves to the right where the page needs the room', async () => {
    const { columnCount, rowCount } = Object.values(tracker.snapshot().workbook.sheets!).find(
      ({ name }) => name === 'Overview',
    )!;
    expect(columnCount).toBeGreaterThanOrEqual(24);
    const last = rowCount! - 2;
    tracker.edit(OWNER, 'Overview', `B${last}`, [['Ask Priya about the minibus']]);
    tracker.edit(OWNER, 'Overview', `C${last}`, [['=B2+1']]);
    tracker.edit(OWNER, 'Overview', 'X8', [['Phone the bursar']]);
    await tracker.settled();
    const did = setUp();
    expect(did.filter((line) => line.startsWith('Overview'))).toContain(
      `Overview: moved what people wrote, B${last} to W${last}, C${last} to X${last}`,
    );
    await tracker.settled();
    expect(tracker.values('Overview', `B${last}:C${last}`)).toEqual([['', '']]);
    expect(tracker.values('Overview', `W${last}`)).toEqual([['Ask Priya about the minibus']]);
    expect(tracker.values('Overview', `X${last}`)).toEqual([[46_351]]); // the day after the 24th, by its number
    expect(tracker.values('Overview', 'X8')).toEqual([['Phone the bursar']]);
    expect(setUp()).toEqual([]);
  });

  it('gets an ID that stays as it is, and the name that its papers had, once (P5)', async () => {
    const settings = () =>
      tracker.values('Settings', 'A1:E60').filter(([name]) => String(name).startsWith('programme.'));
    expect(settings()).toEqual([]);
    expect(setUp().join('\n')).toMatch(/Gave the programme the ID PG-[0-9A-Z]{10}/);
    const [id, name] = settings();
    expect([id![1], id![4]]).toEqual([expect.stringMatching(/^PG-[0-9A-Z]{10}$/), 'confirmed']);
    expect([name![1], name![4]]).toEqual(['Salisbury Cluster Project', 'confirmed']);
    expect(setUp()).toEqual([]);
    expect(settings()).toEqual([id, name]);
    const papers = answer<{ papers: { programme: string }[] }>(
      tracker.run(OWNER, 'reportPages', [{ kind: 'review' }]),
    ).papers;
    expect(papers[0]!.programme).toBe('Salisbury Cluster Project');
  });

  it('has no Extract until somebody switches it on', async () => {
    setUp();
    expect(tracker.sheets().map(({ name }) => name)).not.toContain('Extract');
    expect(tracker.run(OWNER, 'switchExtract', [{ on: true }]).value).toMatchObject({ ok: true });
    await tracker.settled();
    const pots = below(tracker.values('Overview', 'A1:M120'), 'Pots in full').slice(0, 15);
    const rows = tracker.values('Extract', 'A2:V31').filter((row) => row[4] === '2026/27');
    expect(rows.map((row) => [row[3], row[5], row[6], row[7], row[11], row[13]])).toEqual(
      pots.map((row) => [row[0], row[2], row[3], row[4], row[9], row[11]]),
    );
    expect(setUp()).toEqual([]);
  });

  it('takes for agreed only what stood there when the column came', async () => {
    setUp();
    await tracker.settled();
    const headers = tracker.values('Requests', 'A1:Z1')[0]!;
    const letter = (header: string) => String.fromCharCode(65 + headers.indexOf(header));
    const row = Object.keys(column('Flag')).indexOf('R-1106') + 2;
    tracker.edit(OWNER, 'Requests', `${letter('Agreed on what')}${row}`, [['']]);
    tracker.edit(OWNER, 'Requests', `${letter('Agreed on what')}1`, [['']]);
    expect(setUp().join('\n')).not.toContain('Noted what the schools agreed to');
    await tracker.settled();
    expect(column('Flag')['R-1106']).toBe('waiting for schools (0 of 10 agree)');
  });

  it.each([1, 2, 3])('notes it all the same when the first try was cut off at its write number %i', async (number) => {
    let writes = 0;
    const isIt = (call: string, when: string) => /\.set[A-Z]/.test(call) && when === 'before' && ++writes === number;
    expect(stopAt(tracker, isIt, () => tracker.run(OWNER, 'setUpWorkbook'))).toBe(true);
    setUp();
    await tracker.settled();
    for (const id of PROJECTS) expect(JSON.parse(column('Agreed on what')[id]!)).toMatchObject({ matter: 'Project' });
  });
});
