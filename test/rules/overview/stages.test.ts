import type { Setting } from '../../../src/rules/basics/parameters';
import { overview } from '../../../src/rules/overview/overview';
import {
  gateOf,
  missingText,
  nextStageOf,
  nextStages,
  reviewHeld,
  type Step,
  stageText,
  stepText,
} from '../../../src/rules/overview/stages';
import { requestStates } from '../../../src/rules/requests/replay';
import { ASKED, approval, NORTH, parameters, read, SOUTH, set } from '../../support/builders';
import { CLUSTERS, day, PROGRAMME, type Row, tables } from '../../support/rules-tables';

const clustersWith = (more: Row): Row[] => [{ ...CLUSTERS[0]!, ...more }, CLUSTERS[1]!];
const reviewOf = (more: Row): Row => ({ id: 'RV-1', cluster: NORTH, year: '2026/27', ...more });

describe('the stage of an agreement (P8)', () => {
  const { clusters } = read();
  it.each([
    ['2026-08-31', 'not started'],
    ['2026-09-01', 'year 1'],
    ['2027-08-31', 'year 1'],
    ['2027-09-01', 'year 2'],
    ['2028-08-31', 'year 2'],
    ['2028-09-01', 'ceased'],
  ])('on %s: %s (P8)', (asAt, expected) =>
    expect(stageText(clusters.at(0), parameters(), day(asAt), false)).toBe(expected),
  );
  it.each<[string, Row, string]>([
    ['Stage 4 before it passed', { stage: 'Stage 4' }, 'year 1'],
    ['ceased before its end', { stage: 'Ceased' }, 'ceased'],
    ['ceased without an agreement', { stage: 'Ceased', agreementStart: null }, 'ceased'],
    ['to be entered', { agreementStart: null }, 'start not entered'],
    ['at another stage', { stage: 'Stage 3' }, 'year 1'],
  ])('a cluster that is %s: %j, "%s" (P8)', (_what, more, expected) => {
    const cluster = read({ clusters: clustersWith(more) }).clusters.at(0);
    expect(stageText(cluster, parameters(), day('2026-11-24'), false)).toBe(expected);
  });
  it('is Stage 4, whatever its dates, once it has passed and that is entered (P8, G3)', () => {
    const text = (more: Row) => stageText(read({ clusters: clustersWith(more) }).clusters.at(0), parameters(), 0, true);
    expect([text({ stage: 'Stage 4', agreementStart: null }), text({})]).toEqual(['Stage 4', 'not started']);
  });
  it('is not set while it is not set how long agreements last, once it has begun (P8)', () => {
    const text = (asAt: string) =>
      stageText(clusters.at(0), parameters(set('agreement.years', null, 2020)), day(asAt), false);
    expect(['2026-08-31', '2026-09-01'].map(text)).toEqual(['not started', 'not set']);
  });
});

