import { decideSchema } from '../../../src/actions/schemas/decide';
import { fieldsRefused } from '../../support/action-cases';
import { token } from '../../support/tracker';

const LINE = { request: 'R-1', decision: 'Approve', shown: '0123456789abcdef.0' };
const refused = (...decisions: unknown[]) => fieldsRefused(decideSchema, { token: token(), decisions });

describe('decisions as their form sends them', () => {
  it('are taken, with a sum and words or without', () => {
    expect(refused(LINE)).toEqual([]);
    expect(refused({ ...LINE, amount: '300.00', reason: 'In part' }, { ...LINE, amount: null, reason: null })).toEqual(
      [],
    );
  });

  it('are a hundred at most, and one at least (A10)', () => {
    expect(refused(...new Array(100).fill(LINE))).toEqual([]);
    expect(refused(...new Array(101).fill(LINE))).toEqual([expect.stringMatching(/^decisions: .* at most 100 /)]);
    expect(refused()).toEqual(['decisions: Pick at least one request.']);
  });

  it.each<[string, object, string]>([
    ['a decision that is none', { decision: 'Bless' }, 'decisions.1.decision: Pick a decision.'],
    ['no request', { request: '' }, 'decisions.1.request: Pick a request.'],
    ['a sum that is none', { amount: 'all' }, 'decisions.1.amount: Type a sum such as 350.00.'],
    ['nothing that was shown', { shown: undefined }, 'decisions.1.shown: Open the form again.'],
  ])('are refused with %s, of that line', (_, change, said) =>
    expect(refused(LINE, { ...LINE, ...change })).toEqual([said]),
  );
});
