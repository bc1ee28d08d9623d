import fc from 'fast-check';
import { FUNCTIONS } from '../../src/functions/all';
import { PARAMETER_NAMES, PARAMETERS } from '../../src/rules/basics/parameter-table';
import type { Cell } from '../../src/workbook/cell';
import { SHEETS, type SheetKey } from '../../src/workbook/sheets';
import { cellDate, grid, PROGRAMME, type Row } from '../support/rules-tables';

const AS_AT = '2026-11-24';

const iso = (offset: number): string => new Date(Date.UTC(2025, 8, 1) + offset * 86_400_000).toISOString().slice(0, 10);
/** Days since 1 September 2025; the as-at day is 449. */
const TODAY = 449;
const past = fc.integer({ min: 0, max: TODAY });
const later = fc.integer({ min: TODAY + 1, max: 1_090 });

const clusterName = fc.constantFrom('North Cluster', 'South Cluster');
const schoolName = fc.integer({ min: 1, max: 8 }).map((number) => `School ${number}`);

type Tabs = Record<'meetings' | 'attendance' | 'sessions' | 'requests' | 'decisions' | 'ledger' | 'reviews', Row[]>;

/** A programme with anything in it, its rows dated by `when`. */
const programme = (when: fc.Arbitrary<number>, prefix: string): fc.Arbitrary<Tabs> =>
  fc
    .record({
      meetings: fc.array(
        fc.record({
          cluster: clusterName,
          date: when.map(iso),
          inSchoolHours: fc.boolean(),
          kind: fc.constantFrom('Whole cluster', 'Sub-group', 'Advisor'),
          status: fc.constantFrom('Held', 'Cancelled'),
        }),
        { maxLength: 6 },
      ),
      marks: fc.array(
        fc.tuple(
          fc.nat(5),
          schoolName,
          fc.constantFrom('Present', 'Substitute', 'Apologies', 'Absent'),
          fc.constantFrom('', 0, 50, 80, 120.55),
        ),
        { maxLength: 10 },
      ),
      sessions: fc.array(
        fc.record({
          clusters: fc.constantFrom('North Cluster', 'South Cluster', 'North Cluster; South Cluster'),
          date: when.map(iso),
          provider: fc.constantFrom('Ann Lee', 'Bo Khan'),
          vatRegistered: fc.boolean(),
          netFee: fc.integer({ min: 0, max: 90_000 }).map((pence) => pence / 100),
        }),
        { maxLength: 3 },
      ),
      requests: fc.array(
        fc.record({
          matter: fc.constantFrom('Organising time', 'Travel', 'Project', 'PSQM', 'Other funding'),
          cluster: clusterName,
          amount: fc.integer({ min: 1, max: 50_000 }).map((pence) => pence / 100),
          askedOn: when.map(iso),
        }),
        { maxLength: 4 },
      ),
      ledger: fc.array(
        fc.record({
          cluster: clusterName,
          date: when.map(iso),
          direction: fc.constantFrom('In', 'Out'),
          pot: fc.constantFrom('Cluster pot', 'Lead support', 'Administration'),
          net: fc.integer({ min: 0, max: 100_000 }).map((pence) => pence / 100),
          vat: fc.constantFrom('', '', 0, 12.34),
          request: fc.option(fc.nat(3), { nil: null, freq: 2 }),
          session: fc.option(fc.nat(2), { nil: null, freq: 2 }),
          finalClaim: fc.boolean(),
        }),
        { maxLength: 8 },
      ),
      reviews: fc.array(
        fc.record({
          cluster: clusterName,
          year: fc.constantFrom('2025/26', '2026/27'),
          heldOn: fc.option(when.map(iso), { nil: '' }),
          reportReceived: fc.option(when.map(iso), { nil: '' }),
          appliedOn: fc.option(when.map(iso), { nil: '' }),
          outcome: fc.constantFrom('', 'Accepted', 'Declined'),
        }),
        { maxLength: 4 },
      ),
    })
    .map(({ meetings, marks, sessions, requests, ledger, reviews }) => ({
      meetings: meetings.map((row, index) => ({ ...row, id: `${prefix}M-${index}` })),
      attendance: marks
        .filter(([meeting]) => meeting < meetings.length)
        .map(([meeting, school, mark, releaseCost]) => ({
          meeting: `${prefix}M-${meeting}`,
          school,
          mark,
          releaseCost,
        })),
      sessions: sessions.map((row, index) => ({
        ...row,
        id: `${prefix}CPD-${index}`,
        meeting: index < meetings.length ? `${prefix}M-${index}` : '',
      })),
      requests: [
        ...requests.map((row, index) => ({
          ...row,
          id: `${prefix}R-${index}`,
          pot: 'Cluster pot',
          payee: 'A payee',
          purpose: 'Something',
          ...(row.matter === 'PSQM' ? { school: 'School 1', pot: '', amount: '' } : {}),
          askedBy: row.cluster === 'North Cluster' ? 'north@example.org' : 'south@example.org',
        })),
        ...sessions.map((row, index) => ({
          id: `${prefix}R-S${index}`,
          matter: 'CPD session',
          cluster: row.clusters.split('; ')[0]!,
          pot: 'Cluster pot',
          session: `${prefix}CPD-${index}`,
          purpose: 'Training',
          committedOn: row.date,
          askedBy: 'north@example.org',
          askedOn: row.date,
        })),
      ],
      decisions: requests.flatMap((row, index) =>
        index % 2 === 0 && !['Project', 'PSQM', 'Other funding'].includes(row.matter)
          ? [
              {
                id: `${prefix}D-${index}`,
                request: `${prefix}R-${index}`,
                decision: 'Approve',
                decidedBy: row.cluster === 'North Cluster' ? 'advisor@example.org' : 'director@example.org',
                role: row.cluster === 'North Cluster' ? 'Advisor' : 'Director',
                decidedAt: `${row.askedOn}T12:00:00Z`,
                decidedOnWhat: JSON.stringify({
                  matter: row.matter,
                  cluster: row.cluster === 'North Cluster' ? 'C-1' : 'C-2',
                  school: null,
                  pot: 'Cluster pot',
                  amount: Math.round(row.amount * 100),
                  payee: 'A payee',
                  purpose: 'Something',
                  wantedOn: null,
                }),
              },
            ]
          : [],
      ),
      ledger: ledger.map(({ request, session, ...row }, index) => ({
        ...row,
        id: `${prefix}L-${index}`,
        category: row.direction === 'In' ? 'Other income' : 'Other',
        request: request !== null && request < requests.length ? `${prefix}R-${request}` : '',
        session: session !== null && session < sessions.length ? `${prefix}CPD-${session}` : '',
      })),
      reviews: reviews.map((row, index) => ({ ...row, id: `${prefix}RV-${index}` })),
    }));

