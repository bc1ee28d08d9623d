import type { RecordedPerson } from '../../../src/rules/basics/recorded-rights';
import type { Confirming, Waiting } from '../../../src/rules/requests/rights-changes';
import {
  broughtForward,
  confirmerOf,
  mayConfirm,
  personChange,
  rowText,
  waitingIn,
} from '../../../src/rules/requests/rights-changes';
import { bookWith, recordedOf, type Tabs } from '../../support/recorded-cases';
import { CLUSTERS, day, MEMBERSHIP, PEOPLE, type Row, SCHOOLS } from '../../support/rules-tables';

const TODAY = day('2026-11-24');
const [DIRECTOR, ADVISOR] = ['director@example.org', 'advisor@example.org'];

const changed = (rows: readonly Row[], index: number, more: Row): Row[] =>
  rows.map((row, at) => (at === index ? { ...row, ...more } : row));
const without = (rows: readonly Row[], index: number): Row[] => rows.filter((_, at) => at !== index);
const typed = (more: Row): Tabs => ({ people: [...PEOPLE, { name: 'By hand', email: 'new@example.org', ...more }] });

const someone = (more: Partial<Confirming>): Confirming => ({
  email: 'owner@example.org',
  isDirector: false,
  isAdvisor: false,
  isOwner: () => false,
  ...more,
});
const OWNER = someone({ isOwner: () => true });
const THE_DIRECTOR = someone({ email: DIRECTOR, isDirector: true });
const THE_ADVISOR = someone({ email: ADVISOR, isAdvisor: true });

/** Who may confirm the only change that waits. */
function confirmers(now: Tabs, recorded = recordedOf()): string {
  const waiting: Waiting[] = waitingIn(bookWith(now, recorded), TODAY);
  expect(waiting).toHaveLength(1);
  const [change] = waiting;
  const may = { Director: THE_DIRECTOR, Advisor: THE_ADVISOR, owner: OWNER };
  const found = Object.entries(may).filter(([, me]) => mayConfirm(recorded, change!, me, TODAY));
  const says = change!.finding(confirmerOf(recorded, change!, TODAY)).message;
  return `${change!.what} – ${found.map(([name]) => name).join(', ')} – ${/until (.*?) confirms/.exec(says)?.[1] ?? 'nobody'}`;
}

