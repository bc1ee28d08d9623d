import type { Snapshot, Tracker } from '../../host/contract';
import { date } from '../../src/workbook/kinds';
import { ALL_READ } from '../../src/workbook/pages/page';
import { bundleWithMouse } from '../support/mouse';
import { answer, openTracker, token } from '../support/tracker';

const OWNER = 'owner@example.org';
const ADVISOR = 'advisor@example.org';
const DIRECTOR = 'director@example.org';
const LEAD = 'lead.west@example.org';
const STRANGER = 'stranger@example.org';
const NOW = new Date('2026-11-24T10:00:00Z');

interface SetUp {
  ok: boolean;
  did: string[];
  message: string;
}
interface Problem {
  sheet: string;
  row: number;
  a1: string;
  header: string;
  message: string;
  repair: { shown: string; becomes: string } | null;
}

describe('setting up and repairing, through the built bundle', () => {
  let tracker: Tracker;
  let prepared: Snapshot;
  const { bundle, dispose } = bundleWithMouse();

  beforeAll(async () => {
    const first = await openTracker({ now: () => NOW, bundle });
    answer(first.run(OWNER, 'setUpWorkbook'));
    answer(first.run(OWNER, 'addSampleData'));
    await first.settled();
    answer(first.run(OWNER, 'setUpWorkbook'));
    await first.settled();
    prepared = first.snapshot();
    first.dispose();
  });
  beforeEach(async () => {
    tracker = await openTracker({ now: () => NOW, snapshot: prepared, bundle });
  });
  afterEach(() => tracker.dispose());
  afterAll(dispose);

  const setUp = (who = OWNER) => answer<SetUp>(tracker.run(who, 'setUpWorkbook'));
  const check = (who = OWNER) => answer<{ problems: Problem[] }>(tracker.run(who, 'checkWorkbook')).problems;
  const messages = () => check().map(({ message }) => message);
  const type = (sheet: string, a1: string, value: unknown, who = OWNER) => tracker.edit(who, sheet, a1, [[value]]);
  const mouse = (sheet: string, ...rest: unknown[]) => {
    const { error, value } = tracker.run(OWNER, 'mouse', [sheet, ...rest]);
    expect(error).toBeUndefined();
    return value;
  };
  const formulaOf = (sheet: string, row: number, column: number): string => {
    const { key } = tracker.sheets().find(({ name }) => name === sheet)!;
    return String(tracker.snapshot().workbook.sheets![key]!.cellData![row - 1]![column - 1]!.f ?? '');
  };
  const protectionsOf = (sheet: string) => {
    const { id } = tracker.sheets().find(({ name }) => name === sheet)!;
    return tracker.state.protections.filter(({ sheetId }) => sheetId === id);
  };

  describe('headers', () => {
    it('puts a deleted header back over its own cells', async () => {
      const dates = tracker.values('Meetings', 'C2:C40');
      type('Meetings', 'C1', '');
      expect(setUp().did.join('\n')).toMatch(/Meetings: headers Date/);
      expect(tracker.values('Meetings', 'C1:L1')[0]).toEqual([
        'Date',
        'Start',
        'End',
        'In school hours',
        'Kind',
        'Status',
        'Held at',
        'Purpose',
        'Note',
        '',
      ]);
      expect(tracker.values('Meetings', 'C2:C40')).toEqual(dates);
      await tracker.settled();
      expect(setUp().did).toEqual([]);
    });

    it('puts an overtyped header back, and lets no stranger in meanwhile', () => {
      type('People', 'A1', 'Nom');
      for (const name of ['setUpState', 'checkWorkbook', 'setUpWorkbook', 'repairWorkbook'])
        expect(answer<SetUp>(tracker.run(STRANGER, name))).toMatchObject({ ok: false });
      expect(setUp().did.join('\n')).toContain('headers Name (over "Nom")');
      expect(tracker.values('People', 'A1:I1')[0]!.indexOf('Name')).toBe(0);
      expect(tracker.values('People', 'I1')).toEqual([['']]);
    });

    it('lets no stranger in while a row of People cannot be read', () => {
      const rows = tracker.values('People', 'C2:C30').filter(([role]) => role !== '').length;
      tracker.edit(
        OWNER,
        'People',
        'C2',
        Array.from({ length: rows }, () => ['Boss']),
        { paste: true },
      );
      expect(answer<SetUp>(tracker.run(STRANGER, 'setUpState'))).toMatchObject({ ok: false });
    });

    it('adds no second column where it is not clear which one lost its header', () => {
      type('Meetings', 'C1', 'Datum');
      tracker.edit(OWNER, 'Meetings', 'C2', [["'some day"]], { paste: true });
      const { did, message } = setUp();
      expect(message).toMatch(/^1 thing needs you/);
      expect(did[0]).toContain('Meetings: the header "Date" is missing');
      expect(did[0]).toContain('C ("Datum")');
      expect(tracker.values('Meetings', 'L1')).toEqual([['']]);
      expect(messages()).toContain(did[0]);
    });

    it('writes no headers over the first row where the header row was deleted', () => {
      const first = tracker.values('Release', 'A2:E2');
      tracker.edit(OWNER, 'Release', 'A1', first, { paste: true });
      expect(setUp().did[0]).toContain('Release: row 1 is not the header row');
      expect(tracker.values('Release', 'A1:E1')).toEqual(first);
    });

    it('names both columns where two have the same header', () => {
      type('Meetings', 'L1', 'Date');
      const says = expect.stringContaining('Meetings!C1 and Meetings!L1: two columns are headed "Date"');
      expect(messages()).toContainEqual(says);
      expect(setUp().did).toContainEqual(says);
    });

    it('says once what only follows from a missing header', () => {
      type('Meetings', 'C1', '');
      const found = check().filter(({ sheet }) => sheet === 'Attendance');
      expect(found).toHaveLength(1);
      expect(found[0]!.message).toMatch(/^Attendance: \d+ rows name rows of Meetings/);
    });
  });

  describe('formulas', () => {
    it('are whole again when a deleted tab is put back', async () => {
      const good = formulaOf('Schools at a glance', 6, 1);
      mouse('Release', 'delete');
      await tracker.settled();
      type('Schools at a glance', 'A6', good.replace(/Release![^,]*/, '#REF!'));
      expect(setUp().did).toEqual(
        expect.arrayContaining(['Added the tabs Release', 'Schools at a glance: laid its tables out anew']),
      );
      await tracker.settled();
      expect(formulaOf('Schools at a glance', 6, 1)).toBe(good);
      expect(setUp().did).toEqual([]);
    });

    it('name the tabs as they are called, and as-at cells where they are', async () => {
      mouse('Release', 'rename', "Cover money '26");
      mouse('Overview', 'rename', 'Front page');
      await tracker.settled();
      type('Schools at a glance', 'A6', '');
      setUp();
      expect(formulaOf('Schools at a glance', 6, 1)).toContain("'Cover money ''26'!A:E,");
      expect(formulaOf('Requests', 1, 21)).toContain("'Front page'!$B$2");
      await tracker.settled();
      expect(tracker.values('Schools at a glance', 'I7')).toEqual([['School']]);
      expect(setUp().did).toEqual([]);
    });

    it('read a column that was moved to the right of the flag, which then moves', async () => {
      await tracker.settled();
      const flags = tracker.values('Requests', 'U1:U9');
      expect(flags[1]).toEqual(['approved £310.00']);
      mouse('Requests', 'move', 6, 22);
      await tracker.settled();
      expect(messages()).toContainEqual(
        expect.stringMatching(/^Requests!U1 \(Amount\): stands to the right of Flag, which is worked out/),
      );
      expect(setUp().did.join('\n')).toContain('moved Flag to the right of Amount');
      await tracker.settled();
      const snapshot = tracker.snapshot();
      tracker.dispose();
      // The stand-in's engine reads moved columns anew.
      tracker = await openTracker({ now: () => NOW, snapshot, bundle });
      await tracker.settled();
      expect(tracker.values('Requests', 'T1:U9').map(([, flag]) => [flag])).toEqual(flags);
      expect(setUp().did).toEqual([]);
      expect(messages().filter((message) => message.startsWith('Requests'))).toEqual([]);
    });

    it('mends an as-at date that points elsewhere', () => {
      const good = formulaOf('Requests', 1, 21);
      type('Requests', 'U1', good.replace('$B$2', '$B$9'));
      expect(setUp().did.join('\n')).toContain('formula of Flag');
      expect(formulaOf('Requests', 1, 21)).toBe(good);
    });
  });

  describe('what stands in the way of a formula', () => {
    it('is cleared from Overview, and said', async () => {
      type('Overview', 'E7', 9);
      await tracker.settled();
      expect(String(tracker.values('Overview', 'A5')[0]![0])).toMatch(/^#/);
      expect(messages()).toContainEqual(expect.stringMatching(/^Overview!A5: shows #/));
      expect(setUp().did).toContainEqual(expect.stringContaining('Overview: cleared E7 ("9")'));
      await tracker.settled();
      expect(tracker.values('Overview', 'A5:A7').flat()).toEqual([
        'Waiting',
        expect.stringMatching(/^\d/),
        'What to do next',
      ]);
      expect(setUp().did).toEqual([]);
    });

    it('is cleared from the Flag column, and listed before (A1)', async () => {
      mouse('Requests', 'put', 'U4', 'approved £999.00'); // as an edit that Google does not tell of
      await tracker.settled();
      expect(messages()).toContainEqual(expect.stringMatching(/^Requests!U4 \(Flag\): "approved £999\.00" was typed/));
      expect(messages()).toContainEqual(expect.stringMatching(/^Requests!U1 \(Flag\): shows #/));
      expect(setUp().did.join('\n')).toContain('cleared what was typed into Flag (U4)');
      await tracker.settled();
      expect(tracker.values('Requests', 'U1:U2')).toEqual([['Flag'], ['approved £310.00']]);
      expect(messages().filter((message) => message.startsWith('Requests!S'))).toEqual([]);
    });
  });

  describe('protections', () => {
    it.each([
      ['Overview', 'E7'],
      ['Overview', 'A60'],
      ['Schools at a glance', 'A8'],
      ['People', 'A1'],
      ['Settings', 'B1'],
      ['Log', 'A1'],
    ])('keeps a decider’s or lead’s hands off %s!%s', (sheet, a1) => {
      const who = sheet === 'People' || sheet === 'Settings' ? ADVISOR : LEAD;
      expect(() => type(sheet, a1, 9, who)).toThrow(/protected/);
    });

    it('leaves the choices to everybody', () => {
      for (const [sheet, a1, value] of [
        ['Overview', 'B2', new Date('2026-10-01T00:00:00Z')],
        ['Overview', 'B3', '2025/26'],
        ['Overview', 'D2', true],
        ['Schools at a glance', 'B4', 'West Salisbury Cluster'],
      ] as const)
        type(sheet, a1, value, LEAD);
      expect(tracker.values('Overview', 'B3')).toEqual([['2025/26']]);
    });

    it('takes out who decides no longer, and lets the successor in', () => {
      const who = () => protectionsOf('Decisions').find(({ range }) => !range)!.editors;
      expect(who()).toEqual(expect.arrayContaining([ADVISOR, DIRECTOR]));
      const saved = tracker.run(OWNER, 'saveSetUp', [
        { token: token(), director: { name: 'New Director', email: 'new@example.org' }, clusters: [] },
      ]);
      expect(answer<SetUp>(saved).ok).toBe(true);
      expect(who()).toContain('new@example.org');
      expect(who()).not.toContain(DIRECTOR);
    });

    it('says in each what to do instead', () => {
      const reasonOf = (sheet: string, a1: string) => {
        try {
          type(sheet, a1, 9, LEAD);
        } catch (error) {
          return (error as { reason?: string }).reason;
        }
        return undefined;
      };
      const warningsOf = (sheet: string) =>
        protectionsOf(sheet)
          .filter(({ warningOnly }) => warningOnly)
          .map(({ description }) => description);
      expect(warningsOf('Requests')).toEqual([
        expect.stringMatching(/Flag is worked out\. To decide, use Clusters ▸ Decide\./),
      ]);
      expect(warningsOf('Clusters')).toEqual([
        expect.stringMatching(/Agreement end is worked out\. It follows Agreement start/),
      ]);
      expect(reasonOf('Decisions', 'C3')).toMatch(
        /the Director and the Advisor .* made, and taken back, in Clusters ▸/,
      );
      expect(reasonOf('Meetings', 'C1')).toMatch(/columns by their headers.*ask the owner/);
      expect(reasonOf('Overview', 'E7')).toMatch(/comes from the other tabs/);
      for (const { description } of tracker.state.protections)
        expect(description).toMatch(/^Cluster Tracker: .+\. .+\.$/);
    });

    it('finds those that an earlier version made, and lets them say what to do', () => {
      const before = tracker.state.protections;
      const earlier = (description: string) =>
        description
          .replace(/^(Cluster Tracker: )(\w[\w ]*) is worked out\..*/, '$1computed column $2')
          .replace(/\. .*/, '');
      tracker.state.protections = before.map((saved) => ({ ...saved, description: earlier(saved.description) }));
      expect(tracker.state.protections.map(({ description }) => description)).toContain(
        'Cluster Tracker: computed column Flag',
      );
      expect(setUp().did.join('\n')).toContain('Requests (computed column Flag: what it says)');
      expect(tracker.state.protections).toEqual(before);
      expect(setUp().did).toEqual([]);
    });

    it('renews protections whose cells have moved', () => {
      const isFlags = ({ description }: { description: string }) => description.includes('Flag is worked out');
      const flag = () => protectionsOf('Requests').find(isFlags)!.range!.row;
      tracker.state.protections = tracker.state.protections.map((saved) =>
        isFlags(saved) ? { ...saved, range: { ...saved.range!, row: 3 } } : saved,
      );
      expect(flag()).toBe(3);
      expect(setUp().did.join('\n')).toContain('Requests (computed column Flag)');
      expect(flag()).toBe(2);
      expect(setUp().did).toEqual([]);
    });
  });

  it('is for the Director, the Advisor and the owner, and tells the log what it did (A12)', () => {
    type('Meetings', 'C1', '');
    for (const who of [LEAD, STRANGER])
      expect(answer<SetUp>(tracker.run(who, 'setUpWorkbook'))).toMatchObject({ ok: false });
    expect(tracker.values('Meetings', 'C1')).toEqual([['']]);
    setUp();
    const log = tracker.values('Log', 'A1:I400').filter((row) => row[0] !== '');
    expect(log[log.length - 1]!.slice(2, 7)).toEqual([OWNER, '', 'Set up workbook', '', 'Meetings: headers Date']);
    setUp();
    expect(tracker.values('Log', `A${log.length + 1}`)).toEqual([['']]);
  });

  describe('people who change (A3)', () => {
    const save = (more: object) =>
      answer<SetUp>(tracker.run(OWNER, 'saveSetUp', [{ token: token(), clusters: [], ...more }]));
    const advisors = () => tracker.values('People', 'A2:G30').filter((row) => row[2] === 'Advisor');
    const dayOf = (cell: unknown) => new Date((cell as Date).getTime() + 43_200_000).toISOString().slice(0, 10);

    it('closes the row before and adds one, so that the past stays', () => {
      const [before] = advisors();
      save({ advisor: { name: before![0], email: before![1], school: 'S-24' } });
      const rows = advisors();
      expect(rows).toHaveLength(2);
      expect(rows[0]!.slice(0, 5)).toEqual(before!.slice(0, 5));
      expect(rows[1]![4]).toBe('Manor Fields Primary School');
      expect([dayOf(rows[0]![6]), dayOf(rows[1]![5])]).toEqual(['2026-11-23', '2026-11-24']);
    });

    it('waits for tomorrow where something was decided today', () => {
      const { mine } = answer<{ mine: { id: string; shown: string }[] }>(tracker.run(ADVISOR, 'decideList'));
      const { id, shown } = mine[0]!;
      tracker.run(ADVISOR, 'decideRequests', [
        { token: token(), decisions: [{ request: id, decision: 'Approve', shown }] },
      ]);
      expect(save({ advisor: { name: 'New Advisor', email: 'new@example.org' } }).message).toContain('from tomorrow');
      save({ advisor: { name: 'Newer Advisor', email: 'newer@example.org' } });
      const rows = advisors();
      expect(rows.map((row) => row[1])).toEqual([ADVISOR, 'newer@example.org']);
      expect([dayOf(rows[0]![6]), dayOf(rows[1]![5])]).toEqual(['2026-11-24', '2026-11-25']);
    });
  });

  describe('renaming (P5)', () => {
    it('keeps the old name of a cluster as an alias', () => {
      type('Clusters', 'B5', 'Westside Cluster', LEAD);
      expect(tracker.values('Clusters', 'C5')).toEqual([['West Salisbury; West Salisbury Cluster']]);
      expect(messages().filter((message) => message.includes('should hold a cluster'))).toEqual([]);
    });

    it('offers the old name as an alias where a paste has lost it', () => {
      tracker.edit(OWNER, 'Clusters', 'B5', [['Westside Cluster']], { paste: true });
      const lost = check().find(({ a1, sheet }) => sheet === 'Clusters' && a1 === 'C5')!;
      expect(lost.repair).toEqual({ shown: 'West Salisbury', becomes: 'West Salisbury; West Salisbury Cluster' });
      const repairs = [{ sheet: 'Clusters', row: 5, header: 'Aliases', shown: 'West Salisbury' }];
      expect(answer<SetUp>(tracker.run(OWNER, 'repairCells', [{ token: token(), repairs }]))).toMatchObject({
        ok: true,
      });
      expect(messages().filter((message) => message.includes('should hold a cluster'))).toEqual([]);
    });

    it.each([undefined, null, {}, { range: null }, { range: {} }, 5])(
      'takes %j for an edit without failing',
      (event) => {
        expect(tracker.run(OWNER, 'onEdit', [event]).error).toBeUndefined();
      },
    );
  });

  describe('the first page', () => {
    const says = async () => {
      await tracker.settled();
      return String(tracker.values('Overview', 'E4')[0]![0]);
    };
    const pots = () => {
      const page = tracker.values('Overview', 'A1:M120');
      const from = page.findIndex(([first]) => first === 'Pots in full');
      return page.slice(from + 2, from + 17);
    };
    const years = () => [...new Set(pots().map(([, year]) => year))];

    it('says in its fourth row whether all could be read, and in red what could not', async () => {
      expect(await says()).toBe(ALL_READ);
      type('Meetings', 'C1', '');
      expect(await says()).toMatch(
        /^Not everything could be read: choose Clusters ▸ Check workbook\. \d+ rows of Meetings are not counted: the column Date is missing; \d+ rows of Attendance are not counted\.$/,
      );
      // Red where it is not all, and green where it is, by rules of the sheet.
      const rules = mouse('Overview', 'colours') as string[];
      expect(rules).toEqual(
        expect.arrayContaining(['E4:I4 =$T$5<>"" #fce8e6 #8c1d18', 'E4:I4 =$T$5="" #e6f4ea #1e5b31']),
      );
      expect(setUp().did.join('\n')).toContain('headers Date');
      expect(await says()).toBe(ALL_READ);
    });

    it.each(['', 'This year'])('shows this year where its year is "%s"', async (year) => {
      type('Overview', 'B3', '2025/26', LEAD);
      expect(await says()).toBe(ALL_READ);
      expect(years()).toEqual(['2025/26']);
      expect(tracker.values('Schools at a glance', 'B3')).toEqual([['2025/26']]);
      type('Overview', 'B3', year, LEAD);
      expect(await says()).toBe(ALL_READ);
      expect(years()).toEqual(['2026/27']);
      expect(tracker.values('Overview', 'B3')).toEqual([['2026/27']]);
      expect(tracker.values('Schools at a glance', 'B3')).toEqual([['2026/27']]);
    });

    it.each(['last year', '2026-27x', 'Next'])(
      'takes "%s" for no year: it is this year at once, and said',
      async (year) => {
        type('Overview', 'B3', '2025/26', LEAD);
        const { ui } = type('Overview', 'B3', year, LEAD);
        expect(ui).toEqual([expect.objectContaining({ message: 'The funding year is that of the day.' })]);
        expect(await says()).toBe(ALL_READ);
        expect(years()).toEqual(['2026/27']);
      },
    );

    it('offers the years there are', () => {
      expect(mouse('Overview', 'listOf', 'B3')).toEqual(['This year', '2027/28', '2026/27', '2025/26', '2024/25']);
    });

    it('keeps colours that people gave it themselves when it is laid out anew', () => {
      mouse('Overview', 'colour', 'A8:A20', 'See to');
      mouse('Overview', 'freeze', 2);
      expect(setUp().did).toContain('Overview: laid its tables out anew');
      const rules = mouse('Overview', 'colours') as string[];
      expect(rules.filter((rule) => rule.startsWith('A8:A20 See to'))).toHaveLength(1);
      expect(new Set(rules).size).toBe(rules.length);
      expect(setUp().did).toEqual([]);
    });
  });

  it('compares whole columns, not the first row only', () => {
    mouse('Meetings', 'format', 'C9', '@');
    expect(setUp().did.join('\n')).toBe('Meetings: format of Date, drop-down or check of Date');
    expect([mouse('Meetings', 'formatOf', 'C9'), mouse('Meetings', 'ruleOf', 'C9')]).toEqual([date.format, 'true']);
  });

  it('shows percentages as such, and takes 20 for one', () => {
    const row = tracker.values('Settings', 'A1:A60').findIndex(([name]) => name === 'vat.rate') + 1;
    const before = messages();
    expect(mouse('Settings', 'formatOf', `B${row}`)).toBe('0%');
    mouse('Settings', 'put', `B${row}`, 20);
    expect(messages()).toEqual(before);
    mouse('Settings', 'format', `B${row}`, '@');
    expect(setUp().did).toEqual(['Settings: format of Value']);
    expect(mouse('Settings', 'formatOf', `B${row}`)).toBe('0%');
  });
});