describe('the checklist to the next stage (G3)', () => {
  const stageOn = (asAt: string, reviews: Row[] = [], settings: Setting[] = [], clusters = CLUSTERS) => {
    const all = tables({ ...PROGRAMME, clusters, reviews });
    return nextStageOf(all.get('clusters').at(0), all.get('reviews'), parameters(...settings), day(asAt));
  };
  const done = (...given: Parameters<typeof stageOn>) =>
    Object.fromEntries(stageOn(...given).steps.map((step) => [step.what, step.done]));
  const REPORTED = reviewOf({ reportReceived: '2028-07-01', appliedOn: '2028-07-02', outcome: 'Accepted' });
  const REVIEWS = [
    { ...REPORTED, heldOn: '2027-07-01' },
    reviewOf({ id: 'RV-2', year: '2027/28', heldOn: '2028-07-03' }),
  ];

  it('has a review of each year, the report, the application and its outcome (G3)', () =>
    expect(done('2026-11-24')).toEqual({
      'review of year 1 (2026/27)': null,
      'review of year 2 (2027/28)': null,
      report: null,
      application: null,
      outcome: null,
    }));
  it('an agreement that begins after the meetings of a year has its first review in the next (G3)', () => {
    const stepsFrom = (agreementStart: string) =>
      stageOn('2028-11-24', [], [], clustersWith({ agreementStart })).steps.map(({ what }) => what);
    expect(stepsFrom('2027-07-20')[0]).toBe('review of year 1 (2026/27)');
    expect(stepsFrom('2027-07-21')[0]).toBe('review of year 1 (2027/28)');
  });
  it.each([
    ['2027-07-19', 'nothing yet'],
    ['2027-07-20', 'review of year 1 (2026/27)'],
    ['2028-06-01', 'review of year 1 (2026/27)'],
    ['2028-06-02', 'review of year 1 (2026/27), report, application, outcome'],
    ['2028-07-20', 'review of year 1 (2026/27), review of year 2 (2027/28), report, application, outcome'],
  ])('on %s, with nothing entered, this is missing: %s (G3)', (asAt, expected) =>
    expect(missingText(stageOn(asAt))).toBe(expected),
  );
  it('nothing is missing once all of it is there, and then the cluster is ready (G3)', () => {
    const all = stageOn('2028-08-01', REVIEWS);
    expect([missingText(all), all.ready]).toEqual(['nothing', true]);
    const early = stageOn('2028-07-02', REVIEWS);
    expect([missingText(early), early.ready]).toEqual(['nothing yet', false]);
    const without = stageOn('2028-08-01', [{ ...REVIEWS[0]!, outcome: null }, REVIEWS[1]!]);
    expect([missingText(without), without.ready]).toEqual(['outcome', false]);
  });
  it('of several days the first counts, and none before the agreement or after the day asked about (G3)', () => {
    const received = (...days: string[]) =>
      done(
        '2028-07-10',
        days.map((reportReceived, index) => reviewOf({ id: `RV-${index + 1}`, reportReceived })),
      )['report'];
    expect(received('2028-07-05', '2028-07-01')).toBe('1 Jul 2028');
    expect(received('2026-08-31')).toBeNull();
    expect(received('2028-07-10')).toBe('10 Jul 2028');
    expect(received('2028-07-11')).toBeNull();
  });
  it('of several applications the outcome of the latest counts, and none without an application (G3)', () => {
    const outcome = (...rows: Row[]) =>
      done(
        '2028-07-10',
        rows.map((row, index) => reviewOf({ id: `RV-${index + 1}`, ...row })),
      )['outcome'];
    const first = { appliedOn: '2028-07-01', outcome: 'Declined' };
    const second = { appliedOn: '2028-07-05', outcome: 'Accepted' };
    expect(outcome(first, second)).toBe('Accepted');
    expect(outcome(second, first)).toBe('Accepted');
    expect(outcome(first, { ...second, outcome: null })).toBe('Declined');
    expect(outcome({ ...second, appliedOn: null })).toBeNull();
    expect(outcome({ ...second, appliedOn: '2028-07-11' })).toBeNull();
  });
  it('reviews of another cluster tick nothing (G3)', () =>
    expect(
      Object.values(
        done(
          '2028-08-01',
          REVIEWS.map((row) => ({ ...row, cluster: SOUTH })),
        ),
      ),
    ).toEqual(Array(5).fill(null)));
  it('without an agreement only the last steps are there, and none of them is due (G3)', () => {
    const stage = stageOn('2028-08-01', REVIEWS, [], clustersWith({ agreementStart: null }));
    expect(stage.steps.map(({ what, done: when }) => [what, when])).toEqual([
      ['report', null],
      ['application', null],
      ['outcome', null],
    ]);
    expect([missingText(stage), stage.ready]).toEqual(['nothing yet', false]);
  });
  it('while it is not set how long agreements last, nobody is ready and nothing of the end is due (G3, P8)', () => {
    const stage = stageOn('2030-08-01', REVIEWS, [set('agreement.years', null, 2020)]);
    expect(stage.steps.every(({ done: when }) => when !== null)).toBe(true);
    expect([stage.stage, stage.ready, stage.missing]).toEqual(['not set', false, []]);
  });
  it('there is one of every cluster (G3)', () => {
    const all = tables({ ...PROGRAMME, reviews: [] });
    const found = nextStages(
      { clusters: all.get('clusters'), reviews: all.get('reviews') },
      parameters(),
      day('2026-11-24'),
    );
    expect(found.map(({ cluster, stage }) => [cluster.name, stage])).toEqual([
      [NORTH, 'year 1'],
      [SOUTH, 'year 1'],
    ]);
  });
});

