import { asSent, NOTHING } from '../../../src/ui/pages/what-if/plan-draft';

describe('what is typed to try a year', () => {
  it('is nothing to begin with', () => expect(asSent(NOTHING)).toEqual({ roster: [], renewals: [], figures: [] }));

  it('sends a school that is blank as a new one', () => {
    const change = { joins: true, cluster: 'C-1', school: '', on: '2027-09-01' };
    expect(asSent({ ...NOTHING, roster: [change, { ...change, school: 'S-1' }] }).roster).toEqual([
      { ...change, school: null },
      { ...change, school: 'S-1' },
    ]);
  });

  it('leaves out figures that are blank, and keeps what is typed as it is', () => {
    expect(
      asSent({ ...NOTHING, figures: { 'match.ratio': ' ', 'match.basis': '£600', 'cpd.cap': '' } }).figures,
    ).toEqual([{ parameter: 'match.basis', value: '£600' }]);
  });

  it('sends each agreement that is ticked with its first day', () => {
    expect(asSent({ ...NOTHING, renewals: { 'C-1': '2027-09-01' } }).renewals).toEqual([
      { cluster: 'C-1', from: '2027-09-01' },
    ]);
  });
});