/** How a tab's grid is laid out in the sheet. */
type Arrange = (rows: Cell[][]) => Cell[][];

function call(
  name: string,
  first: readonly unknown[],
  tabs: Partial<Record<SheetKey, Row[]>>,
  arrange: Arrange = (rows) => rows,
): Cell[][] {
  const spec = FUNCTIONS.find((candidate) => candidate.name === name)!;
  const rest = spec.parameters
    .slice(first.length)
    .map(({ tab }) => arrange(grid(tab!, ({ ...PROGRAMME, ...tabs } as Partial<Record<SheetKey, Row[]>>)[tab!] ?? [])));
  return spec.call(...first, ...rest) as Cell[][];
}

/** The flag of every row that is not dated after the day, by its ID. */
function flags(name: string, key: 'requests' | 'ledger', tabs: Tabs, arrange: Arrange = (rows) => rows) {
  const column = call(name, [cellDate(AS_AT)], tabs, arrange);
  const rows = arrange(grid(key, tabs[key]));
  const { id, date, askedOn } = SHEETS[key].columns as Record<string, { header: string }>;
  const [idAt, dayAt] = [id, date ?? askedOn].map((found) => rows[0]!.indexOf(found!.header));
  return Object.fromEntries(
    rows.flatMap((row, index): [Cell, Cell][] =>
      index > 0 && row[dayAt!] !== '' && (row[dayAt!] as Date) <= cellDate(AS_AT)
        ? [[row[idAt!]!, column[index]![0]!]]
        : [],
    ),
  );
}

const overview = (tabs: Tabs, arrange?: Arrange) => call('CLUSTER_OVERVIEW', [cellDate(AS_AT)], tabs, arrange);
const potsOf = (tabs: Tabs, arrange?: Arrange) => call('CLUSTER_POTS', ['2026/27', cellDate(AS_AT)], tabs, arrange);

const answers = (tabs: Tabs, arrange?: Arrange) => ({
  requests: flags('REQUEST_FLAGS', 'requests', tabs, arrange),
  ledger: flags('LEDGER_FLAGS', 'ledger', tabs, arrange),
  overview: overview(tabs, arrange),
  pots: potsOf(tabs, arrange),
  waiting: call('WAITING_REQUESTS', [cellDate(AS_AT)], tabs, arrange),
  watch: call('SCHOOL_WATCH', [cellDate(AS_AT)], tabs, arrange),
  release: call('SCHOOL_RELEASE', [cellDate(AS_AT)], tabs, arrange),
  shares: call('SCHOOL_SHARES', [cellDate(AS_AT)], tabs, arrange),
  places: call('PSQM_PLACES', [cellDate(AS_AT)], tabs, arrange),
  stages: call('NEXT_STAGE', [cellDate(AS_AT)], tabs, arrange),
  review: call('CLUSTER_REVIEW', ['North Cluster', '2026/27', cellDate(AS_AT)], tabs, arrange),
});

