/** What was typed by hand and waits to be confirmed, and who may confirm it. Rules A2 and A3. */
import type { Day } from '../basics/days';
import { isoOf } from '../basics/days';
import type { Finding } from '../basics/finding';
import { hasPerson } from '../basics/mailbox';
import type { RecordedPerson, RecordedRights, RecordedSpell } from '../basics/recorded-rights';
import type { RightsBook } from './rights-register';
import {
  asRecorded,
  decidersSchools,
  decides,
  isSameName,
  isSameRole,
  personKey,
  recordedIn,
  runsOn,
  spellKey,
  spellRecorded,
  withNew,
} from './rights-register';
import type { Confirmer } from './rights-words';
import { nameWaits, otherPlace, rowGone, rowWaits, spellWaits } from './rights-words';

/** A change that would give something. */
export interface Change {
  /** The mailboxes of those who would gain by it. */
  readonly gains: readonly string[];
  /** Whether it touches who decides, or where an approval belongs. */
  readonly weighs: boolean;
  /** Whether it could take a conflict of interest away. */
  readonly unties: boolean;
  /** Whether a Director would hold the role no more. */
  readonly endsDirector: boolean;
  /** Whether an ID stands at the name of another: that is put back, and nobody confirms it. */
  readonly isSwap: boolean;
  /** What is recorded once it is confirmed. */
  readonly confirmed: (recorded: RecordedRights) => RecordedRights;
}

/** A change at a row of a tab, as *Check workbook* shows it. */
export interface Waiting extends Change {
  readonly tab: 'people' | 'membership' | 'clusters' | 'schools';
  readonly column: 'email' | 'school' | 'name';
  /** The row by its index; null where there is none any more. */
  readonly row: number | null;
  /** Stands for it: another change has another key. */
  readonly key: string;
  /** What would be recorded, in words. */
  readonly what: string;
  readonly finding: (by: Confirmer) => Finding;
}

/** Somebody who would confirm something. */
export interface Confirming {
  readonly email: string;
  /** By their own rows that hold today, not in somebody's place. */
  readonly isDirector: boolean;
  readonly isAdvisor: boolean;
  /** Asked only where nobody else could. */
  readonly isOwner: () => boolean;
}

const holders = (recorded: RecordedRights, role: 'Director' | 'Advisor', day: Day): string[] =>
  recorded.people
    .filter((entry) => entry.role === role && entry.standsInFor === null && runsOn(entry, day))
    .map(({ email }) => email);

/**
 * Who confirms a change: the Director, who does not gain by it; the Advisor what the Director gains by, that the Director
 * is gone, and rows that touch nobody who decides; the owner of the file until there is a Director.
 */
export function confirmerOf(recorded: RecordedRights, change: Change, day: Day): Confirmer {
  const directors = holders(recorded, 'Director', day);
  if (directors.length === 0) return 'owner';
  const hasOther = directors.some((email) => !change.gains.includes(email));
  const hasAdvisor = holders(recorded, 'Advisor', day).some((email) => !change.gains.includes(email));
  if (!hasOther || (change.endsDirector && directors.length === 1)) return hasAdvisor ? 'Advisor' : 'nobody';
  return change.weighs || !hasAdvisor ? 'Director' : 'decider';
}

/** Whether somebody may confirm a change: never who gains by it. Rule A3. */
export function mayConfirm(recorded: RecordedRights, change: Change, me: Confirming, day: Day): boolean {
  if (change.isSwap) return false;
  const by = confirmerOf(recorded, change, day);
  const gains = hasPerson(change.gains, me.email);
  // Until there is a Director, somebody has to be able to become one; no conflict of interest goes by that.
  if (by === 'owner') return !(gains && change.unties) && me.isOwner();
  if (gains) return false;
  // Who ends a Director and owns the file could name the next one too: that takes two.
  if (change.endsDirector) return me.isDirector || (by === 'Advisor' && me.isAdvisor && !me.isOwner());
  if (by === 'decider') return me.isDirector || me.isAdvisor;
  return by === 'Director' ? me.isDirector : by === 'Advisor' && me.isAdvisor;
}

/**
 * The change that a row of People makes in place of rows that were recorded, each of one person's.
 *
 * @param row - Null where the rows are gone.
 */
export function personChange(
  recorded: RecordedRights,
  row: RecordedPerson | null,
  before: readonly RecordedPerson[],
  day: Day,
): Change {
  const all = row === null ? before : [...before, row];
  const old = new Set(before.map(personKey));
  const deciders = recorded.people.filter(decides).map(({ email }) => email);
  const unties = before.some((entry) => !isKept(entry, row, day));
  const gives = row !== null && !before.some((entry) => isWithin(row, entry));
  return {
    gains: gives || unties ? [...new Set(all.map(({ email }) => email))] : [],
    isSwap: false,
    weighs: all.some((entry) => decides(entry) || deciders.includes(entry.email)),
    unties,
    endsDirector: before.some(
      (entry) => entry.role === 'Director' && entry.standsInFor === null && !isHeldOn(entry, row, day),
    ),
    confirmed: (now) => {
      const people = now.people.filter((entry) => !old.has(personKey(entry)));
      return { ...now, people: row === null ? people : [...people, row] };
    },
  };
}

