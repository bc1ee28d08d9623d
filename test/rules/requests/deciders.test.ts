import type { Person } from '../../../src/rules/basics/rows';
import { MATTERS, type Matter } from '../../../src/rules/basics/words';
import {
  canDecide,
  conflictOf,
  holdsRole,
  isRefused,
  nameOf,
  routeOf,
  rowsOf,
} from '../../../src/rules/requests/deciders';
import { AS_AT, ASKED, approval, read } from '../../support/builders';
import { flag, JOINING, WITH_NINTH } from '../../support/request-cases';
import { day, PEOPLE, type Row } from '../../support/rules-tables';

describe('who decides (A3, A4)', () => {
  const may = (request: Row, email: string, people = PEOPLE) => {
    const casebook = read({ people, requests: [request] });
    const found = canDecide(casebook, casebook.requests.at(0), email, day(AS_AT));
    return isRefused(found) ? `no: ${found.rule}` : `${found.role}${found.inPlaceOf ? ` for ${found.inPlaceOf}` : ''}`;
  };
  const everybody = [
    ...PEOPLE,
    { name: 'Fay Finance', email: 'finance@example.org', role: 'Finance' },
    { name: 'Lee Science', email: 'science@example.org', role: 'Science lead', school: 'School 2' },
  ];
  const asks = (matter: Matter, cluster: 'North' | 'South'): Row => ({
    ...ASKED,
    matter,
    cluster: `${cluster} Cluster`,
    askedBy: cluster === 'North' ? 'north@example.org' : 'south@example.org',
  });
  // The Advisor's school is in South, the science lead's in North; each cluster's lead has asked.
  const WHO = ['director', 'advisor', 'north', 'south', 'finance', 'science', 'who'];
  it.each<[Matter, 'North' | 'South', string]>([
    ['Organising time', 'North', '- yes - - - - -'],
    ['Organising time', 'South', 'yes - - - - - -'],
    ['Travel', 'North', '- yes - - - - -'],
    ['Travel', 'South', 'yes - - - - - -'],
    ['CPD session', 'North', '- - - - - - -'],
    ['CPD session', 'South', '- - - - - - -'],
    ['Project', 'North', '- - - - - - -'],
    ['Project', 'South', '- - - - - - -'],
    ['Resource: first copy', 'North', '- - - - - - -'],
    ['Resource: first copy', 'South', '- - - - - - -'],
    ['Resource: further copy', 'North', '- - - - - - -'],
    ['Resource: further copy', 'South', '- - - - - - -'],
    ['PSQM', 'North', '- yes - - - - -'],
    ['PSQM', 'South', 'yes - - - - - -'],
    ['Add a school', 'North', 'yes yes - - - - -'],
    ['Add a school', 'South', 'yes - - - - - -'],
    ['Replace a school', 'North', 'yes yes - - - - -'],
    ['Replace a school', 'South', 'yes - - - - - -'],
    ['School leaving', 'North', '- yes - - - - -'],
    ['School leaving', 'South', 'yes - - - - - -'],
    ['Other funding', 'North', '- - - - - - -'],
    ['Other funding', 'South', '- - - - - - -'],
    ['Next stage', 'North', 'yes - - - - - -'],
    ['Next stage', 'South', 'yes - - - - - -'],
    ['Problem, idea or question', 'North', '- - - - - - -'],
    ['Problem, idea or question', 'South', '- - - - - - -'],
  ])(
    '%s of %s: Director, Advisor, both leads, Finance, science lead and a stranger: %s',
    (matter, cluster, expected) => {
      const found = WHO.map((name) => may(asks(matter, cluster), `${name}@example.org`, everybody));
      expect(found.map((answer) => (answer.startsWith('no') ? '-' : 'yes')).join(' ')).toBe(expected);
    },
  );
  it('knows every matter in that table, and says why not', () => {
    expect(MATTERS).toHaveLength(13);
    const why = (matter: Matter, cluster: 'North' | 'South') =>
      WHO.map((name) => may(asks(matter, cluster), `${name}@example.org`, everybody)).join(', ');
    expect(why('Travel', 'North')).toBe('no: A1, Advisor, no: A3, no: A1, no: A1, no: A3, no: A1');
    expect(why('Travel', 'South')).toBe('Director, no: A3, no: A1, no: A3, no: A1, no: A1, no: A1');
  });
  it('lets nobody decide for their own school, whichever cluster asks (A3)', () => {
    const people = PEOPLE.map((row) => (row['role'] === 'Advisor' ? { ...row, school: 'School 9' } : row));
    const casebook = read({ people, schools: WITH_NINTH, requests: [JOINING] });
    expect(canDecide(casebook, casebook.requests.at(0), 'advisor@example.org', day(AS_AT))).toMatchObject({
      rule: 'A3',
      message: expect.stringMatching(/their own school, School 9/),
    });
  });

  it('takes whoever changed a request for its author too', () => {
    expect(may({ ...ASKED, askedBy: 'north@example.org; advisor@example.org' }, 'advisor@example.org')).toBe('no: A3');
    expect(may({ ...ASKED, askedBy: 'north@example.org; advisor@example.org' }, 'director@example.org')).toBe(
      'Director',
    );
  });

  const substitute = (standsInFor: string, from = '2026-11-01', to = '2026-11-30'): Row => ({
    name: 'Sue',
    email: 'sue@example.org',
    role: 'Advisor',
    from,
    to,
    standsInFor,
  });
  it('lets a dated substitute decide in the place of whom they stand in for', () => {
    expect(may(ASKED, 'sue@example.org', [...PEOPLE, substitute('advisor@example.org')])).toBe(
      'Advisor for advisor@example.org',
    );
    expect(
      may(ASKED, 'sue@example.org', [...PEOPLE, substitute('advisor@example.org', '2026-12-01', '2026-12-31')]),
    ).toBe('no: A1');
  });
  it(
    'sends a request to the Director’s substitute when the Director has a conflict too, and nowhere when there is ' +
      'none',
    () => {
      const people = PEOPLE.map((row) => (row['role'] === 'Director' ? { ...row, cluster: 'South Cluster' } : row));
      const request = { ...ASKED, cluster: 'South Cluster', askedBy: 'south@example.org' };
      expect(may(request, 'sue@example.org', [...people, substitute('director@example.org')])).toBe(
        'Director for director@example.org',
      );
      expect(flag(request, [], AS_AT, { people })).toMatch(
        /^not allowed: Everyone who could decide has a conflict of interest .*\(A3\)$/,
      );
    },
  );
  it('lets no substitute decide who has a conflict, and none of a decider who has one (A3, A4)', () => {
    const sue = (standsInFor: string, school: string) => [...PEOPLE, { ...substitute(standsInFor), school }];
    expect(may(ASKED, 'sue@example.org', sue('advisor@example.org', 'School 1'))).toBe('no: A3');
    const south = { ...ASKED, cluster: 'South Cluster', askedBy: 'south@example.org' };
    expect(may(south, 'sue@example.org', sue('advisor@example.org', 'School 1'))).toBe('no: A1');
    expect(may(south, 'sue@example.org', sue('director@example.org', 'School 1'))).toBe(
      'Director for director@example.org',
    );
  });
  it('names who can decide of those who may: the Director where the Advisor has a conflict (A3)', () => {
    const joining = (cluster: string): Row => ({ ...JOINING, cluster });
    const more = { schools: WITH_NINTH };
    expect(flag(joining('North Cluster'), [], AS_AT, more)).toBe('waiting for Director or Advisor');
    const south = { ...joining('South Cluster'), askedBy: 'south@example.org' };
    expect(flag(south, [], AS_AT, more)).toBe('waiting for Director');
  });
  it('lets somebody decide only while they hold the role', () => {
    const people = PEOPLE.map((row) => (row['role'] === 'Advisor' ? { ...row, to: '2026-11-23' } : row));
    expect(may(ASKED, 'advisor@example.org', people)).toBe('no: A1');
    expect(flag(ASKED, [approval(ASKED)], AS_AT, { people })).toBe('approved £350.00');
  });
});