describe('what was typed by hand waits (A3)', () => {
  it('is nothing in what was recorded', () => {
    expect(waitingIn(bookWith({}), TODAY)).toEqual([]);
    expect(waitingIn(bookWith(typed({ role: 'Director' }), null), TODAY)).toEqual([]);
  });

  it.each<[string, Tabs, string]>([
    ['a Director', typed({ role: 'Director' }), 'new@example.org as Director – Director – the Director'],
    ['an Advisor', typed({ role: 'Advisor' }), 'new@example.org as Advisor – Director – the Director'],
    [
      'a substitute',
      typed({ role: 'Advisor', standsInFor: ADVISOR, to: '2026-12-31' }),
      'new@example.org in place of advisor@example.org from … to 2026-12-31 – Director – the Director',
    ],
    [
      'a teacher',
      typed({ role: 'Science lead', school: 'School 2' }),
      'new@example.org as Science lead (School 2) – Director, Advisor – the Director or the Advisor',
    ],
    [
      'the Advisor’s school',
      { people: changed(PEOPLE, 1, { school: '' }) },
      'advisor@example.org as Advisor, recorded so far: advisor@example.org as Advisor (School 6) – Director – the Director',
    ],
    [
      'a school of the Director’s',
      { people: [...PEOPLE, { name: 'D', email: DIRECTOR, role: 'Science lead', school: 'School 1' }] },
      'director@example.org as Science lead (School 1) – Advisor – the Advisor',
    ],
    [
      'the Director, gone',
      { people: without(PEOPLE, 0) },
      'director@example.org as Director: no longer – Director, Advisor – the Advisor',
    ],
    [
      'the spell of the Advisor’s school',
      { membership: without(MEMBERSHIP, 5) },
      'School 6 in South Cluster: as Membership has it – Director – the Director',
    ],
    [
      'a cluster under another name',
      { clusters: changed(CLUSTERS, 0, { name: 'West' }) },
      'C-1 is West, before North Cluster – Director – the Director',
    ],
    [
      'a new cluster',
      { clusters: [...CLUSTERS, { id: 'C-3', name: 'East' }] },
      'C-3 is East – Director – the Director',
    ],
    [
      'a school under another name',
      { schools: changed(SCHOOLS, 0, { name: 'Hill School' }) },
      'S-1 is Hill School, before School 1 – Director – the Director',
    ],
  ])('%s', (_, now, expected) => {
    // A cluster or school that tabs name as it was called before keeps that name as an alias.
    const tabs = JSON.parse(JSON.stringify(now)) as Tabs;
    const aliased: Tabs = {
      ...now,
      ...(tabs.clusters ? { clusters: changed(now.clusters!, 0, { aliases: 'North Cluster' }) } : {}),
      ...(tabs.schools ? { schools: changed(now.schools!, 0, { aliases: 'School 1' }) } : {}),
    };
    expect(confirmers(aliased)).toBe(expected);
  });

  it('is not a row whose time is over, unless it was recorded as running', () => {
    expect(waitingIn(bookWith(typed({ role: 'Director', to: '2026-11-23' })), TODAY)).toEqual([]);
    expect(waitingIn(bookWith({ people: changed(PEOPLE, 1, { to: '2026-11-23' }) }), TODAY)).toMatchObject([
      { row: 1 },
    ]);
  });

  it('is not a spell of a school that no decider belongs to, nor one that ended', () => {
    expect(waitingIn(bookWith({ membership: without(MEMBERSHIP, 0) }), TODAY)).toEqual([]);
    const ended = recordedOf({ membership: changed(MEMBERSHIP, 5, { to: '2026-10-01' }) });
    expect(waitingIn(bookWith({ membership: without(MEMBERSHIP, 5) }, ended), TODAY)).toEqual([]);
  });
});

