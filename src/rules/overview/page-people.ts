/** Whom to turn to, on pages of clusters and schools. */
import type { Person } from '../basics/rows';
import type { Role } from '../basics/words';
import { isMember } from '../clusters/membership';
import { holdsRole, nameOf } from '../requests/deciders';
import type { PageYear } from './page-books';
import type { Block } from './paper';
import { HEADINGS, told } from './paper';

/** By role, whether somebody is asked for the cluster alone; in the order in which people turn to them. */
const ASKED: readonly (readonly [role: Role, isOfCluster: boolean])[] = [
  ['Cluster lead', true],
  ['Finance', true],
  ['Advisor', false],
  ['Director', false],
];

/** The cluster's lead and who keeps its accounts, the Advisor and the Director, with their addresses. */
export function peopleBlock(own: PageYear, cluster: number): Block {
  const people = (own.books.people?.rows ?? []).filter((person) => holdsRole(person, own.last));
  const lines = ASKED.flatMap(([role, isOfCluster]) =>
    people
      .filter((person) => person.role === role && (!isOfCluster || isOf(own, person, cluster)))
      .map(({ standsInFor, name, email }) => {
        const who = standsInFor === null ? role : `${role}, in place of ${nameOf(own.books.people, standsInFor)}`;
        return told(`${who}: ${name}, ${email}`);
      }),
  );
  return {
    heading: HEADINGS.people,
    lines: lines.length === 0 ? [told('Nobody is entered in the People tab.')] : lines,
    table: null,
  };
}

/** Whether somebody is of a cluster on the day: named in the row, or by the school in it. */
const isOf = ({ books, last }: PageYear, { cluster, school }: Person, own: number): boolean =>
  cluster === own || (cluster === null && school !== null && isMember(books.membership, school, own, last));
