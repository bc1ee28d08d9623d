import { recordReview, reviewForm } from '../../src/actions/record-review';
import { ADVISOR, DIRECTOR, done, LEAD, open } from '../support/action-cases';
import { meeting, type Tabs } from '../support/builders';
import type { FakeWorkbook } from '../support/fake-world';
import { day } from '../support/rules-tables';
import { token } from '../support/tracker';

const CLUSTERS = [{ id: 'C-1', name: 'North Cluster', leadSchool: 'School 1', agreementStart: '2025-09-01' }];
const book = (more: Tabs = {}) => open([], { clusters: CLUSTERS, ...NORTH_ONLY, ...more });
const NORTH_ONLY: Tabs = {
  membership: [1, 2, 3].map((n) => ({
    id: `MB-${n}`,
    cluster: 'North Cluster',
    school: `School ${n}`,
    from: '2020-09-01',
  })),
  people: [
    { name: 'Dana Director', email: DIRECTOR, role: 'Director' },
    { name: 'Ari Advisor', email: ADVISOR, role: 'Advisor' },
    { name: 'Nell North', email: LEAD, role: 'Cluster lead', cluster: 'North Cluster' },
  ],
};
const sent = (more: object = {}) => ({
  token: token(),
  what: 'review',
  cluster: 'C-1',
  year: '2025/26',
  heldOn: '2026-07-07',
  ...more,
});
const rows = (of: FakeWorkbook) => of.tables().get('reviews').rows;
const shownOf = (own: FakeWorkbook) => done(reviewForm(own.as(ADVISOR))).rows[0]!.shown;

describe('a review that was held (G1, G3)', () => {
  it('is written, and says what is not there yet for the next stage', () => {
    const own = book();
    expect(done(recordReview(own.as(ADVISOR), sent()))).toMatchObject({
      message: 'Recorded: North Cluster, 2025/26, review held 7 Jul 2026.',
      next: 'Not there yet for the next stage: review of year 2 (2026/27), report, application.',
    });
    expect(rows(own)).toMatchObject([{ cluster: 0, year: 2025, heldOn: day('2026-07-07'), reportReceived: null }]);
    expect(own.lastLine()).toMatchObject({ action: 'Record a review', who: ADVISOR });
  });

  it('has one row a cluster and year: what comes later completes it', () => {
    const own = book();
    done(recordReview(own.as(ADVISOR), sent()));
    const more = sent({ reportReceived: '2026-07-20', shown: shownOf(own) });
    expect(done(recordReview(own.as(DIRECTOR), more)).message).toMatch(/report received 20 Jul 2026/);
    expect(rows(own)).toMatchObject([{ heldOn: day('2026-07-07'), reportReceived: day('2026-07-20') }]);
    expect(own.lastLine()).toMatchObject({
      what:
        'was: North Cluster, 2025/26, review held 7 Jul 2026; now: North Cluster, 2025/26, review held 7 Jul 2026, ' +
        'report received 20 Jul 2026',
    });
  });

  it('is not written over what somebody recorded meanwhile', () => {
    const own = book();
    done(recordReview(own.as(ADVISOR), sent()));
    expect(recordReview(own.as(DIRECTOR), sent({ heldOn: '2026-07-08' }))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/recorded since you opened the form/),
    });
    expect(rows(own)).toHaveLength(1);
  });

  it('is written once however often it is sent', () => {
    const own = book();
    const payload = sent();
    const first = done(recordReview(own.as(ADVISOR), payload));
    expect(recordReview(own.as(ADVISOR), payload)).toEqual({ ...first, undo: undefined });
    expect([rows(own).length, own.count('log')]).toEqual([1, 1]);
  });

  it('shows the checklist and what is recorded before anything is typed', () => {
    const reviews = [{ id: 'RV-1', cluster: 'North Cluster', year: '2025/26', heldOn: '2026-07-07', notes: 'Good' }];
    const { clusters, rows: known } = done(reviewForm(book({ reviews }).as(ADVISOR)));
    expect(clusters[0]).toMatchObject({
      stage: 'year 2',
      missing: 'nothing yet',
      steps: [{ what: 'review of year 1 (2025/26)', stands: '7 Jul 2026' }, {}, {}, {}, {}],
    });
    expect(known[0]).toMatchObject({
      cluster: 'C-1',
      year: '2025/26',
      heldOn: '2026-07-07',
      notes: 'Good',
      school: '',
    });
  });
});

