import { brokenDecisions } from '../../../src/workbook/reading/broken-decisions';
import { ASKED, approval } from '../../support/builders';
import { PROGRAMME, type Row, tables } from '../../support/rules-tables';

const SECOND: Row = { ...ASKED, id: 'R-2' };
const broken = (...decisions: Row[]) => [
  ...brokenDecisions(tables({ ...PROGRAMME, requests: [ASKED, SECOND], decisions })),
];

describe('requests with a decision that cannot be read (A1)', () => {
  it('are none where every decision can be read', () => {
    expect(broken(approval(ASKED), approval(SECOND))).toEqual([]);
    expect(broken()).toEqual([]);
  });

  it('are told with what is wrong with it, by their row', () => {
    expect(broken(approval(ASKED), approval(SECOND, { amount: 'lots' }))).toEqual([
      [1, 'Decisions!D3 (Amount): should hold a sum of money, but holds "lots". Type a number such as 1250.00.'],
    ]);
  });

  it('are told once, of the first decision, and not of a request that is not there', () => {
    const found = broken(
      approval({ ...ASKED, id: 'R-9' }, { amount: 'lots' }),
      approval(ASKED, { amount: 'much' }),
      approval(ASKED, { id: 'D-2', amount: 'more' }),
    );
    expect(found).toEqual([[0, expect.stringContaining('but holds "much"')]]);
  });

  it('are those whose decision has the ID of another one, too', () => {
    expect(broken(approval(ASKED), approval(SECOND, { id: 'D-R-1' }))).toEqual([
      [1, expect.stringMatching(/^Decisions!A3 \(Decision ID\): should hold an ID of its own/)],
    ]);
  });
});