/** Whether a row gives no more than another that was recorded. */
const isWithin = (row: RecordedPerson, entry: RecordedPerson): boolean =>
  isSameRole(row, entry) &&
  [null, entry.school].includes(row.school) &&
  [null, entry.cluster].includes(row.cluster) &&
  (entry.from === null || (row.from !== null && row.from >= entry.from)) &&
  (entry.to === null || (row.to !== null && row.to <= entry.to));

const reaches = (entry: RecordedPerson, row: RecordedPerson, day: Day): boolean =>
  (row.from === null || row.from <= Math.max(day, entry.from ?? day)) &&
  (row.to === null || (entry.to !== null && row.to >= entry.to));

/** Whether a row holds the role of another from a day on, for as long. */
const isHeldOn = (entry: RecordedPerson, row: RecordedPerson | null, day: Day): boolean =>
  row !== null && isSameRole(entry, row) && reaches(entry, row, day);

/** Whether a row has the place of another from a day on, for as long. */
const isKept = (entry: RecordedPerson, row: RecordedPerson | null, day: Day): boolean =>
  (entry.school === null && entry.cluster === null) ||
  (row !== null &&
    [null, row.school].includes(entry.school) &&
    [null, row.cluster].includes(entry.cluster) &&
    reaches(entry, row, day));

/** Everything that was typed by hand and would give something. */
export function waitingIn(book: RightsBook, day: Day): Waiting[] {
  const recorded = recordedIn(book);
  if (recorded === null) return [];
  return [
    ...waitingPeople(book, recorded, day),
    ...waitingSpells(book, recorded, day),
    ...waitingNames(book, recorded),
  ];
}

/** A row of People in one line, with what its school and cluster are called. */
export function rowText({ schools, clusters }: RecordedRights, row: RecordedPerson): string {
  const place = [
    ...(row.school === null ? [] : [schools.get(row.school) ?? row.school]),
    ...(row.cluster === null ? [] : [clusters.get(row.cluster) ?? row.cluster]),
  ].join(', ');
  const day = (of: Day | null) => (of === null ? '…' : isoOf(of));
  const days = row.from === null && row.to === null ? '' : ` from ${day(row.from)} to ${day(row.to)}`;
  return `${whoText(row)}${place === '' ? '' : ` (${place})`}${days}`;
}

/**
 * What is recorded, with what needs nobody to confirm it: ends that were typed and give nothing, new spells of the
 * deciders' schools and new schools; without rows whose time is over and that People has no more. The same object where
 * there is nothing of the kind.
 */
export function broughtForward(recorded: RecordedRights, book: RightsBook, day: Day): RecordedRights {
  const ends = waitingIn(book, day).filter(
    (change) => change.tab === 'people' && change.gains.length === 0 && !change.endsDirector,
  );
  const now = ends.reduce((so, { confirmed }) => confirmed(so), recorded);
  const there = new Set(book.people?.rows.map((person) => personKey(asRecorded(book, person))));
  const people = now.people.filter((entry) => entry.to === null || entry.to >= day || there.has(personKey(entry)));
  return withNew(people.length === now.people.length ? now : { ...now, people }, book);
}

const whoText = ({ email, role, standsInFor }: RecordedPerson): string =>
  standsInFor === null ? `${email} as ${role}` : `${email} in place of ${standsInFor}`;

function waitingPeople(book: RightsBook, recorded: RecordedRights, day: Day): Waiting[] {
  const rows = (book.people?.rows ?? []).map((person) => ({ at: person.row, own: asRecorded(book, person) }));
  const there = new Set(rows.map(({ own }) => personKey(own)));
  const known = new Set(recorded.people.map(personKey));
  const isAmiss = placesAmiss(book, recorded);
  // What follows from an ID at another name is said once that is settled.
  const amiss = rows.filter(({ own }) => !known.has(personKey(own)) && isAmiss(own));
  const missing = new Set(
    recorded.people.filter(
      (entry) => !there.has(personKey(entry)) && !isAmiss(entry) && !amiss.some(({ own }) => isSameRole(own, entry)),
    ),
  );
  const isOver = ({ to }: RecordedPerson) => to !== null && to < day;
  const changed = rows
    .filter((row) => !known.has(personKey(row.own)) && !amiss.includes(row))
    .filter(({ own }) => !isOver(own) || [...missing].some((entry) => isSameRole(entry, own)))
    .map(({ at, own }): Waiting => {
      const before = [...missing].filter((entry) => isSameRole(entry, own));
      for (const entry of before) missing.delete(entry);
      const was = before.map((entry) => rowText(recorded, entry)).join('; ');
      const what = `${rowText(recorded, own)}${was === '' ? '' : `, recorded so far: ${was}`}`;
      const finding = (by: Confirmer) => rowWaits({ who: whoText(own), by });
      return {
        ...personChange(recorded, own, before, day),
        ...{ tab: 'people', column: 'email', row: at, key: personKey(own), what, finding },
      };
    });
  const gone = [...missing]
    .filter(({ to }) => to === null || to >= day)
    .map((entry): Waiting => {
      const finding = (by: Confirmer) => rowGone({ who: whoText(entry), by });
      return {
        ...personChange(recorded, null, [entry], day),
        ...{ tab: 'people', column: 'email', row: null, key: `gone ${personKey(entry)}` },
        ...{ what: `${rowText(recorded, entry)}: no longer`, finding },
      };
    });
  return [...changed, ...gone];
}

