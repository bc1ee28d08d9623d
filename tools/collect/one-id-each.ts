import { columnAt } from './columns';
import type { Collected, Difference } from './work-out';

/**
 * Leaves the rows of one workbook for each programme, so that nothing is added up twice: of several with one ID those of
 * the newest day, and of these the first by name. All of them are told of.
 */
export function oneIdEach(all: readonly Collected[]): Collected[] {
  const byId = new Map<string, Collected[]>();
  for (const one of all) if (one.id !== '') byId.set(one.id, [...(byId.get(one.id) ?? []), one]);
  return all.map((one) => {
    const same = byId.get(one.id) ?? [];
    if (same.length < 2) return one;
    const kept = same.reduce((newest, other) => (dayOf(other) > dayOf(newest) ? other : newest));
    const others = same.filter((other) => other !== one).map(({ workbook }) => workbook);
    const what = one === kept ? 'Its figures count' : `Its figures are left out, for those of ${kept.workbook}`;
    const told: Difference = {
      ...{ kind: 'same ID', place: '', stands: one.id, follows: '' },
      message:
        `${others.join(', ')} ${others.length === 1 ? 'has' : 'have'} the same programme ID. ${what}. A copy that is a ` +
        'programme of its own gets another: clear the value of programme.id in its Settings, and run Set up workbook.',
    };
    return { ...one, rows: one === kept ? one.rows : [], differences: [...one.differences, told] };
  });
}

const AS_AT = columnAt('As at');
const dayOf = ({ rows }: Collected): string => String(rows[0]?.[AS_AT] ?? '');
