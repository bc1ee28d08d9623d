import type { Explanation } from '../../../src/rules/figures/explanation';
import { AS_AT, NORTH, parameters, set, type Tabs } from '../../support/builders';
import { CLUSTERS, type Row } from '../../support/rules-tables';
import { ask, changeBy, iso, numberIn } from '../../support/why';
import { firstInAutumn } from '../../support/why-cases';

describe('the change named for an agreement (P8)', () => {
  it.each([
    [
      'North Cluster',
      'Agreement',
      'year 1, to 31 Aug 2028',
      'P8',
      'In 281 days, on 1 Sep 2027: “year 2, to 31 Aug 2028”. Agreement start 85 days later: “starts 25 Nov 2026”.',
    ],
  ])('%s, %s is %s by %s: %s', (name, figure, answer, rule, change) => {
    expect(firstInAutumn(name, figure)).toEqual([answer, rule, change]);
  });
  it('names by how many days the agreement would have to move; one day less does not do (F6, P8)', () => {
    const starts = (days: number): Tabs => ({
      clusters: CLUSTERS.map((row) => ({ ...row, agreementStart: iso('2026-09-01', days) })),
    });
    const support = `${NORTH}: Lead support: 2026/27`;
    const moved = changeBy('F6', ask(support, 'Entitled'));
    const [days, sign] = [numberIn(moved, /Agreement start (\d+) days?/), moved.includes('later') ? 1 : -1];
    expect(ask(support, 'Entitled', starts(sign * days)).answer).toBe('£0.00');
    expect(ask(support, 'Entitled', starts(sign * (days - 1))).answer).toBe('£300.00');

    const standing = changeBy('P8', ask(NORTH, 'Agreement'));
    const later = numberIn(standing, /Agreement start (\d+) days later/);
    expect(ask(NORTH, 'Agreement', starts(later)).answer).toMatch(/^starts /);
    expect(ask(NORTH, 'Agreement', starts(later - 1)).answer).toMatch(/^year 1/);
    const inDays = numberIn(standing, /^In (\d+) days/);
    expect(ask(NORTH, 'Agreement', {}, iso(AS_AT, inDays)).answer).toMatch(/^year 2/);
    expect(ask(NORTH, 'Agreement', {}, iso(AS_AT, inDays - 1)).answer).toMatch(/^year 1/);
    expect(ask(NORTH, 'Agreement end', starts(1)).answer).toBe('1 Sep 2028');
    expect(changeBy('P8', ask(NORTH, 'Agreement end'))).toBe('Agreement start 1 day later: it ends on 1 Sep 2028.');
  });
});

describe('an agreement of which something is not known (P8)', () => {
  const clusters = CLUSTERS.map((row) => ({ ...row, agreementStart: '' }));
  const NO_START = 'Agreement start: not entered in the Clusters tab';
  const unset = parameters(set('agreement.years', null));
  const byP8 = ({ reasons }: Explanation) => reasons.find(({ rule }) => rule === 'P8')!;

  it.each(['Agreement', 'Agreement end'])('asks for the start, where none is entered: %s', (figure) => {
    const found = ask(NORTH, figure, { clusters });
    expect(found.answer).toBe('start not entered');
    expect(byP8(found).inputs[0]).toBe(NO_START);
    expect(byP8(found).change).toMatch(/^Enter the day in Agreement start/);
  });
  it('asks for it for the stage too', () => {
    const found = ask(NORTH, 'Stage', { clusters });
    expect([byP8(found).inputs, byP8(found).change]).toEqual([[NO_START], expect.stringMatching(/^Enter the day in/)]);
  });
  it('ends on no day while it is not set for how many years it runs', () => {
    const found = ask(NORTH, 'Agreement end', {}, AS_AT, unset);
    expect(found.answer).toBe('not set');
    expect(byP8(found)).toMatchObject({ change: 'Enter agreement.years in Settings.' });
    expect(byP8(found).inputs.join()).not.toContain('It ends on');
    expect(byP8(ask(NORTH, 'Agreement end')).inputs).toContain('It ends on 31 Aug 2028');
  });
  it('says when the stage changes by itself', () =>
    expect(byP8(ask(NORTH, 'Stage')).change).toMatch(/^In \d+ days, on 1 Sep 202[78]: “/));
});