describe('an outcome (G3)', () => {
  const OUTCOME = { heldOn: null, appliedOn: '2026-10-01', outcome: 'Accepted' };

  it('that accepts while steps are missing is asked about first: only the Director lets it pass', () => {
    const own = book();
    const payload = sent(OUTCOME);
    expect(recordReview(own.as(ADVISOR), payload)).toMatchObject({
      ok: false,
      confirm: true,
      findings: [{ rule: 'G3', severity: 'warn' }],
    });
    expect(recordReview(own.as(ADVISOR), { ...payload, confirmed: true })).toMatchObject({
      ok: true,
      next: expect.stringMatching(/^Not there yet/),
    });
  });

  it('passes once all of it is there', () => {
    const reviews = [
      { id: 'RV-1', cluster: 'North Cluster', year: '2025/26', heldOn: '2026-07-07', reportReceived: '2026-07-01' },
      { id: 'RV-2', cluster: 'North Cluster', year: '2026/27', heldOn: '2026-11-01', appliedOn: '2026-11-02' },
    ];
    const own = book({ reviews });
    const { rows: known } = done(reviewForm(own.as(ADVISOR)));
    const { shown } = known.find(({ year }) => year === '2026/27')!;
    const payload = sent({
      year: '2026/27',
      heldOn: '2026-11-01',
      appliedOn: '2026-11-02',
      outcome: 'Accepted',
      shown,
    });
    expect(done(recordReview(own.as(ADVISOR), payload)).next).toBe(
      'Everything is there, and it passes to the next stage.',
    );
  });

  it('of a school that applies for itself has a row of its own', () => {
    const own = book();
    done(recordReview(own.as(ADVISOR), sent()));
    done(recordReview(own.as(ADVISOR), sent({ ...OUTCOME, outcome: 'Declined', school: 'S-2' })));
    expect(rows(own).map(({ school, outcome }) => [school, outcome])).toEqual([
      [null, null],
      [1, 'Declined'],
    ]);
  });
});

describe('the Advisor’s meeting with a lead (G2)', () => {
  const met = (more: object = {}) => ({ token: token(), what: 'meeting', cluster: 'C-1', on: '2026-11-20', ...more });

  it('is a meeting of its own kind, once', () => {
    const own = book();
    const payload = met({ notes: 'How it goes' });
    const first = done(recordReview(own.as(ADVISOR), payload));
    expect(first.message).toBe(`Recorded: the Advisor met the lead of North Cluster on 20 Nov 2026 (${first.id}).`);
    expect(recordReview(own.as(ADVISOR), payload)).toEqual({ ...first, undo: undefined });
    const meetings = own.tables().get('meetings').rows;
    expect(meetings).toMatchObject([{ kind: 'Advisor', status: 'Held', cluster: 0 }]);
    expect(rows(own)).toEqual([]);
  });

  it('is asked about where one is recorded of that day (M4)', () => {
    const own = book({ meetings: [meeting('M-1', '2026-11-20', { kind: 'Advisor' })] });
    const payload = met();
    expect(recordReview(own.as(ADVISOR), payload)).toMatchObject({ confirm: true, findings: [{ rule: 'M4' }] });
    expect(recordReview(own.as(ADVISOR), { ...payload, confirmed: true })).toMatchObject({ ok: true });
  });
});

it('is the Advisor’s and the Director’s, which a lead reads on opening', () => {
  const own = book();
  expect(reviewForm(own.as(LEAD))).toMatchObject({
    ok: false,
    message:
      'This is not yours to do: you do not record reviews and reports. Dana Director (Director) or Ari Advisor ' +
      '(Advisor) can do it. A lead records a meeting with the Advisor in Clusters ▸ Record ▸ A meeting.',
  });
  expect(recordReview(own.as(LEAD), sent())).toMatchObject({ ok: false });
});

it.each<[string, object, string[]]>([
  ['nothing at all', { heldOn: null }, ['heldOn']],
  ['an outcome without an application', { outcome: 'Accepted' }, ['appliedOn']],
  ['what is still to come', { heldOn: '2026-12-01', reportReceived: '2026-12-02' }, ['heldOn', 'reportReceived']],
  ['no year', { year: null }, ['year']],
  ['a school of another cluster', { school: 'S-6', heldOn: null, appliedOn: '2026-10-01' }, ['school']],
  ['a review of a single school', { school: 'S-2' }, ['heldOn']],
  ['no date of the Advisor’s meeting', { what: 'meeting' }, ['on']],
])('is refused with %s, at its fields', (_, more, fields) => {
  const own = book();
  const refused = recordReview(own.as(ADVISOR), sent(more)) as { problems?: { field: string }[] };
  expect(refused.problems?.map(({ field }) => field)).toEqual(fields);
  expect(rows(own)).toEqual([]);
});
