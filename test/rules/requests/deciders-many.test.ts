import * as fc from 'fast-check';
import { isSamePerson } from '../../../src/rules/basics/mailbox';
import type { Casebook, Person } from '../../../src/rules/basics/rows';
import { Table } from '../../../src/rules/basics/table';
import { canDecide, isRefused, routeOf } from '../../../src/rules/requests/deciders';
import { requestStates } from '../../../src/rules/requests/replay';
import { AS_AT, ASKED, approval, parameters, read } from '../../support/builders';
import { day, PEOPLE, type Row } from '../../support/rules-tables';

const ADDRESSES = ['ann@example.org', 'ann+2@example.org', 'ben@example.org', 'cat@example.org', 'north@example.org'];

const anybody = fc.record({
  name: fc.constantFrom('Ann', 'Ben'),
  email: fc.constantFrom(...ADDRESSES),
  role: fc.constantFrom('Director', 'Advisor', 'Cluster lead'),
  cluster: fc.constantFrom('', 'North Cluster', 'South Cluster'),
  school: fc.constantFrom('', '', 'School 1', 'School 8'),
  from: fc.constantFrom('', '2026-01-01', '2027-01-01'),
  to: fc.constantFrom('', '2026-11-01'),
  standsInFor: fc.constantFrom('', '', ...ADDRESSES),
});

describe('who decides among many people (A3, A4)', () => {
  it('somebody may decide where they are among the deciders of the request, first as what they stand there as', () => {
    fc.assert(
      fc.property(
        fc.array(anybody, { maxLength: 8 }),
        fc.constantFrom('Travel', 'Add a school', 'Next stage'),
        fc.constantFrom(...ADDRESSES),
        (people, matter, email) => {
          const casebook = read({ people, requests: [{ ...ASKED, matter }] });
          const request = casebook.requests.at(0);
          const found = canDecide(casebook, request, email, day(AS_AT));
          const { deciders } = routeOf(casebook, request, day(AS_AT));
          expect(isRefused(found) ? undefined : found).toEqual(
            deciders.find((decider) => isSamePerson(decider.email, email)),
          );
        },
      ),
    );
  });

  it('a hundred Advisors more are not looked at request by request', () => {
    const advisors = (count: number): Row[] =>
      Array.from({ length: count }, (_, more) => ({
        name: `Advisor ${more}`,
        email: `advisor-${more}@example.org`,
        role: 'Advisor',
      }));
    const requests = Array.from({ length: 20 }, (_, more): Row => ({ ...ASKED, id: `R-${more}`, matter: 'Travel' }));
    const decisions = requests.map((request, more) => approval(request, { id: `D-${more}` }));
    /** How often the days of somebody’s role are looked at for the flags of all requests. */
    const looks = (count: number): number => {
      const casebook = read({ people: [...PEOPLE, ...advisors(count)], requests, decisions });
      let looked = 0;
      const { people } = casebook;
      const counting = new Table<Person>(people!.count, (row) => {
        const { from, ...person } = people!.at(row);
        const counted = {
          ...person,
          get from() {
            looked++;
            return from;
          },
        };
        return counted;
      });
      const { states } = requestStates({ ...casebook, people: counting } as Casebook, parameters(), day(AS_AT));
      expect(states.map(({ name }) => name)).toEqual(requests.map(() => 'approved'));
      return looked;
    };
    expect(looks(102)).toBe(looks(2));
  });
});