describe('what a row of People gives in place of the one before (A3)', () => {
  const ROW: RecordedPerson = {
    email: 'new@example.org',
    role: 'Cluster lead',
    cluster: null,
    school: null,
    from: null,
    to: null,
    standsInFor: null,
  };
  const LEAD = { ...ROW, cluster: 'C-1', school: 'S-1', from: day('2026-09-01'), to: day('2027-08-31') };
  const change = (before: RecordedPerson | null, after: RecordedPerson | null) =>
    personChange(recordedOf(), after, before === null ? [] : [before], TODAY);
  type More = Partial<RecordedPerson>;

  it.each<[string, More]>([
    ['the same', {}],
    ['a later first day', { from: day('2026-10-01') }],
    ['an earlier last day, once it is over', { to: day('2027-08-31') }],
  ])('nothing, where it is %s', (_what, more) =>
    expect(change(LEAD, { ...LEAD, ...more })).toMatchObject({ gains: [], unties: false }),
  );

  it.each<[string, More, boolean]>([
    ['an earlier first day', { from: day('2026-08-31') }, false],
    ['no first day', { from: null }, false],
    ['a later last day', { to: day('2027-09-01') }, false],
    ['no last day', { to: null }, false],
    ['another role', { role: 'Finance' }, false],
    ['somebody to stand in for', { standsInFor: 'x@example.org' }, false],
    ['another cluster', { cluster: 'C-2' }, true],
    ['another school', { school: 'S-2' }, true],
    ['no school any more', { school: null }, true],
    ['no cluster any more', { cluster: null }, true],
    ['an earlier last day, which ends a conflict', { to: day('2027-08-30') }, true],
    ['a first day after today, which puts a conflict off', { from: day('2026-11-25') }, true],
  ])('something, where it is %s', (_what, more, unties) =>
    expect(change(LEAD, { ...LEAD, ...more })).toMatchObject({ gains: ['new@example.org'], unties }),
  );

  it('to both, where the row becomes another person’s, and a right where there was none', () => {
    expect(change(LEAD, { ...LEAD, email: 'other@example.org' }).gains).toEqual([
      'new@example.org',
      'other@example.org',
    ]);
    expect(change(null, LEAD)).toMatchObject({ gains: ['new@example.org'], unties: false, weighs: false });
  });

  it.each<[string, RecordedPerson | null, string[], boolean]>([
    ['of a school or a cluster, which takes a conflict with it', LEAD, ['new@example.org'], true],
    ['of neither', ROW, [], false],
  ])('nobody any more: one %s', (_what, before, gains, unties) =>
    expect(change(before, null)).toMatchObject({ gains, unties, weighs: false }),
  );

  it.each<[string, More, boolean]>([
    ['is as it was', {}, false],
    ['begins today', { from: TODAY }, false],
    ['begins tomorrow', { from: day('2026-11-25') }, true],
    ['ends some day', { to: day('2030-01-01') }, true],
    ['is the Advisor now', { role: 'Advisor' }, true],
    ['only stands in for one', { standsInFor: 'x@example.org' }, true],
    ['is somebody else', { email: 'other@example.org' }, true],
  ])('ends a Director who %s: said', (_what, more, ends) => {
    const director = { ...ROW, role: 'Director' } as const;
    expect(change(director, { ...director, ...more })).toMatchObject({ endsDirector: ends, weighs: true });
    expect(change({ ...director, standsInFor: 'x@example.org' }, null).endsDirector).toBe(false);
    expect(change({ ...director, to: day('2026-12-31') }, { ...director, to: day('2026-12-31') }).endsDirector).toBe(
      false,
    );
    expect(change({ ...director, to: day('2026-12-31') }, { ...director, to: day('2026-12-30') }).endsDirector).toBe(
      true,
    );
  });

  it('is recorded in place of it, and everybody else stays', () => {
    const recorded = { ...recordedOf(), people: [...recordedOf().people, LEAD] };
    const after = { ...LEAD, to: null };
    expect(personChange(recorded, after, [LEAD], TODAY).confirmed(recorded).people).toEqual([
      ...recordedOf().people,
      after,
    ]);
    expect(personChange(recorded, null, [LEAD], TODAY).confirmed(recorded).people).toEqual(recordedOf().people);
  });

  it.each<[string, More, string]>([
    ['alone', {}, 'new@example.org as Cluster lead'],
    [
      'with both places',
      { school: 'S-1', cluster: 'C-1' },
      'new@example.org as Cluster lead (School 1, North Cluster)',
    ],
    [
      'with places that have no name',
      { school: 'S-99', cluster: 'C-99' },
      'new@example.org as Cluster lead (S-99, C-99)',
    ],
    ['from a day', { from: day('2026-09-01') }, 'new@example.org as Cluster lead from 2026-09-01 to …'],
    ['to a day', { to: day('2026-09-01') }, 'new@example.org as Cluster lead from … to 2026-09-01'],
    ['in place of somebody', { standsInFor: 'x@example.org' }, 'new@example.org in place of x@example.org'],
  ])('is told in one line: %s', (_what, more, text) => {
    const { schools, ...recorded } = recordedOf();
    expect(rowText({ ...recorded, schools: new Map([...schools, ['S-1', 'School 1']]) }, { ...ROW, ...more })).toBe(
      text,
    );
  });
});