/** Tells what names a cluster or a school whose ID stands at another name than was recorded, or was not recorded. */
function placesAmiss(book: RightsBook, recorded: RecordedRights) {
  const amiss = (['clusters', 'schools'] as const).flatMap((tab) =>
    book[tab].rows.filter(({ id, name }) => isAmissAt(tab, recorded[tab].get(id), name)).map(({ id }) => id),
  );
  const ids = new Set(amiss);
  return ({ school, cluster }: { readonly school: string | null; readonly cluster: string | null }): boolean =>
    ids.has(school ?? '') || ids.has(cluster ?? '');
}

/** Schools come and go: one is only amiss where its ID was another's. */
const isAmissAt = (tab: 'clusters' | 'schools', was: string | undefined, is: string): boolean =>
  was === undefined ? tab === 'clusters' : !isSameName(was, is);

/** Spells that held a conflict of interest and that Membership has not, or not as long. */
function waitingSpells(book: RightsBook, recorded: RecordedRights, day: Day): Waiting[] {
  const rows = book.membership.rows.map((spell) => ({ row: spell.row, own: spellRecorded(book, spell) }));
  const theirs = decidersSchools(recorded.people);
  const isAmiss = placesAmiss(book, recorded);
  return recorded.spells
    .filter((spell) => theirs.has(spell.school) && (spell.to === null || spell.to >= day) && !isAmiss(spell))
    .filter((spell) => !rows.some(({ own }) => covers(own, spell, day)))
    .map((spell): Waiting => {
      const now = rows.filter(({ own }) => own.school === spell.school && own.cluster === spell.cluster);
      const school = recorded.schools.get(spell.school) ?? spell.school;
      const cluster = recorded.clusters.get(spell.cluster) ?? spell.cluster;
      return {
        ...placeChange(tiedTo(recorded, (entry) => entry.school === spell.school)),
        confirmed: (before) => {
          const spells = before.spells.filter((other) => spellKey(other) !== spellKey(spell));
          return withNew({ ...before, spells }, book);
        },
        ...{ tab: 'membership', column: 'school', row: now[0]?.row ?? null, key: `spell ${spellKey(spell)}` },
        what: `${school} in ${cluster}: as Membership has it`,
        finding: (by) => spellWaits({ school, cluster, by }),
      };
    });
}

const covers = (own: RecordedSpell, spell: RecordedSpell, day: Day): boolean =>
  own.school === spell.school &&
  own.cluster === spell.cluster &&
  own.from <= Math.max(day, spell.from) &&
  (own.to === null || (spell.to !== null && own.to >= spell.to));

/** Clusters that nobody recorded, and IDs that stand at another name. */
function waitingNames(book: RightsBook, recorded: RecordedRights): Waiting[] {
  return (['clusters', 'schools'] as const).flatMap((tab) =>
    book[tab].rows.flatMap(({ row, id, name }): Waiting[] => {
      const was = recorded[tab].get(id) ?? null;
      if (!isAmissAt(tab, was ?? undefined, name)) return [];
      const facts = { tab: tab === 'clusters' ? 'cluster' : 'school', id, was, is: name } as const;
      const isSwap = Array.from(recorded[tab]).some(([other, its]) => other !== id && isSameName(its, name));
      const isTied = (entry: RecordedPerson) =>
        tab === 'schools' ? entry.school === id : isOfCluster(recorded, entry, id);
      return [
        {
          ...placeChange(tiedTo(recorded, isTied)),
          isSwap,
          confirmed: (before) => ({ ...before, [tab]: new Map([...before[tab], [id, name]]) }),
          ...{ tab, column: 'name', row, key: `${tab} ${id} ${name}` },
          what: was === null ? `${id} is ${name}` : `${id} is ${name}, before ${was}`,
          finding: (by) => (isSwap ? otherPlace(facts) : nameWaits({ ...facts, by })),
        },
      ];
    }),
  );
}

const placeChange = (gains: readonly string[]) => ({
  gains,
  weighs: true,
  unties: true,
  endsDirector: false,
  isSwap: false,
});

const isOfCluster = (recorded: RecordedRights, { cluster, school }: RecordedPerson, id: string): boolean =>
  cluster === id || recorded.spells.some((spell) => spell.school === school && spell.cluster === id);

const tiedTo = (recorded: RecordedRights, isTied: (entry: RecordedPerson) => boolean): string[] => [
  ...new Set(recorded.people.filter(isTied).map(({ email }) => email)),
];
