/** What there is to say of rights that nobody recorded. Rule A3. */
import { defineFinding } from '../basics/finding';

/** Who may confirm something, in words. */
const WHO = { Director: 'the Director', Advisor: 'the Advisor', decider: 'the Director or the Advisor' } as const;

export type Confirmer = keyof typeof WHO | 'owner' | 'nobody';

/** Until when something waits, in words. */
export const whoConfirms = (by: Confirmer): string => {
  if (by === 'owner') return 'until the owner of the file confirms it in Clusters ▸ Check workbook.';
  if (by === 'nobody') return 'until there is somebody to confirm it who does not gain by it.';
  return `until ${WHO[by]} confirms it in Clusters ▸ Check workbook.`;
};

interface RowWaits {
  readonly who: string;
  readonly by: Confirmer;
}

export const rowWaits = defineFinding({
  rule: 'A3',
  severity: 'warn',
  says: ({ who, by }: RowWaits) =>
    `This row of ${who} was typed or changed by hand. A conflict of interest or an end that it adds counts already; ` +
    `what it gives waits ${whoConfirms(by)}`,
});

export const rowGone = defineFinding({
  rule: 'A3',
  severity: 'warn',
  says: ({ who, by }: RowWaits) =>
    `The row of ${who} is not in People any more. The right is gone; the conflict of interest that hangs on it stays ` +
    whoConfirms(by),
});

export const spellWaits = defineFinding({
  rule: 'A3',
  severity: 'warn',
  says: ({ school, cluster, by }: { school: string; cluster: string; by: Confirmer }) =>
    `That ${school} belongs to ${cluster} was taken out or shortened by hand. Somebody who decides belongs to that ` +
    `school: the conflict of interest stays ${whoConfirms(by)}`,
});

interface Renamed {
  readonly tab: 'cluster' | 'school';
  readonly id: string;
  /** What it was called when it was recorded; null where it was not. */
  readonly was: string | null;
  readonly is: string;
}

const renamedText = ({ tab, id, was, is }: Renamed): string =>
  was === null
    ? `The ${tab} ${id}, ${is}, was entered by hand and is not confirmed`
    : `${id} is the ID of ${was}, and stands at ${is} now`;

export const nameWaits = defineFinding({
  rule: 'A2',
  severity: 'warn',
  says: (facts: Renamed & { by: Confirmer }) =>
    `${renamedText(facts)}. Put the ID back where it was swapped or used again. Where this is the same ${facts.tab} ` +
    `under another name, or a new one, its requests wait ${whoConfirms(facts.by)}`,
});

export const otherPlace = defineFinding({
  rule: 'A2',
  severity: 'stop',
  says: (facts: Renamed) =>
    `${renamedText(facts)}. Put the ID back; a new name is confirmed in Clusters ▸ Check workbook.`,
  cure: 'The ID put back where it was, or the new name confirmed.',
});
