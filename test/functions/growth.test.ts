/** Time grows in step with the rows: what is counted is steps, which are the same on every machine. */
import { AS_AT, DIRECTOR, type ProgrammeGrids, type programme, type Rows, rowsOf, YEAR } from '../../bench/programme';
import type { World } from '../../src/actions/world';
import type { CellFunction } from '../../src/functions/define-function';
import type { chain, verifyLog } from '../../src/rules/basics/log-chain';
import { Counted } from '../support/counted';
import { FakeWorkbook } from '../support/fake-world';

interface Program {
  readonly FUNCTIONS: readonly CellFunction[];
  checkWorkbook(world: World): unknown;
  readonly chain: typeof chain;
  readonly verifyLog: typeof verifyLog;
  /** In the same context, so that what is done to its rows is counted as well. */
  readonly programme: typeof programme;
}

const counted = Counted.of<Program>(`
  export { FUNCTIONS } from './src/functions/all';
  export { checkWorkbook } from './src/actions/check-workbook';
  export { chain, verifyLog } from './src/rules/basics/log-chain';
  export { programme } from './bench/programme';
`);

const BASE = rowsOf({
  clusters: 20,
  ledger: 160,
  attendance: 160,
  meetings: 80,
  people: 60,
  release: 100,
  sessions: 40,
  requests: 160,
  decisions: 64,
  reviews: 20,
});
const TABS = Object.keys(BASE).filter((key) => key !== 'advisors') as (keyof Rows)[];

/** Of what a function takes, the part by which it may grow faster than the rows of one tab, as a share of all. */
const MOST_BENT = 0.1;
/** How much more twice the rows of every tab may cost: twice, and a little for sorting. */
const MOST_FOR_ALL = 2.15;

const day = new Date(AS_AT * 86_400_000);
const [CLUSTER, ROOM] = ['Cluster 1', 40];

/** What is given to a function before the tabs. */
const FIRST: Readonly<Record<string, readonly unknown[]>> = {
  OVERVIEW_PAGE: [YEAR, day, ROOM],
  SCHOOLS_PAGE: [CLUSTER, YEAR, day, ROOM],
  CHARTS_PAGE: [YEAR, day, ROOM],
  CLUSTER_PAGE: [CLUSTER, YEAR, day],
  CLUSTER_POTS: [YEAR, day],
  ATTENDANCE_GRID: [CLUSTER, YEAR],
  CLUSTER_REVIEW: [CLUSTER, YEAR, day],
  AGREEMENT_END: [],
  UNREADABLE: [YEAR, day],
  WHY: [CLUSTER, 'Meetings', day],
};

const made = new Map<string, ProgrammeGrids>();

/** A programme with other rows than the base has, made once. */
function gridsOf(rows: Partial<Rows>): ProgrammeGrids {
  const key = JSON.stringify(rows);
  const grids = made.get(key) ?? counted.exported.programme({ ...BASE, ...rows });
  made.set(key, grids);
  return grids;
}

type StepsOf = (rows: Partial<Rows>) => number;

function stepsOfFunction({ name, parameters, call }: CellFunction): StepsOf {
  const first = FIRST[name] ?? [day];
  return (rows) => {
    const grids = gridsOf(rows);
    const tabs = parameters.slice(first.length).map(({ tab }) => tab && grids[tab]);
    let answer: unknown;
    const steps = counted.steps(() => {
      answer = call(...first, ...tabs);
    });
    if (typeof answer === 'string' && answer !== '') throw new Error(answer);
    return steps;
  };
}

const stepsOfCheck: StepsOf = (rows) => {
  const grids = gridsOf(rows);
  const world = { ...new FakeWorkbook({}).as(DIRECTOR), read: () => grids, shown: () => [] };
  return counted.steps(({ checkWorkbook }) => {
    const answer = checkWorkbook(world) as { ok: boolean; message: string };
    if (!answer.ok) throw new Error(answer.message);
  });
};

const times = (factor: number, keys: readonly (keyof Rows)[] = TABS): Partial<Rows> =>
  Object.fromEntries(keys.map((key) => [key, BASE[key] * factor]));

/**
 * How far a function is from growing in step with a tab: what the second doubling costs more than twice the first, as a
 * share of what the function takes. Where each row looks at each other it is several times as much.
 */
function bentBy(stepsOf: StepsOf, key: keyof Rows): number {
  const [one, two, four] = [stepsOf({}), stepsOf(times(2, [key])), stepsOf(times(4, [key]))];
  return (four - two - 2 * Math.max(0, two - one)) / one;
}

const CASES: [string, StepsOf][] = [
  ...counted.exported.FUNCTIONS.filter(({ parameters }) => parameters.some(({ tab }) => tab)).map(
    (one): [string, StepsOf] => [one.name, stepsOfFunction(one)],
  ),
  ['Check workbook', stepsOfCheck],
];

describe.each(CASES)('%s', (_, stepsOf) => {
  it.each(TABS)('grows in step with the rows of %s, and the others stay as they are', (key) =>
    expect(bentBy(stepsOf, key)).toBeLessThan(MOST_BENT),
  );

  it('takes twice the steps for twice the rows of every tab: no tab is gone through once a row of another', () =>
    expect(stepsOf(times(4)) / stepsOf(times(2))).toBeLessThan(MOST_FOR_ALL));
});

describe('Verify log', () => {
  it('takes twice the steps for twice the lines', () => {
    const stepsOf = (lines: number) => {
      const { chain: make, verifyLog: verify } = counted.exported;
      const entry = {
        time: '2026-11-24T10:00:00Z',
        who: DIRECTOR,
        role: 'Director',
        action: 'Ask',
        reference: '',
        what: '',
      };
      const log = make(null, new Array(lines).fill(entry));
      const { no, hash } = log[log.length - 1]!;
      return counted.steps(() => expect(verify(log, [{ no, hash }]).good).toBe(true));
    };
    expect(stepsOf(400) / stepsOf(200)).toBeLessThan(MOST_FOR_ALL);
  });
});

describe('what is counted', () => {
  type Planted = Record<'inTurn' | 'eachWithEach' | 'eachLookedUp' | 'eachCopied', (rows: number[]) => number> & {
    rows(count: number): number[];
  };
  const planted = Counted.of<Planted>(`
    export const rows = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
    export const inTurn = (rows: number[]) => { let sum = 0; for (const row of rows) sum += row; return sum; };
    export const eachWithEach = (rows: number[]) => rows.filter((row) => rows.some((other) => other === -row)).length;
    export const eachLookedUp = (rows: number[]) => {
      let found = 0;
      for (const row of rows) if (rows.includes(-row)) found++;
      return found;
    };
    export const eachCopied = (rows: number[]) => rows.reduce((all: number[], row) => [...all, row], []).length;
  `);
  const growth = (name: keyof Planted) => {
    const steps = (count: number) => {
      const rows = planted.exported.rows(count);
      return planted.steps((exported) => exported[name](rows as never));
    };
    return steps(400) / steps(200);
  };

  it('is a loop that goes through the rows once', () => expect(growth('inTurn')).toBeCloseTo(2, 1));
  it.each(['eachWithEach', 'eachLookedUp', 'eachCopied'] as const)('sees rows that are %s', (name) =>
    expect(growth(name)).toBeGreaterThan(3.5),
  );
});