const joined = (a: Tabs, b: Tabs): Tabs =>
  Object.fromEntries((Object.keys(a) as (keyof Tabs)[]).map((key) => [key, [...a[key], ...b[key]]])) as Tabs;
/** Numbers in an order of their own for every seed. */
const mixed = (at: number, seed: number): number => ((at + 1) * 7_919 * (seed + 1)) % 1_009;
const turned = (tabs: Tabs, seed: number): Tabs =>
  Object.fromEntries(
    (Object.keys(tabs) as (keyof Tabs)[]).map((key) => {
      const rows = tabs[key];
      const at = rows.length === 0 ? 0 : seed % rows.length;
      return [key, [...rows.slice(at), ...rows.slice(0, at)].reverse()];
    }),
  ) as Tabs;

describe('a whole programme, whatever is in it', () => {
  it('gives the same figures whatever was entered for later days', () => {
    fc.assert(
      fc.property(programme(past, ''), programme(later, 'X'), (now, then) => {
        expect(answers(joined(now, then))).toEqual(answers(now));
      }),
    );
  });

  it('gives the same figures whatever the order of rows', () => {
    fc.assert(
      fc.property(programme(past, ''), fc.nat(20), (now, seed) => {
        expect(answers(turned(now, seed))).toEqual(answers(now));
      }),
    );
  });

  it('gives the same figures whatever the order of columns, with blank rows between and other columns beside', () => {
    fc.assert(
      fc.property(programme(past, ''), fc.nat(3), fc.nat(1_000), (now, gap, seed) => {
        const arrange: Arrange = (rows) => {
          const order = rows[0]!.map((_, at) => at).sort((a, b) => mixed(a, seed) - mixed(b, seed));
          return rows.flatMap((row, index) => [
            [index === 0 ? 'Mine' : 'something of ours', ...order.map((at) => row[at]!)],
            ...(index < gap ? [new Array<Cell>(row.length + 1).fill('')] : []),
          ]);
        };
        expect(answers(now, arrange)).toEqual(answers(now));
      }),
    );
  });

  it('never lowers a cluster’s standing by one more held meeting in school hours (M1)', () => {
    const order = ['below minimum', 'meets minimum', 'on model'];
    fc.assert(
      fc.property(programme(past, ''), fc.integer({ min: 365, max: TODAY }), (now, when) => {
        const standing = (tabs: Tabs) => order.indexOf(String(overview(tabs)[1]![6]));
        const more: Row = {
          id: 'M-99',
          cluster: 'North Cluster',
          date: iso(when),
          inSchoolHours: true,
          kind: 'Whole cluster',
          status: 'Held',
        };
        expect(standing({ ...now, meetings: [...now.meetings, more] })).toBeGreaterThanOrEqual(standing(now));
      }),
    );
  });

  it('moves no figure of 2025/26 when a parameter changes from 2026/27', () => {
    fc.assert(
      fc.property(
        programme(past, ''),
        fc.constantFrom(
          ...PARAMETER_NAMES.filter(
            (name) =>
              !['text', '%', 'yes/no', 'year/project', 'day and month', 'time of day'].includes(PARAMETERS[name].unit),
          ),
        ),
        fc.integer({ min: 1, max: 9 }),
        (now, parameter, value) => {
          const end = cellDate('2026-08-31');
          const settings: Row[] = [{ parameter, value, from: '2026/27', status: 'confirmed' }];
          for (const [name, first] of [
            ['CLUSTER_OVERVIEW', [end]],
            ['CLUSTER_POTS', ['2025/26', end]],
          ] as const) {
            expect(call(name, first, { ...now, settings })).toEqual(call(name, first, now));
          }
        },
      ),
    );
  });

  it('keeps every penny: pots together hold what came in less what went out (F11, F12)', () => {
    fc.assert(
      fc.property(programme(past, ''), (now) => {
        const pots = potsOf(now);
        const closing = pots.slice(1, -1).reduce((sum, row) => sum + Math.round(Number(row[9]) * 100), 0);
        const moved = now.ledger.reduce(
          (sum, row) =>
            sum + (row['direction'] === 'In' ? 1 : -1) * Math.round((Number(row['net']) + Number(row['vat'])) * 100),
          0,
        );
        expect(closing).toBe(moved);
        expect(Math.round(Number(pots.at(-1)![9]) * 100)).toBe(moved);
        expect(pots.at(-1)![12]).toMatch(/^balanced: /);
      }),
    );
  });
});
