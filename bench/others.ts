/** Single questions: more clusters, more people who decide, seals, one typed line, the log. */
import { chain, verifyLog } from '../src/rules/basics/log-chain';
import { callFirst, type Kept, startedBy } from './add-in';
import { inRounds, median, medianTime, type Time, timed, worked } from './clock';
import { SAMPLE } from './load';
import { DIRECTOR, type ProgrammeGrids, programme, type Size } from './programme';
import { sealed } from './sealed';
import { both, many, ms, type Row, type Table, times } from './tables';

const TIMES = 9;
const LINES = 5_000;

export function measureOthers(size: Size): Table {
  return {
    title: 'Single questions',
    headers: ['What', 'Time', 'Against', 'Ratio'],
    rows: [moreClusters(size), moreAdvisors(), withSeals(), oneLine(), logLines()],
  };
}

/** Two programmes in turn, in contexts of their own. */
function inTurn(names: readonly string[], one: Given, other: Given): [Time, Time] {
  const rounds = inRounds(TIMES, () =>
    [one, other].map(({ grids, kept = {} }) => callFirst(names, grids, 'cached', kept).work),
  ) as [Time, Time][];
  return [medianTime(rounds.map(([time]) => time)), medianTime(rounds.map(([, time]) => time))];
}

interface Given {
  readonly grids: ProgrammeGrids;
  readonly kept?: Kept;
}

const compared = (what: string, against: string, [one, other]: [Time, Time]): Row => [
  what,
  both(one),
  `${against}: ${both(other)}`,
  times(worked(one) / worked(other)),
];

/** The same rows of money and attendance, and ten times the clusters with their schools. */
function moreClusters(size: Size): Row {
  const names = ['CLUSTER_OVERVIEW', 'CLUSTER_POTS'];
  const more = { ...size, clusters: size.clusters * 10, requests: 0, people: 0, sessions: 0 };
  const few = { ...more, clusters: size.clusters };
  return compared(
    `CLUSTER_OVERVIEW + CLUSTER_POTS, ${many(more.clusters)} clusters`,
    `${many(few.clusters)} clusters`,
    inTurn(names, { grids: programme(more) }, { grids: programme(few) }),
  );
}

const REQUESTS = { ledger: 1_000, attendance: 0, clusters: 50, requests: 1_000, decisions: 400 };

function moreAdvisors(): Row {
  return compared(
    `REQUEST_FLAGS, ${many(REQUESTS.requests)} requests, 100 more Advisors`,
    'without them',
    inTurn(['REQUEST_FLAGS'], { grids: programme({ ...REQUESTS, advisors: 100 }) }, { grids: programme(REQUESTS) }),
  );
}

function withSeals(): Row {
  const plain = programme({ ...REQUESTS, requests: 2_000, decisions: 1_000 });
  return compared(
    'REQUEST_FLAGS with seals checked, 2,000 requests, 1,000 decisions',
    'the same without seals',
    inTurn(['REQUEST_FLAGS'], sealed(plain), { grids: plain }),
  );
}

/** A typed line of the ledger in a workbook like the sample, everything for the first time. */
function oneLine(): Row {
  const { grids, kept } = sealed(programme(SAMPLE));
  const names = startedBy('ledger');
  const called = inRounds(TIMES, () => callFirst(names, grids, 'uncached', kept));
  const load = medianTime(called.map((one) => one.load));
  const all = called.map(({ load, work }) => worked(load) + worked(work));
  return [
    `One typed line of the ledger on the sample: ${names.length} formulas, source new, loading included`,
    ms(median(all)),
    `loading: ${both(load)}`,
    '–',
  ];
}

function logLines(): Row {
  const entry = { time: '2026-11-24T10:00:00Z', who: DIRECTOR, role: 'Director', action: 'Record a payment' };
  const lines = chain(
    null,
    Array.from({ length: LINES }, (_, at) => ({
      ...entry,
      reference: `L-${at}`,
      what: 'Payment of £350.00, cluster pot',
    })),
  );
  const { no, hash } = lines[LINES - 1]!;
  const times = inRounds(TIMES, () => timed(() => verifyLog(lines, [{ no, hash }])).time);
  const each = (worked(medianTime(times)) * 1_000) / LINES;
  return [`Verify log, ${many(LINES)} lines`, both(medianTime(times)), `${each.toFixed(1)} µs a line`, '–'];
}
