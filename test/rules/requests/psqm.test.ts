import { psqmPlaces } from '../../../src/rules/requests/psqm';
import { flagText } from '../../../src/rules/requests/state-words';
import { AS_AT, approval, parameters, read, set, type Tabs } from '../../support/builders';
import { flag, flags, PSQM, statesOf } from '../../support/request-cases';
import { day, type Row, SCHOOLS } from '../../support/rules-tables';

const places = (value: number | null) => parameters(set('psqm.places', value));
/** A request for a place, by the number of its school and of the day in October on which it was asked. */
const ask = (number: number, more: Row = {}): Row => ({
  ...PSQM,
  id: `R-${number}`,
  school: `School ${number}`,
  askedOn: `2026-10-0${number}`,
  ...more,
});
const queue = [1, 2, 3].map((number) => ask(number));
const heldBySchool1 = (value = true) =>
  SCHOOLS.map((school) => ({ ...school, heldPsqm: value && school['id'] === 'S-1' }));

describe('the first mark of a school (Q1, Q2)', () => {
  it('a renewal of the PSQM (Q1)', () => {
    expect(flag(PSQM, [], AS_AT, { schools: heldBySchool1() })).toMatch(
      /^not allowed: School 1 has held the PSQM.*\(Q1\)$/,
    );
  });
  it('a first PSQM that was approved stays so once the school holds the mark (Q1)', () => {
    expect(flag(PSQM, [approval(PSQM)], AS_AT, { schools: heldBySchool1() })).toBe('approved');
  });
  it.each([
    [false, /^waiting for Advisor$/],
    [true, /^not allowed: .*\(Q1\)$/],
  ])('held before: %j (Q1)', (before, expected) =>
    expect(flag(PSQM, [], AS_AT, { schools: heldBySchool1(before) })).toMatch(expected),
  );
  it('a school that comes to hold it later keeps what was approved, as a matter for the Advisor (Q1, A2)', () => {
    expect(flag(PSQM, [approval(PSQM)], AS_AT, { schools: heldBySchool1(true) })).toBe('approved');
  });
  it.each([
    ['', 'waiting for training hub'],
    ['   ', 'waiting for training hub'],
    ['Hub', 'waiting for Advisor'],
  ])('with the hub "%s" it is %s (Q2)', (payee, expected) => expect(flag({ ...PSQM, payee })).toBe(expected));
});