describe('the change named for the next stage (G3)', () => {
  const review = (year: string, more: Row = {}): Row => ({ cluster: NORTH, year, ...more });
  const held = [review('2026/27', { heldOn: '2027-07-05' }), review('2027/28', { heldOn: '2028-07-05' })];
  const missing = (reviews: Row[], asAt: string) => ask(NORTH, 'Missing', { reviews }, asAt);

  it('names the first step that is missing, not one that is not due yet', () => {
    const asAt = '2028-06-30'; // the second review is due on 20 July
    const first = held.slice(0, 1);
    const found = missing(first, asAt);
    expect([found.answer, changeBy('G3', found)]).toEqual([
      'report, application, outcome',
      'Enter the report in the Reviews tab.',
    ]);
    expect(missing([...first, review('2027/28', { reportReceived: '2028-06-20' })], asAt).answer).toBe(
      'application, outcome',
    );
    expect(missing([...held, review('2027/28')], asAt).answer).toBe(found.answer);
  });
  it('says from which day the next is missing, where none is; without a start, to enter it', () => {
    const found = missing([], AS_AT);
    expect([found.answer, changeBy('G3', found)]).toEqual([
      'nothing yet',
      'The review of year 1 (2026/27) is missing from 20 Jul 2027.',
    ]);
    expect(missing([], '2027-07-19').answer).toBe('nothing yet');
    expect(missing([], '2027-07-20').answer).toBe('review of year 1 (2026/27)');
    const clusters = CLUSTERS.map((row) => ({ ...row, agreementStart: '' }));
    for (const figure of ['Missing', 'Report', 'Outcome'])
      expect(changeBy('G3', ask(NORTH, figure, { clusters }))).toMatch(/^Enter the day in Agreement start/);
    expect(changeBy('G3', missing([...held, review('2027/28', ALL_DONE)], '2028-08-01'))).toMatch(/taken out/);
  });
  const ALL_DONE = { reportReceived: '2028-07-06', appliedOn: '2028-07-07', outcome: 'Accepted' };
  it('an outcome without an application: both, and with them it is there', () => {
    const outcome = (more: Row) => ask(NORTH, 'Outcome', { reviews: [...held, review('2027/28', more)] }, '2028-08-01');
    expect(changeBy('G3', outcome({}))).toBe(
      'Enter the outcome in the Reviews tab, with the day of the application in Applied on.',
    );
    expect(outcome({ outcome: 'Accepted' }).answer).toBe('missing');
    expect(outcome({ outcome: 'Accepted', appliedOn: '2028-07-07' }).answer).toBe('Accepted');
    expect(changeBy('G3', outcome({ appliedOn: '2028-07-07' }))).toBe('Enter the outcome in the Reviews tab.');
  });
  it.each(['', '2028-08-02'])('an outcome without the day of its application, "%s": that day', (appliedOn) => {
    const asAt = '2028-08-01';
    const reviews = (day: string) => [...held, review('2027/28', { ...ALL_DONE, appliedOn: day })];
    const outcome = (day: string) => ask(NORTH, 'Outcome', { reviews: reviews(day) }, asAt);
    expect(outcome(appliedOn).answer).toBe('missing');
    expect(changeBy('G3', outcome(appliedOn))).toBe(
      'Enter in Applied on, in the row of Reviews that says “Accepted”, a day of this agreement up to 1 Aug 2028.',
    );
    expect([outcome('2028-08-01').answer, missing(reviews('2028-08-01'), asAt).answer]).toEqual([
      'Accepted',
      'nothing',
    ]);
  });
});