describe('changes of membership (C1, C2, C3, C4)', () => {
  const who = (matter: string, cluster: string, email: string) => {
    const request = { ...JOINING, payee: null, matter, cluster, askedBy: 'someone@example.org' };
    const casebook = read({ requests: [request], schools: WITH_NINTH });
    const may = canDecide(casebook, casebook.requests.at(0), email, day(AS_AT));
    return isRefused(may) ? may.rule : may.role;
  };
  it.each([
    ['Add a school', 'North Cluster', 'Director', 'Advisor'],
    ['Add a school', 'South Cluster', 'Director', 'A3'],
    ['Replace a school', 'North Cluster', 'Director', 'Advisor'],
    ['Replace a school', 'South Cluster', 'Director', 'A3'],
    ['School leaving', 'North Cluster', 'A1', 'Advisor'],
    ['School leaving', 'South Cluster', 'Director', 'A3'],
    ['Problem, idea or question', 'North Cluster', 'A1', 'A1'],
    ['Problem, idea or question', 'South Cluster', 'A1', 'A3'],
  ])('%s in %s: the Director gets %s, the Advisor %s (C1, C2, C3, C4)', (matter, cluster, director, advisor) => {
    expect([who(matter, cluster, 'director@example.org'), who(matter, cluster, 'advisor@example.org')]).toEqual([
      director,
      advisor,
    ]);
  });
});

