import type { Day } from '../rules/basics/days';
import type { Cluster, Membership } from '../rules/basics/rows';
import type { Tables } from '../workbook/tables';
import type { Context } from './perform';

/**
 * Lets another school lead a cluster, and notes in Membership until when the one before led: past days keep their lead.
 * Rule P3.
 *
 * @param lastDay - Of the school that led before.
 */
export function handOver(context: Context, cluster: Cluster, lead: number, lastDay: Day): void {
  const { tables, changes } = context;
  changes.update('clusters', tables.get('clusters').rowNumber(cluster.row), { leadSchool: lead });
  const before = spellOfLead(tables, cluster, lastDay);
  const first = firstDayOfLead(tables, cluster);
  // A lead that was entered today and is changed today never led.
  if (before === null || (first !== null && first > lastDay)) return;
  changes.update('membership', tables.get('membership').rowNumber(before.row), { ledFrom: first, ledTo: lastDay });
}

/** The row of Membership by which the school that leads now is a member, or was last. */
function spellOfLead(tables: Tables, { row, leadSchool }: Cluster, lastDay: Day): Membership | null {
  if (leadSchool === null) return null;
  const own = tables
    .get('membership')
    .where('school', leadSchool)
    .filter(({ cluster, from }) => cluster === row && from <= lastDay);
  return [...own].sort((a, b) => b.from - a.from)[0] ?? null;
}

/** The first day of whoever leads now: the day after the last one of those before; null where nobody did. */
export function firstDayOfLead(tables: Tables, { row }: Cluster): Day | null {
  const days = tables
    .get('membership')
    .where('cluster', row)
    .flatMap(({ ledTo }) => ledTo ?? []);
  return days.length === 0 ? null : Math.max(...days) + 1;
}
