import { nextThings } from '../../../src/rules/overview/next-things';
import { AS_AT, ASKED, approval, decisionOn, parameters, read, type Tabs } from '../../support/builders';
import { AGREED, JOINING, PSQM, WITH_NINTH } from '../../support/request-cases';
import { day, PEOPLE, type Row } from '../../support/rules-tables';

const things = (tabs: Tabs, asAt = AS_AT) =>
  nextThings(read({ schools: WITH_NINTH, ...tabs }), parameters(), day(asAt)).map(
    ({ request, what, who, where, how }) => [request.id, what, who, where, how],
  );
const thing = (request: Row, decisions: Row[] = [], more: Tabs = {}) =>
  things({ requests: [request], decisions, ...more })[0]?.slice(1);
const decided = (decision: string, more: Row = {}) => [approval(ASKED, { decision, amount: null, ...more })];

describe('what is to be done next (A6, A9, S9)', () => {
  it.each<[string, unknown[], Row, Row[]]>([
    ['waits', ['Decide: Organising time', 'Ari Advisor', 'Decide', 'Planning day'], ASKED, []],
    [
      'somebody asked back about',
      ['Answer: Organising time', 'Nell North', 'My requests', 'asked: How many teachers?'],
      ASKED,
      decided('More information', { reason: 'How many teachers?' }),
    ],
    [
      'too few schools agree to',
      ['Schools to agree: Project', 'Nell North', 'My requests', '1 of 5 schools agree'],
      { ...AGREED, schoolsAgreeing: 'School 1' },
      [],
    ],
    ['names no hub', ['Name the hub: PSQM', 'Nell North', 'My requests', 'Planning day'], { ...PSQM, payee: null }, []],
    [
      'was changed since it was approved',
      ['Decide: Organising time', 'Ari Advisor', 'Decide', 'changed since it was approved'],
      { ...ASKED, amount: 351 },
      [approval(ASKED)],
    ],
    [
      'only has to be seen to',
      ['See to: Other funding', 'Ari Advisor', 'Decide', 'Planning day'],
      { ...ASKED, matter: 'Other funding', pot: 'Cluster pot', stands: 'Applied' },
      [],
    ],
    [
      'is approved, and not carried out',
      ['Carry out: Add a school', 'Nell North', 'Decide', 'approved'],
      JOINING,
      [decisionOn({ requests: [JOINING], schools: WITH_NINTH }, 0, 'Approve', '2026-10-08T10:00:00Z')],
    ],
  ])('of a request that %s is: %j', (_what, expected, request, decisions) =>
    expect(thing(request, decisions)).toEqual(expected),
  );

  it.each<[string, Row, Row[]]>([
    ['approved, where nothing is to be carried out', ASKED, [approval(ASKED)]],
    ['declined', ASKED, decided('Decline', { reason: 'No' })],
    ['asked after that day', { ...ASKED, askedOn: '2026-11-25' }, []],
  ])('is nothing once it is %s', (_what, request, decisions) => expect(thing(request, decisions)).toBeUndefined());

  it('waits for the role where nobody has it, and not for whoever stands in or whose time is over', () => {
    const without = (more: Row[] = []) => ({
      people: [...PEOPLE.filter(({ role }) => role !== 'Advisor'), ...more],
    });
    const SEEN_TO = { ...ASKED, matter: 'Other funding', stands: 'Applied' };
    const others = without([
      { name: 'Ian In', email: 'in@example.org', role: 'Advisor', standsInFor: 'director@example.org' },
      { name: 'Ola Old', email: 'old@example.org', role: 'Advisor', to: '2026-10-31' },
    ]);
    expect([thing(ASKED, [], without())![1], thing(SEEN_TO, [], without())![1]]).toEqual(['Advisor', 'Advisor']);
    expect(thing(SEEN_TO, [], others)![1]).toBe('Advisor');
  });

  it('names everybody who may do it once', () => {
    const people = [
      ...PEOPLE,
      { name: 'Bo Both', email: 'bo@example.org', role: 'Advisor' },
      { name: 'Bo Both', email: 'bo@example.org', role: 'Advisor', school: 'School 7' },
    ];
    expect(thing({ ...ASKED, matter: 'Other funding', stands: 'Applied' }, [], { people })![1]).toBe(
      'Ari Advisor, Bo Both',
    );
  });

  it('stands in the order of how long it has waited, of one day by the ID', () => {
    const asked = (id: string, askedOn: string) => ({ ...ASKED, id, askedOn });
    const requests = [asked('R-3', '2026-10-05'), asked('R-2', '2026-10-05'), asked('R-9', '2026-10-01')];
    expect(things({ requests }).map(([id]) => id)).toEqual(['R-9', 'R-2', 'R-3']);
  });
});
