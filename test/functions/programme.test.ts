import fc from 'fast-check';
import { FUNCTIONS } from '../../src/functions/all';
import type { Cell } from '../../src/workbook/kinds';
import type { SheetKey } from '../../src/workbook/sheets';
import { cellDate, grid, PROGRAMME, type Row } from '../support/rules-tables';

const AS_AT = '2026-11-24';

const iso = (offset: number): string => new Date(Date.UTC(2025, 8, 1) + offset * 86_400_000).toISOString().slice(0, 10);
/** Days since 1 September 2025; the as-at day is 449. */
const TODAY = 449;
const past = fc.integer({ min: 0, max: TODAY });
const later = fc.integer({ min: TODAY + 1, max: 1_090 });

const clusterName = fc.constantFrom('North Cluster', 'South Cluster');
const schoolName = fc.integer({ min: 1, max: 8 }).map((number) => `School ${number}`);

type Tabs = Record<'meetings' | 'attendance' | 'sessions' | 'requests' | 'decisions' | 'ledger', Row[]>;

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
        fc.tuple(fc.nat(5), schoolName, fc.constantFrom('Present', 'Substitute', 'Apologies', 'Absent')),
        {
          maxLength: 10,
        },
      ),
      requests: fc.array(
        fc.record({
          matter: fc.constantFrom('Organising time', 'Travel', 'Project'),
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
        }),
        { maxLength: 8 },
      ),
    })
    .map(({ meetings, marks, requests, ledger }) => ({
      meetings: meetings.map((row, index) => ({ ...row, id: `${prefix}M-${index}` })),
      attendance: marks
        .filter(([meeting]) => meeting < meetings.length)
        .map(([meeting, school, mark]) => ({ meeting: `${prefix}M-${meeting}`, school, mark })),
      sessions: [],
      requests: requests.map((row, index) => ({
        ...row,
        id: `${prefix}R-${index}`,
        pot: 'Cluster pot',
        payee: 'A payee',
        purpose: 'Something',
        askedBy: row.cluster === 'North Cluster' ? 'north@example.org' : 'south@example.org',
      })),
      decisions: requests.flatMap((row, index) =>
        index % 2 === 0 && row.matter !== 'Project'
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
      ledger: ledger.map((row, index) => ({
        ...row,
        id: `${prefix}L-${index}`,
        category: row.direction === 'In' ? 'Other income' : 'Other',
      })),
    }));

function call(name: string, first: readonly unknown[], tabs: Partial<Record<SheetKey, Row[]>>): Cell[][] {
  const spec = FUNCTIONS.find((candidate) => candidate.name === name)!;
  const rest = spec.parameters
    .slice(first.length)
    .map(({ tab }) => grid(tab!, ({ ...PROGRAMME, ...tabs } as Partial<Record<SheetKey, Row[]>>)[tab!] ?? []));
  return spec.call(...first, ...rest) as Cell[][];
}

const answers = (tabs: Partial<Record<SheetKey, Row[]>>) => ({
  overview: call('CLUSTER_OVERVIEW', [cellDate(AS_AT)], tabs),
  pots: call('CLUSTER_POTS', ['2026/27', cellDate(AS_AT)], tabs),
  waiting: call('WAITING_REQUESTS', [cellDate(AS_AT)], tabs),
  watch: call('SCHOOL_WATCH', [cellDate(AS_AT)], tabs),
  release: call('SCHOOL_RELEASE', [cellDate(AS_AT)], tabs),
  shares: call('SCHOOL_SHARES', [cellDate(AS_AT)], tabs),
});

const joined = (a: Tabs, b: Tabs): Tabs =>
  Object.fromEntries((Object.keys(a) as (keyof Tabs)[]).map((key) => [key, [...a[key], ...b[key]]])) as Tabs;
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

  it('gives the same figures with blank rows between and other columns beside', () => {
    fc.assert(
      fc.property(programme(past, ''), fc.nat(3), (now, gap) => {
        const spec = FUNCTIONS.find(({ name }) => name === 'CLUSTER_POTS')!;
        const spread = (tab: SheetKey) => {
          const rows = grid(tab, ({ ...PROGRAMME, ...now } as Partial<Record<SheetKey, Row[]>>)[tab] ?? []);
          const width = rows[0]!.length;
          return rows.flatMap((row, index) => [
            ['Mine', ...row],
            ...(index < gap ? [new Array<Cell>(width + 1).fill('')] : []),
          ]);
        };
        const rest = spec.parameters.slice(2).map(({ tab }) => spread(tab!));
        // The first column is one that people added; in blank rows it is blank too.
        const blanked = rest.map((rows) => rows.map((row, index) => (index === 0 ? row : ['', ...row.slice(1)])));
        expect(spec.call('2026/27', cellDate(AS_AT), ...blanked)).toEqual(answers(now).pots);
      }),
    );
  });

  it('never lowers a cluster’s standing by one more held meeting in school hours (M1)', () => {
    const order = ['below minimum', 'meets minimum', 'on model'];
    fc.assert(
      fc.property(programme(past, ''), fc.integer({ min: 365, max: TODAY }), (now, when) => {
        const standing = (tabs: Tabs) => order.indexOf(String(answers(tabs).overview[1]![6]));
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
          'match.ratio',
          'lead.support',
          'lead.admin',
          'pot.schoolCash',
          'release.perSchool',
          'meetings.min',
        ),
        fc.integer({ min: 0, max: 9 }),
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
        const pots = answers(now).pots;
        const closing = pots.slice(1, -1).reduce((sum, row) => sum + Math.round(Number(row[9]) * 100), 0);
        const moved = now.ledger.reduce(
          (sum, row) => sum + (row['direction'] === 'In' ? 1 : -1) * Math.round(Number(row['net']) * 100),
          0,
        );
        expect(closing).toBe(moved);
        expect(Math.round(Number(pots.at(-1)![9]) * 100)).toBe(moved);
      }),
    );
  });
});
