/** What it costs to load the file and answer the first function that looks at no cell. */
import { spawnSync } from 'node:child_process';
import { CODE_KB, callFirst, FORMULAS, loadOnly } from './add-in';
import { inRounds, medianTime, type Time } from './clock';
import { programme } from './programme';
import { both, type Table } from './tables';

const TIMES = 15;
const PROCESSES = 5;

/** As many clusters, schools and lines as the sample data has. */
export const SAMPLE = { ledger: 44, attendance: 274, clusters: 5, schools: 37 };

interface Fresh {
  readonly load: Time;
  readonly loaded: Time;
  readonly formulas: Time;
}

/** In a process of its own: what is printed is read by {@link measureLoad}. */
export function fresh(): void {
  const load = loadOnly('cached');
  const { load: loaded, work: formulas } = callFirst(FORMULAS, programme(SAMPLE), 'uncached');
  console.log(JSON.stringify({ load, loaded, formulas } satisfies Fresh));
}

/** The first process that ever sees the file, one after the other. */
function inFreshProcesses(): Fresh[] {
  return inRounds(PROCESSES, () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', `require(${JSON.stringify(__filename)}).fresh()`], {
      encoding: 'utf8',
    });
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as Fresh;
  });
}

export function measureLoad(): Table {
  const inProcess = (source: 'cached' | 'uncached') => medianTime(inRounds(TIMES, () => loadOnly(source)));
  const processes = inFreshProcesses();
  const sample = programme(SAMPLE);
  const calls = (source: 'cached' | 'uncached') => {
    const called = inRounds(TIMES, () => callFirst(FORMULAS, sample, source));
    return [medianTime(called.map(({ load }) => load)), medianTime(called.map(({ work }) => work))] as const;
  };
  const [cachedLoad, cachedWork] = calls('cached');
  const [uncachedLoad, uncachedWork] = calls('uncached');
  return {
    title: 'Loading',
    headers: ['What', 'Source known', 'Source new', 'Fresh process'],
    rows: [
      [
        `Load Code.js (${CODE_KB} KB) and answer the first scalar function`,
        both(inProcess('cached')),
        both(inProcess('uncached')),
        both(medianTime(processes.map(({ load }) => load))),
      ],
      ['Load alone, before the formulas', both(cachedLoad), both(uncachedLoad), '–'],
      [
        'All formulas of a workbook like the sample, without loading',
        both(cachedWork),
        both(uncachedWork),
        both(medianTime(processes.map(({ formulas }) => formulas))),
      ],
    ],
  };
}
