/** What rows of People let somebody do on a day, in words: for what a form says before it is saved. Rules A1 and A3. */
import type { Day } from '../rules/basics/days';
import { groupBy } from '../rules/basics/lists';
import type { Person } from '../rules/basics/rows';
import type { Unplaced } from '../rules/basics/table';
import { MATTERS } from '../rules/basics/words';
import { MATTER_SPECS } from '../rules/requests/matters';
import type { Tables } from '../workbook/tables';
import type { Job } from './whose-job';
import {
  CHANGES,
  decides,
  FOCUS,
  MEETINGS,
  MONEY,
  placesText,
  RELEASE,
  REVIEWS,
  TRAINING,
  YEAR_ENDS,
} from './whose-job';

const JOBS: readonly Job[] = [MEETINGS, MONEY, YEAR_ENDS, TRAINING, RELEASE, CHANGES, FOCUS, REVIEWS];

type Row = Unplaced<Person>;

/** One thing that somebody may do. */
interface Right {
  readonly verb: 'Record' | 'Decide on' | 'Say';
  readonly what: string;
  /** A row of Clusters; null where it is for no cluster in particular. */
  readonly cluster: number | null;
}

function rightsOf(tables: Tables, rows: readonly Row[], day: Day): Right[] {
  const placed = rows.map((row): Person => ({ ...row, row: -1 }));
  const decided = MATTERS.filter((matter) => rows.some(({ role }) => MATTER_SPECS[matter].deciders.includes(role)));
  const saysWho = rows.some((row) => row.standsInFor === null && decides(row));
  return [
    ...decided.map((matter): Right => ({ verb: 'Decide on', what: MATTER_SPECS[matter].noun, cluster: null })),
    ...JOBS.flatMap((job) =>
      tables
        .get('clusters')
        .rows.filter((cluster) => placed.some((row) => job.isTheirs({ tables, today: day }, row, cluster)))
        .map(({ row }): Right => ({ verb: 'Record', what: job.what, cluster: row })),
    ),
    ...(saysWho ? [{ verb: 'Say', what: 'who does what', cluster: null } as const] : []),
  ];
}

const keyOf = ({ verb, what, cluster }: Right): string => JSON.stringify([verb, what, cluster]);

/** What somebody may do once something is saved and may not now, and the other way round, as sentences. */
export interface RightsMoved {
  readonly gains: string[];
  readonly loses: string[];
}

/** What another set of rows of one person changes of what they may do on a day. */
export function rightsMoved(tables: Tables, before: readonly Row[], after: readonly Row[], day: Day): RightsMoved {
  const [was, is] = [rightsOf(tables, before, day), rightsOf(tables, after, day)];
  const without = (rights: readonly Right[], others: readonly Right[]) => {
    const known = new Set(others.map(keyOf));
    return sentences(
      tables,
      rights.filter((right) => !known.has(keyOf(right))),
    );
  };
  return { gains: without(is, was), loses: without(was, is) };
}

/** "Record meetings, training sessions for North Cluster." */
function sentences(tables: Tables, rights: readonly Right[]): string[] {
  const clusters = tables.get('clusters');
  const each = Array.from(groupBy(rights, ({ verb, what }) => JSON.stringify([verb, what])).values(), (own) => {
    const [{ verb, what }] = own as [Right];
    const places = own.flatMap(({ cluster }) => (cluster === null ? [] : [clusters.at(cluster)]));
    return { verb, what, where: places.length === 0 ? '' : ` for ${placesText(places, clusters.count)}` };
  });
  return Array.from(groupBy(each, ({ verb, where }) => JSON.stringify([verb, where])).values(), (alike) => {
    const [{ verb, where }] = alike as [(typeof each)[0]];
    return `${verb} ${alike.map(({ what }) => what).join(', ')}${where}.`;
  });
}
