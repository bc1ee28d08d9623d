import { nextStagePaper } from '../../../src/rules/reports/next-stage';
import { ASKED, approval, parameters, type Tabs } from '../../support/builders';
import { blockOf, linesOf, pageBooks, rowsOf } from '../../support/paper-cases';
import { day, type Row } from '../../support/rules-tables';

/** North's agreement began on 1 September 2026: its years end on 31 August of 2027 and 2028. */
const page = (reviews: Row[], asAt = '2028-08-01', more: Tabs = {}) =>
  nextStagePaper(pageBooks({ reviews, ...more }), parameters(), { cluster: 0, year: 2027 }, day(asAt));

const review = (id: string, year: string, more: Row): Row => ({ id, cluster: 'North Cluster', year, ...more });
const HELD = [
  review('RV-1', '2026/27', { heldOn: '2027-07-01' }),
  review('RV-2', '2027/28', { heldOn: '2028-07-01', reportReceived: '2028-06-10', appliedOn: '2028-06-12' }),
];

describe('the checklist before the next stage on paper (G3)', () => {
  it('has every step with where it stands, and says what is missing', () => {
    const paper = page(HELD);
    expect(rowsOf(paper, 'The cluster').map(({ Step, Stands }) => [Step, Stands])).toEqual([
      ['Review of year 1 (2026/27)', '1 Jul 2027'],
      ['Review of year 2 (2027/28)', '1 Jul 2028'],
      ['Report', '10 Jun 2028'],
      ['Application', '12 Jun 2028'],
      ['Outcome', 'missing'],
    ]);
    expect(linesOf(paper, 'The cluster')).toEqual(['Stage now: year 2.', 'must: Missing: outcome.']);
    expect(paper.about[1]).toBe('Checklist for the next stage');
  });

  it('says by when what is not due yet is due', () => {
    const paper = page([], '2028-02-01');
    const report = rowsOf(paper, 'The cluster').find(({ Step }) => Step === 'Report')!;
    expect([report['Stands'], report['By']]).toEqual(['not yet', '2 Jun 2028']);
  });

  it('says that everything is there once it is accepted', () =>
    expect(linesOf(page([...HELD.slice(0, 1), { ...HELD[1]!, outcome: 'Accepted' }]), 'The cluster')).toEqual([
      'Everything is there, and the application was accepted.',
    ]));

  it('says that it passed by the Director although something is missing', () => {
    const asked: Row = {
      ...ASKED,
      matter: 'Next stage',
      pot: null,
      amount: null,
      payee: null,
      askedOn: '2028-07-04',
    };
    const decided = approval(asked, {
      amount: null,
      decidedBy: 'director@example.org',
      role: 'Director',
      decidedAt: '2028-07-05T09:00:00Z',
      reason: 'Agreed by the Group',
    });
    const accepted = review('RV-3', '2027/28', { appliedOn: '2028-07-02', outcome: 'Accepted' });
    const lines = linesOf(page([accepted], '2028-08-01', { requests: [asked], decisions: [decided] }), 'The cluster');
    expect(lines).toEqual(['Accepted; the Director let it pass although something is missing.']);
    expect(linesOf(page([accepted]), 'The cluster')[1]).toMatch(/^must: Missing: review of year 1/);
  });

  it('has a block for a school that applies for itself, and room to sign', () => {
    const own = review('RV-4', '2027/28', { school: 'School 2', appliedOn: '2028-06-01' });
    const paper = page([...HELD, own]);
    expect(rowsOf(paper, 'School 2, which applies for itself').map(({ Stands }) => Stands)).toEqual([
      '1 Jul 2027',
      '1 Jul 2028',
      'missing',
      '1 Jun 2028',
      'missing',
    ]);
    expect(blockOf(paper, 'Looked at by').table!.columns.map(({ kind }) => kind)).toEqual([
      'words',
      'room',
      'room',
      'room',
    ]);
  });

  it('says what it knows of a cluster without an agreement', () => {
    const clusters = [
      { id: 'C-1', name: 'North Cluster' },
      { id: 'C-2', name: 'South Cluster' },
    ];
    const paper = page([], '2028-02-01', { clusters });
    expect(linesOf(paper, 'The cluster')).toEqual([
      'soon: When the agreement starts is not entered, so nothing falls due yet: Clusters ▸ Set up workbook.',
    ]);
    expect(rowsOf(paper, 'The cluster').map(({ Stands, By }) => [Stands, By])).toEqual([
      ['not yet', ''],
      ['not yet', ''],
      ['not yet', ''],
    ]);
  });
});