describe('limited places (Q3)', () => {
  it.each([
    [null, ['waiting for Advisor', 'waiting for Advisor', 'waiting for Advisor']],
    [3, ['waiting for Advisor', 'waiting for Advisor', 'waiting for Advisor']],
    [2, ['waiting for Advisor', 'waiting for Advisor', 'waiting list 1']],
    [0, ['waiting list 1', 'waiting list 2', 'waiting list 3']],
  ])('with %j places: %j (Q3)', (value, expected) =>
    expect(flags({ requests: queue }, AS_AT, places(value))).toEqual(expected),
  );
  it('a place given takes one from those who wait, and one given back frees it (Q3)', () => {
    const approved = approval(queue[2]!);
    expect(flags({ requests: queue, decisions: [approved] }, AS_AT, places(2))).toEqual([
      'waiting for Advisor',
      'waiting list 1',
      'approved',
    ]);
    const back = approval(queue[2]!, {
      id: 'D-9',
      decision: 'Revoke',
      reason: 'x',
      amount: null,
      decidedAt: '2026-10-20T10:00:00Z',
    });
    expect(flags({ requests: queue, decisions: [approved, back] }, AS_AT, places(2))).toEqual([
      'waiting for Advisor',
      'waiting for Advisor',
      'revoked',
    ]);
  });

  it('places PSQM requests in the order they were asked, whatever the order of rows (Q3)', () => {
    const requests = [ask(3), ask(1), ask(2)];
    expect(flags({ requests }, AS_AT, places(1))).toEqual(['waiting list 2', 'waiting for Advisor', 'waiting list 1']);
  });

  const seat = (id: string, school: string, more: Row = {}): Row => ({ ...PSQM, id, school, ...more });
  const seats = (requests: Row[], decisions: Row[], count: number | null) => {
    const { states, ignored } = statesOf({ requests, decisions }, AS_AT, places(count));
    return [states.map(flagText), ignored.map(({ because }) => because.rule)];
  };
  const yes = (request: Row, on: string): Row => approval(request, { decidedAt: `${on}T10:00:00Z` });
  const [one, two, three] = [seat('R-1', 'School 1'), seat('R-2', 'School 2'), seat('R-3', 'School 3')];

  it('counts no approval beyond the places: the first to be approved hold them (Q3)', () => {
    const decisions = [yes(one, '2026-10-09'), yes(two, '2026-10-08')];
    expect(seats([one, two, three], decisions, 1)).toEqual([['waiting list 1', 'approved', 'waiting list 2'], ['Q3']]);
    expect(seats([one, two, three], decisions, 2)).toEqual([['approved', 'approved', 'waiting list 1'], []]);
    expect(seats([one, two, three], decisions, null)).toEqual([['approved', 'approved', 'waiting for Advisor'], []]);
  });
  const no = (request: Row, on: string): Row =>
    approval(request, {
      id: `D-${request['id']}-no`,
      decision: 'Revoke',
      reason: 'x',
      amount: null,
      decidedAt: `${on}T12:00:00Z`,
    });
  it.each<[string, Row, Row[]]>([
    ['revoked', one, [no(one, '2026-10-12')]],
    ['withdrawn', { ...one, withdrawnOn: '2026-10-12' }, []],
  ])('an approval while no place was free never comes to life when the place is %s (Q3)', (_, first, more) => {
    const decisions = [yes(one, '2026-10-08'), yes(two, '2026-10-09'), ...more];
    const [flagsNow, ignored] = seats([first, two], decisions, 1);
    expect([flagsNow![1], ignored]).toEqual(['waiting for Advisor', ['Q3']]);
    const anew = { ...yes(two, '2026-10-13'), id: 'D-anew' };
    const [flagsThen, ignoredThen] = seats([first, two], [...decisions, anew], 1);
    expect([flagsThen![1], ignoredThen]).toEqual(['approved', ['Q3']]);
  });
  it('an approval on the day a place came back counts when it came after that (Q3)', () => {
    const decisions = [yes(one, '2026-10-08'), no(one, '2026-10-12')];
    const at = (hour: string) => approval(two, { decidedAt: `2026-10-12T${hour}:00:00Z` });
    const now = (hour: string) => seats([one, two], [...decisions, at(hour)], 1)[0]![1];
    expect([now('11'), now('13')]).toEqual(['waiting for Advisor', 'approved']);
  });
  it('a second place of a school never comes to life when the first is given back (Q1)', () => {
    const again = seat('R-2', 'School 1');
    const decisions = [yes(one, '2026-10-08'), yes(again, '2026-10-09'), no(one, '2026-10-12')];
    expect(seats([one, again], decisions, null)).toEqual([['revoked', 'waiting for Advisor'], ['Q1']]);
  });
  it('keeps no place for a request whose hub is not confirmed from those that can be approved (Q2, Q3)', () => {
    const hubless = seat('R-1', 'School 1', { payee: '' });
    expect(seats([hubless, two, three], [], 1)[0]).toEqual([
      'waiting for training hub',
      'waiting for Advisor',
      'waiting list 1',
    ]);
    expect(seats([hubless, two], [yes(two, '2026-10-08')], 1)[0]).toEqual(['waiting list 1', 'approved']);
  });
  it('keeps the place of a request that is stale (Q3)', () => {
    const changed = { ...one, purpose: 'Another' };
    expect(seats([changed, two], [yes(one, '2026-10-08')], 1)[0]).toEqual([
      'stale: purpose “Planning day” → “Another”',
      'waiting list 1',
    ]);
  });
  it('funds one PSQM a school: the first that is approved (Q1)', () => {
    const again = seat('R-2', 'School 1');
    const stopped = expect.stringMatching(
      /^not allowed: School 1 has a funded place already, by request R-1\. \(Q1\)$/,
    );
    expect(seats([one, again], [yes(one, '2026-10-08')], null)).toEqual([['approved', stopped], []]);
    const both = [yes(again, '2026-10-09'), yes(one, '2026-10-08')];
    expect(seats([one, again], both, null)).toEqual([['approved', stopped], ['Q1']]);
  });
  it('an approval that a place of the school keeps from counting never counted, on any day (Q1)', () => {
    const again = seat('R-2', 'School 1');
    const decisions = [yes(one, '2026-10-08'), yes(again, '2026-10-09')];
    const { stateOn } = statesOf({ requests: [one, again], decisions });
    expect([0, 1].map((row) => stateOn(row, day('2026-10-20')).name)).toEqual(['approved', 'waiting']);
  });
  const withFirst = (first: Row) =>
    flags({ requests: [first, ask(2), ask(3)], decisions: [approval(ask(1))] }, AS_AT, places(2));
  it.each([
    ['approved', {}, /^approved$/],
    ['stale', { purpose: 'Another year' }, /^stale: purpose/],
  ])('a request that is %s keeps its place (Q3)', (_what, more, expected) => {
    const [first, ...others] = withFirst({ ...ask(1), ...more });
    expect(first).toMatch(expected);
    expect(others).toEqual(['waiting for Advisor', 'waiting list 1']);
  });
  it('a request that was withdrawn does not (Q3)', () =>
    expect(withFirst({ ...ask(1), withdrawnOn: '2026-10-20' })).toEqual([
      'withdrawn',
      'waiting for Advisor',
      'waiting for Advisor',
    ]));
});

