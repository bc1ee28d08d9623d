/** What is said beside a state of what its seals could not prove. Rule A1. */
import { firstFew } from '../basics/long-lists';
import type { Casebook } from '../basics/rows';
import { plural } from '../basics/words';
import { chainsIn } from './decisions-in-order';
import { differencesOf } from './recorded';
import { differenceNote } from './recorded-words';

/** Whether decisions bear seals of another file: this one is a copy, or what it kept was lost. */
export const isKeyLost = ({
  seals,
  decisions,
}: Pick<Casebook, 'seals'> & { decisions: { rows: readonly { seal: unknown }[] } }): boolean =>
  seals?.().state === 'none' && decisions.rows.some(({ seal }) => seal !== null);

/** One plain line for every page and form where decisions cannot be checked. */
export const KEY_LOST =
  'This is a copy: decisions cannot be checked here until the Director takes them over (Clusters ▸ Check workbook)';

/** Why no decision could be checked; blank where all could, or where they have to be taken over first. */
export function uncheckedText(casebook: Pick<Casebook, 'seals' | 'decisions'>): string {
  if (casebook.seals?.().state === 'unreadable')
    return 'Seals were not checked: what is kept with the file is not to be read';
  return isKeyLost(casebook) ? KEY_LOST : '';
}

const IDS_NAMED = 3;

/**
 * What of Decisions could be read and not verified: rows that the tracker did not make, and requests whose decisions
 * are not as they were made. Nothing where nothing can be checked. Rule A1.
 */
export function unverified(casebook: Casebook): string[] {
  const chains = chainsIn(casebook)?.all() ?? [];
  const strays = chains.reduce((count, [, { fault, strays: found }]) => count + (fault === null ? found.length : 0), 0);
  const changed = chains.filter(([, { fault }]) => fault !== null).map(([row]) => casebook.requests.at(row).id);
  const named = firstFew(changed, IDS_NAMED);
  return [
    ...(strays === 0
      ? []
      : [`${plural(strays, 'row')} of Decisions ${strays === 1 ? 'is' : 'are'} not counted: not made in Decide`]),
    ...(changed.length === 0 ? [] : [`decisions on ${named} were changed or are missing`]),
  ];
}

/** What stands behind the flag of each request, by its row; blank where all is well. */
export function sealNotes(casebook: Casebook): (request: number) => string {
  const [unchecked, chains] = [uncheckedText(casebook), chainsIn(casebook)];
  return (request) => {
    const own = casebook.requests.at(request);
    if (unchecked !== '') {
      const isDecided = own.agreedOnWhat !== null || casebook.decisions.where('request', request).length > 0;
      return isDecided ? unchecked : '';
    }
    const strays = chains?.of(request)?.strays ?? [];
    const differences = differencesOf(own);
    if (strays.length + differences.length === 0) return '';
    const ofDecisions = `${strays.map(({ id }) => id).join(', ')} not made in Decide, so not counted`;
    return [...(strays.length === 0 ? [] : [ofDecisions]), ...differences.map(differenceNote)].join('; ');
  };
}
