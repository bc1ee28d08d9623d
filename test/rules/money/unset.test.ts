import { NotSet } from '../../../src/rules/basics/parameters';
import { eachUnsetOnce, ifSet } from '../../../src/rules/money/unset';
import { notSet, unregistered } from '../../../src/rules/money/words';
import { parameters, set } from '../../support/builders';

describe('a figure that is not set', () => {
  const told: unknown[] = [];
  const tell = (finding: { message: string }) => told.push(finding.message);
  beforeEach(() => told.splice(0));

  it('makes the answer null and is told; any other answer is given as it is', () => {
    const cap = parameters(set('cpd.cap', null));
    expect([ifSet(() => cap.number('cpd.cap', 2026), tell), told]).toEqual([null, ['not set: cpd.cap']]);
    expect([ifSet(() => 0, tell), told.length]).toEqual([0, 1]);
  });
  it('is no other error', () => {
    const fails = () => {
      throw new RangeError('no such row');
    };
    expect(() => ifSet(fails, tell)).toThrow('no such row');
    expect([told, NotSet.prototype instanceof RangeError]).toEqual([[], false]);
  });
  it('is said once of each parameter, beside whatever else is said', () => {
    const [rate, cap, other] = [notSet({ parameter: 'vat.rate' }), notSet({ parameter: 'cpd.cap' }), unregistered()];
    expect(eachUnsetOnce([rate, other, rate, cap, other, rate])).toEqual([rate, other, cap, other]);
    expect([eachUnsetOnce([other, other]), eachUnsetOnce([rate])]).toEqual([[other, other], [rate]]);
  });
});