describe('how many places are given and wanted (F10, Q3)', () => {
  const count = (tabs: Tabs, value: number | null = 2, asAt = AS_AT, year = 2026) => {
    const settings = places(value);
    const states = statesOf(tabs, asAt, settings);
    const { requests } = read(tabs);
    return psqmPlaces({ requests, states }, settings, year, day(asAt));
  };
  const requests = [...queue, ask(4, { withdrawnOn: '2026-10-20' })];
  const decisions = [approval(queue[1]!)];

  it('counts who has a place and who waits, those with a place first', () => {
    const found = count({ requests, decisions });
    expect(found).toMatchObject({ year: 2026, places: 2, given: 1, left: 1, waiting: 2 });
    expect(found.requests.map(({ id }) => id)).toEqual(['R-2', 'R-1', 'R-3']);
  });
  it('counts only what was asked by the day, in the year', () => {
    expect(count({ requests, decisions }, 2, '2026-10-02')).toMatchObject({ given: 0, waiting: 2 });
    expect(count({ requests, decisions }, 2, AS_AT, 2025)).toMatchObject({ given: 0, waiting: 0, requests: [] });
  });
  it('does not know how many are left while it is not set how many there are', () =>
    expect(count({ requests, decisions }, null)).toMatchObject({ places: Number.NaN, left: Number.NaN, given: 1 }));
  it('counts a place with the year it was given in, and who waits in every year since (Q3)', () => {
    const late = approval(queue[1]!, { decidedAt: '2027-09-08T10:00:00Z' });
    const asked = { requests: queue, decisions: [approval(queue[0]!), late] };
    expect(count(asked, 1, '2027-09-10', 2026)).toMatchObject({ given: 1, left: 0, waiting: 1 });
    expect(count(asked, 1, '2027-09-10', 2027)).toMatchObject({ given: 1, left: 0, waiting: 1 });
  });
});

describe('places from year to year (Q3)', () => {
  const next = ask(5, { askedOn: '2027-09-05' });
  const requests = [next, ask(1), ask(2), ask(3)];
  const [first] = queue;
  const given = approval(first!);
  const inAll = (value: number) => parameters(set('psqm.places', value), set('psqm.placesFor', 0));
  const on = '2027-09-10';

  it('who waits keeps the place in the list: an older request goes before a newer one', () => {
    expect(flags({ requests, decisions: [given] }, '2027-08-31', places(1)).slice(2)).toEqual([
      'waiting list 1',
      'waiting list 2',
    ]);
    expect(flags({ requests, decisions: [given] }, on, places(1)).filter((_, row) => row !== 1)).toEqual([
      'waiting list 2',
      'waiting for Advisor',
      'waiting list 1',
    ]);
  });
  it('a place counts with the year it was given in, whenever it was asked for', () => {
    const late = approval(ask(2), { decidedAt: '2027-09-08T10:00:00Z' });
    expect(flags({ requests, decisions: [given, late] }, on, places(1)).filter((_, row) => row !== 1)).toEqual([
      'waiting list 2',
      'approved',
      'waiting list 1',
    ]);
  });
  it('an approval while no place was free does not come to life with the next year', () => {
    const early = approval(ask(2), { decidedAt: '2026-10-21T10:00:00Z' });
    const { states, ignored } = statesOf({ requests, decisions: [given, early] }, on, places(1));
    expect(states.map(flagText)[2]).toBe('waiting for Advisor');
    expect(ignored.map(({ because }) => because.message)).toEqual(['No place was left: there are 1.']);
  });
  it('places of the whole project do not come anew each year', () => {
    const late = approval(ask(2), { decidedAt: '2027-09-08T10:00:00Z' });
    expect(flags({ requests, decisions: [given] }, on, inAll(1)).filter((_, row) => row !== 1)).toEqual([
      'waiting list 3',
      'waiting list 1',
      'waiting list 2',
    ]);
    expect(flags({ requests, decisions: [given, late] }, on, inAll(2)).filter((_, row) => row !== 1)).toEqual([
      'waiting list 2',
      'approved',
      'waiting list 1',
    ]);
  });
  it('the whole project’s places are counted in every year, with what was given before', () => {
    const tabs = { requests, decisions: [given] };
    const counted = (year: number) =>
      psqmPlaces({ requests: read(tabs).requests, states: statesOf(tabs, on, inAll(4)) }, inAll(4), year, day(on));
    expect(counted(2026)).toMatchObject({ given: 1, left: 3, waiting: 2 });
    expect(counted(2027)).toMatchObject({ given: 1, left: 3, waiting: 3 });
  });
  it('nobody waits while it is not set for how long the places are', () =>
    expect(flags({ requests: queue }, AS_AT, parameters(set('psqm.places', 0), set('psqm.placesFor', null)))).toEqual(
      queue.map(() => 'waiting for Advisor'),
    ));
});