describe('the gate to the next stage (G3)', () => {
  const passing = { reportReceived: '2028-07-01', appliedOn: '2028-07-02', outcome: 'Accepted' };
  const REVIEWED = [
    reviewOf({ heldOn: '2027-07-01' }),
    reviewOf({ id: 'RV-2', year: '2027/28', heldOn: '2028-07-03' }),
  ];
  const own = (more: Row = {}): Row => reviewOf({ id: 'RV-3', year: '2027/28', ...passing, ...more });
  const ASKING: Row = { ...ASKED, matter: 'Next stage', pot: null, amount: null, payee: null, askedOn: '2028-07-04' };
  const approvedBy = (request: Row) =>
    approval(request, {
      amount: null,
      decidedBy: 'director@example.org',
      role: 'Director',
      decidedAt: '2028-07-05T09:00:00Z',
    });
  const lines = (reviews: Row[], requests: Row[] = [], clusters = clustersWith({ stage: 'Stage 4' })) => {
    const tabs = { clusters, reviews, requests, decisions: requests.map((request) => approvedBy(request)) };
    const all = tables({ ...PROGRAMME, ...tabs });
    const asAt = day('2028-08-01');
    const gate = gateOf(all.get('requests'), () => requestStates(read(tabs), parameters(), asAt));
    const stages = { clusters: all.get('clusters'), reviews: all.get('reviews'), schools: all.get('schools'), gate };
    return nextStages(stages, parameters(), asAt);
  };
  const north = (...given: Parameters<typeof lines>) => {
    const { stage, ready, passed } = lines(...given)[0]!;
    return [stage, ready, passed];
  };

  it('is passed by an application that was accepted, and by no other outcome', () => {
    expect(north([...REVIEWED, own()])).toEqual(['Stage 4', true, true]);
    for (const outcome of ['Declined', 'Withdrawn', null, 'Perhaps'])
      expect(north([...REVIEWED, own({ outcome })])).toEqual(['year 2', false, false]);
  });
  it('is not passed while something is missing, unless the Director let it pass', () => {
    expect(north([own()])).toEqual(['year 2', false, false]);
    expect(north([own()], [ASKING])).toEqual(['Stage 4', false, true]);
    expect(north([own()], [{ ...ASKING, school: 'School 2' }])).toEqual(['year 2', false, false]);
    expect(north([own({ outcome: 'Declined' })], [ASKING])).toEqual(['year 2', false, false]);
  });
  it('a school that applies for itself has a line of its own, with the reviews of its cluster', () => {
    const [cluster, school, south] = lines([...REVIEWED, own({ school: 'School 2' })]);
    expect([cluster!.school, cluster!.stage, cluster!.passed, south!.cluster.name]).toEqual([
      null,
      'year 2',
      false,
      SOUTH,
    ]);
    expect([school!.school!.name, school!.stage, school!.passed]).toEqual(['School 2', 'Stage 4', true]);
    expect(cluster!.steps.map(({ done }) => done)).toEqual(['1 Jul 2027', '3 Jul 2028', null, null, null]);
    expect(school!.steps.map(({ done }) => done)).toEqual([
      '1 Jul 2027',
      '3 Jul 2028',
      '1 Jul 2028',
      '2 Jul 2028',
      'Accepted',
    ]);
  });
  it('a stage that is entered before it does not count, and Overview says what is missing', () => {
    const said = (reviews: Row[], stage = 'Stage 4') => {
      const tabs = { clusters: clustersWith({ stage }), reviews };
      const books = { ...read(tabs), reviews: tables({ ...PROGRAMME, ...tabs }).get('reviews') };
      const { findings } = overview(books, parameters(), day('2028-08-01'))[0]!;
      return findings.filter(({ rule }) => rule === 'G3').map(({ severity, message }) => `${severity}: ${message}`);
    };
    expect(said([own()])).toEqual([
      'warn: its stage is Stage 4, but it has not passed to it: review of year 1 (2026/27), review of year 2 (2027/28) missing',
    ]);
    expect([said([...REVIEWED, own()]), said([own()], 'Stage 3')]).toEqual([[], []]);
    expect(said([...REVIEWED, own({ outcome: 'Declined' })])[0]).toContain('an outcome that is Accepted missing');
  });
});

describe('how a step stands (G3)', () => {
  const step: Step = { kind: 'report', what: 'report', done: null, due: day('2028-06-02') };
  it.each<[string, Step, string, string]>([
    ['before it is due', step, '2028-06-01', 'due 2 Jun 2028'],
    ['from the day it is due', step, '2028-06-02', 'missing'],
    ['once it is done', { ...step, done: '1 Jul 2028' }, '2028-06-01', '1 Jul 2028'],
    ['while nobody knows when it is due', { ...step, due: Number.NaN }, '2030-01-01', 'not yet'],
  ])('%s: %j on %s, "%s"', (_what, given, asAt, expected) => expect(stepText(given, day(asAt))).toBe(expected));
});

describe('when the review of a year was held (G1)', () => {
  const held = (asAt: string, ...days: (string | null)[]) => {
    const rows = days.map((heldOn, index) => reviewOf({ id: `RV-${index + 1}`, heldOn }));
    return reviewHeld(tables({ ...PROGRAMME, reviews: rows }).get('reviews'), 0, 2026, day(asAt));
  };
  it.each([
    ['not at all', [], null],
    ['on no day that was entered', [null], null],
    ['on the day asked about', ['2027-07-01'], '2027-07-01'],
    ['on a later day', ['2027-07-02'], null],
    ['twice', ['2027-06-30', '2027-06-20'], '2027-06-20'],
    ['before the year', ['2026-08-01'], '2026-08-01'],
  ])('%s: %j, %s (G1)', (_what, days, expected) =>
    expect(held('2027-07-01', ...days)).toBe(expected === null ? null : day(expected)),
  );
});
