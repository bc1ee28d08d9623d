import { questionOn } from '../../../src/rules/figures/explain';
import { PARAMETER_FIGURES } from '../../../src/rules/figures/parameter-figures';
import { AS_AT, parameters, set } from '../../support/builders';
import { day } from '../../support/rules-tables';
import { ask } from '../../support/why';
import { firstInAutumn } from '../../support/why-cases';

describe('why a parameter is what it is', () => {
  it.each([
    ['match.ratio', '', '1, assumed', 'F5', 'Somebody who knows confirms it, or enters the right value, in Settings.'],
  ])('%s, %s is %s by %s: %s', (name, figure, answer, rule, change) => {
    expect(firstInAutumn(name, figure)).toEqual([answer, rule, change]);
  });
});

describe('a parameter', () => {
  it.each([
    [parameters(), '£400.00, confirmed', /^A row of Settings with another value/],
    [parameters(set('cpd.cap', 45_000)), '£450.00, confirmed', /^A row of Settings with another value/],
    [parameters(set('cpd.cap', null)), 'not set, unset', /^Enter cpd\.cap in Settings\.$/],
    [parameters({ ...set('cpd.cap', 45_000), status: 'assumed' }), '£450.00, assumed', /^Somebody who knows confirms/],
  ])('says its value and how sure it is, and what would make it sure', (given, answer, change) => {
    const found = ask('cpd.cap', '', {}, AS_AT, given);
    expect([found.about, found.answer, found.reasons.map(({ rule }) => rule)]).toEqual(['cpd.cap', answer, ['S1']]);
    expect(found.reasons[0]!.change).toMatch(change);
  });
  it('goes by the funding year of the day', () => {
    const later = parameters(set('cpd.cap', 45_000, 2027));
    expect(ask('cpd.cap', '', {}, '2027-08-31', later).answer).toBe('£400.00, confirmed');
    expect(ask('cpd.cap', '', {}, '2027-09-01', later).answer).toBe('£450.00, confirmed');
  });
  it('is listed as long as nobody has confirmed it', () => {
    const listed = (given = parameters()) => PARAMETER_FIGURES.rows(questionOn(null, given, day(AS_AT)));
    expect(listed()).toEqual(expect.arrayContaining(['match.ratio', 'psqm.places', 'aim.1']));
    expect(listed()).not.toContain('cpd.cap');
    expect(listed(parameters(set('match.ratio', 1), set('cpd.cap', null)))).not.toContain('match.ratio');
    expect(listed(parameters(set('match.ratio', 1), set('cpd.cap', null)))).toContain('cpd.cap');
  });
});