describe('by which road a request comes to whom (A3, A4)', () => {
  const route = (request: Row, people: Row[] = PEOPLE) => {
    const casebook = read({ people, requests: [request] });
    return routeOf(casebook, casebook.requests.at(0), day(AS_AT));
  };
  const south = { ...ASKED, cluster: 'South Cluster', askedBy: 'south@example.org' };

  it('goes to its usual decider, or past one with a conflict to the Director, and says why', () => {
    expect(route(ASKED)).toEqual({
      deciders: [{ email: 'advisor@example.org', role: 'Advisor', inPlaceOf: null }],
      waitsFor: 'Advisor',
      because: null,
      blockedBy: null,
    });
    expect(route(south)).toMatchObject({
      deciders: [{ email: 'director@example.org', role: 'Director', inPlaceOf: null }],
      waitsFor: 'Director',
      because: { rule: 'A3', message: expect.stringMatching(/School 6 is in South Cluster/) },
      blockedBy: null,
    });
  });

  it('waits for the role where nobody is entered in it, which is no conflict', () => {
    const nobody = PEOPLE.filter(({ role }) => role === 'Cluster lead');
    expect(route(ASKED, nobody)).toEqual({ deciders: [], waitsFor: 'Advisor', because: null, blockedBy: null });
    const noDirector = PEOPLE.filter(({ role }) => role !== 'Director');
    expect(route(south, noDirector)).toMatchObject({ deciders: [], waitsFor: 'Director', blockedBy: null });
  });

  it('is blocked where the Director has a conflict and nobody stands in', () => {
    const people = PEOPLE.map((row) => (row['role'] === 'Director' ? { ...row, cluster: 'South Cluster' } : row));
    for (const request of [south, { ...south, matter: 'Next stage', pot: null, amount: null }])
      expect(route(request, people)).toMatchObject({ deciders: [], blockedBy: { rule: 'A3' } });
  });

  it('goes to nobody where nobody decides', () =>
    expect(route({ ...ASKED, matter: 'Other funding' })).toMatchObject({
      deciders: [],
      waitsFor: '',
      blockedBy: null,
    }));
});

describe('who somebody is (A3, A4)', () => {
  const { people } = read({
    people: [
      ...PEOPLE,
      { name: 'Nell North', email: 'north@example.org', role: 'Science lead', school: 'School 2', from: '2026-11-25' },
    ],
  });
  it.each([
    [null, null, true],
    ['2026-11-24', '2026-11-24', true],
    ['2026-11-25', null, false],
    [null, '2026-11-23', false],
  ])('a role from %s to %s is held on 24 November: %j', (from, to, held) => {
    const dates = { from: from && day(from), to: to && day(to) };
    expect(holdsRole({ ...people.at(0), ...dates } as Person, day(AS_AT))).toBe(held);
  });

  it('has the rows of the day, and a name, or the address where People has none', () => {
    const on = (iso: string) => rowsOf(people, 'north@example.org', day(iso)).map(({ role }) => role);
    expect([on(AS_AT), on('2026-11-25')]).toEqual([['Cluster lead'], ['Cluster lead', 'Science lead']]);
    expect(rowsOf(null, 'north@example.org', day(AS_AT))).toEqual([]);
    expect(['north@example.org', 'who@example.org'].map((email) => nameOf(people, email))).toEqual([
      'Nell North',
      'who@example.org',
    ]);
  });

  it.each([
    ['north@example.org', /made or changed themselves/],
    ['south@example.org', null],
    ['advisor@example.org', null],
    ['science@example.org', /cluster of their own school: School 2 is in North Cluster/],
    ['other@example.org', /their own cluster, North Cluster/],
  ])('%s has a conflict in a request of North: %s (A3)', (email, expected) => {
    const casebook = read({
      requests: [ASKED],
      people: [
        ...PEOPLE,
        { name: 'Lee', email: 'science@example.org', role: 'Science lead', school: 'School 2' },
        { name: 'Ola', email: 'other@example.org', role: 'Finance', cluster: 'North Cluster' },
      ],
    });
    const found = conflictOf(casebook, casebook.requests.at(0), email, day(AS_AT));
    expect(found?.message ?? null).toEqual(expected && expect.stringMatching(expected));
  });
});
