import { cellDate, PROGRAMME, type Row } from '../support/rules-tables';
import { asAt, callOn } from '../support/why-cases';

describe('NEXT_STAGE (P8, G3)', () => {
  const stage = (asAtText: string, reviews: Row[]) =>
    callOn('NEXT_STAGE', [cellDate(asAtText)], { ...PROGRAMME, reviews })[1]!;
  const first: Row = { id: 'RV-1', cluster: 'North Cluster', year: '2026/27', heldOn: '2027-07-06' };
  const second: Row = {
    id: 'RV-2',
    cluster: 'North Cluster',
    year: '2027/28',
    heldOn: '2028-07-04',
    reportReceived: '2028-06-20',
    appliedOn: '2028-07-10',
    outcome: 'Accepted',
  };

  it.each([
    [
      '2026-11-24',
      [],
      [
        'year 1',
        'due 20 Jul 2027',
        'due 20 Jul 2028',
        'due 2 Jun 2028',
        'due 2 Jun 2028',
        'due 2 Jun 2028',
        'nothing yet',
      ],
    ],
    [
      '2027-08-01',
      [],
      [
        'year 1',
        'missing',
        'due 20 Jul 2028',
        'due 2 Jun 2028',
        'due 2 Jun 2028',
        'due 2 Jun 2028',
        'review of year 1 (2026/27)',
      ],
    ],
    [
      '2027-10-01',
      [first],
      ['year 2', '6 Jul 2027', 'due 20 Jul 2028', 'due 2 Jun 2028', 'due 2 Jun 2028', 'due 2 Jun 2028', 'nothing yet'],
    ],
    [
      '2028-08-01',
      [first],
      [
        'year 2',
        '6 Jul 2027',
        'missing',
        'missing',
        'missing',
        'missing',
        'review of year 2 (2027/28), report, application, outcome',
      ],
    ],
    [
      '2028-08-01',
      [first, { ...second, appliedOn: '' }],
      ['year 2', '6 Jul 2027', '4 Jul 2028', '20 Jun 2028', 'missing', 'missing', 'application, outcome'],
    ],
    [
      '2028-08-01',
      [first, second],
      ['year 2', '6 Jul 2027', '4 Jul 2028', '20 Jun 2028', '10 Jul 2028', 'Accepted', 'nothing'],
    ],
    [
      '2028-09-01',
      [first, second],
      ['ceased', '6 Jul 2027', '4 Jul 2028', '20 Jun 2028', '10 Jul 2028', 'Accepted', 'nothing'],
    ],
    [
      '2026-08-31',
      [first],
      [
        'not started',
        'due 20 Jul 2027',
        'due 20 Jul 2028',
        'due 2 Jun 2028',
        'due 2 Jun 2028',
        'due 2 Jun 2028',
        'nothing yet',
      ],
    ],
  ])('on %s with %j is %j', (day, reviews, expected) => expect(stage(day, reviews).slice(1)).toEqual(expected));

  it('takes report, application and outcome of this agreement only (G3)', () => {
    const earlier = { ...second, id: 'RV-0', year: '2025/26', heldOn: '', reportReceived: '2026-06-20' };
    const row = stage('2028-08-01', [first, { ...earlier, appliedOn: '2026-07-10' }]);
    expect(row.slice(4)).toEqual([
      'missing',
      'missing',
      'missing',
      expect.stringMatching(/report, application, outcome/),
    ]);
  });
  it('looks for the first review in the next year where an agreement starts after the last meetings (G3)', () => {
    const clusters = PROGRAMME.clusters.map((row) => ({ ...row, agreementStart: '2026-08-10' }));
    const shown = callOn('NEXT_STAGE', [cellDate('2026-08-11')], { ...PROGRAMME, clusters, reviews: [] }) as string[][];
    expect(shown[1]!.slice(2, 4)).toEqual(['due 20 Jul 2027', 'due 20 Jul 2028']);
  });
  it('says so where the agreement start is not entered', () => {
    const clusters = PROGRAMME.clusters.map((row) => ({ ...row, agreementStart: '' }));
    expect(callOn('NEXT_STAGE', [asAt], { ...PROGRAMME, clusters })[1]![1]).toBe('start not entered');
  });
});
