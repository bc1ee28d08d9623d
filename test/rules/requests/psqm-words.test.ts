import type { Finding } from '../../../src/rules/basics/finding';
import { hasPlace, noHub, noPlaceLeft, placesNotSet } from '../../../src/rules/requests/psqm-words';

describe('what there is to say of places for the PSQM', () => {
  it.each<[string, string, Finding]>([
    ['Q2', 'A training hub has to be confirmed first; it is entered as the payee.', noHub()],
    ['Q3', 'No place was left: there are 3.', noPlaceLeft({ places: 3 })],
    ['Q1', 'School 1 has a funded place already, by request R-1.', hasPlace({ school: 'School 1', request: 'R-1' })],
    ['Q3', 'The number of PSQM places is not set in Settings.', placesNotSet()],
  ])('%s: %s', (rule, message, finding) => expect([finding.rule, finding.message]).toEqual([rule, message]));
  it('says what gives a school’s place back (Q1)', () =>
    expect(hasPlace({ school: 'School 1', request: 'R-1' }).cure).toBe('Request R-1 withdrawn or revoked.'));
});