describe('the owner, until there is a Director (A3)', () => {
  const noDirector = recordedOf({ people: without(PEOPLE, 0) });

  it('confirms the first one', () => {
    expect(confirmers({}, noDirector)).toBe('director@example.org as Director – owner – the owner of the file');
  });

  it('confirms not that their own conflict is gone', () => {
    const people = changed(without(PEOPLE, 0), 0, { school: '' });
    const [change] = waitingIn(bookWith({ people }, noDirector), TODAY);
    const ownsIt = someone({ email: ADVISOR, isAdvisor: true, isOwner: () => true });
    expect(mayConfirm(noDirector, change!, ownsIt, TODAY)).toBe(false);
    expect(mayConfirm(noDirector, change!, OWNER, TODAY)).toBe(true);
  });

  it('takes two to put somebody in the Director’s place: an Advisor who owns the file ends no Director', () => {
    const recorded = recordedOf();
    const [change] = waitingIn(bookWith({ people: without(PEOPLE, 0) }), TODAY);
    const ownsIt = someone({ email: ADVISOR, isAdvisor: true, isOwner: () => true });
    expect(mayConfirm(recorded, change!, ownsIt, TODAY)).toBe(false);
    expect(mayConfirm(recorded, change!, OWNER, TODAY)).toBe(false);
  });
});

it('is another Director where there are two, never the one who gains (A3)', () => {
  const second = { name: 'Dee', email: 'dee@example.org', role: 'Director', school: 'School 1' };
  const recorded = recordedOf({ people: [...PEOPLE, second] });
  const [change] = waitingIn(bookWith({ people: [...PEOPLE, { ...second, school: '' }] }, recorded), TODAY);
  const dee = someone({ email: 'dee@example.org', isDirector: true });
  expect(mayConfirm(recorded, change!, dee, TODAY)).toBe(false);
  expect(mayConfirm(recorded, change!, THE_DIRECTOR, TODAY)).toBe(true);
  expect(mayConfirm(recorded, change!, THE_ADVISOR, TODAY)).toBe(false);
});

describe('confirming (A3)', () => {
  it('records the row in place of the one before', () => {
    const now = { people: changed(PEOPLE, 1, { school: 'School 7' }) };
    const recorded = recordedOf();
    const [change] = waitingIn(bookWith(now), TODAY);
    const after = change!.confirmed(recorded);
    expect(after.people.filter(({ email }) => email === ADVISOR)).toMatchObject([{ school: 'S-7' }]);
    expect(waitingIn(bookWith(now, after), TODAY)).toEqual([]);
  });

  it('records the spell as it is', () => {
    const now = { membership: changed(MEMBERSHIP, 5, { to: '2026-12-31' }) };
    const [change] = waitingIn(bookWith(now), TODAY);
    const after = change!.confirmed(recordedOf());
    expect(after.spells).toEqual([{ school: 'S-6', cluster: 'C-2', from: day('2020-09-01'), to: day('2026-12-31') }]);
  });
});

describe('what nobody has to confirm is brought forward (A3)', () => {
  const forward = (people: readonly Row[], recorded = recordedOf()) =>
    broughtForward(recorded, bookWith({ people }, recorded), TODAY);

  it('is nothing where all is as it was recorded', () => {
    const recorded = recordedOf();
    expect(forward(PEOPLE, recorded)).toBe(recorded);
  });

  it('is an end that gives nothing: blanked again, it is a right that waits', () => {
    const lead = { name: 'F', email: 'fin@example.org', role: 'Finance' };
    const recorded = recordedOf({ people: [...PEOPLE, lead] });
    const after = forward([...PEOPLE, { ...lead, to: '2026-11-24' }], recorded);
    expect(after.people[4]).toMatchObject({ email: 'fin@example.org', to: TODAY });
    expect(waitingIn(bookWith({ people: [...PEOPLE, lead] }, after), TODAY)).toHaveLength(1);
  });

  it('is not an end of the Director, nor one that takes a conflict away', () => {
    const recorded = recordedOf();
    const ended = PEOPLE.map((row, index) => (index < 2 ? { ...row, to: '2026-11-24' } : row));
    expect(forward(ended, recorded)).toBe(recorded);
  });

  it('forgets who is not in People any more and whose time is over', () => {
    const recorded = recordedOf({ people: changed(PEOPLE, 3, { to: '2026-11-23' }) });
    expect(forward(without(PEOPLE, 3), recorded).people).toHaveLength(3);
    expect(forward(changed(PEOPLE, 3, { to: '2026-11-23' }), recorded).people).toHaveLength(4);
  });
});
