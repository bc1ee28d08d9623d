import * as fc from 'fast-check';
import { addressesIn, addressIn } from '../../../src/workbook/kinds/addresses';

describe('an address', () => {
  it.each([
    'advisor@example.org',
    ' Advisor@Example.org ',
    '<advisor@example.org>',
    'Ari Advisor <advisor@example.org>',
    '"Advisor, Ari" <advisor@example.org>',
    'advisor@example.org <advisor@example.org>',
    'mailto:advisor@example.org',
    'MAILTO: advisor@example.org',
    'mailto:advisor@example.org?subject=Cluster',
    'advisor@example.org.',
    'advisor@example.org>',
    'advisor@example.org,',
    '“advisor@example.org”',
    '(advisor@example.org)',
    '\u200badvisor@example.org',
    'advisor@example.org\u200b',
    'advi\u00adsor@example.org',
    '\u00a0advisor@example.org\u202f',
    '\ufeffadvisor@example.org',
    "'advisor@example.org'",
  ])('is found in %j', (text) => expect(addressIn(text)).toBe('advisor@example.org'));

  it.each([
    '',
    'advisor',
    'advisor@example',
    'advisor@example..org',
    'advisor@.org',
    'advisor@-example.org',
    '.advisor@example.org',
    'ad visor@example.org',
    'a@example.org b@example.org',
    'a@example.org <b@example.org>',
    '<a@example.org> <b@example.org>',
    'a@b@example.org',
    'adv\u0456sor@example.org', // a Cyrillic letter that looks like an i
    'ádvisor@example.org',
    '#N/A',
  ])('is none, or not one, in %j', (text) => expect(addressIn(text)).toBeNull());
});

describe('a list of addresses', () => {
  const both = ['lead@example.org', 'bursar@example.org'];
  it.each([
    'lead@example.org; bursar@example.org',
    'lead@example.org, bursar@example.org',
    'lead@example.org,bursar@example.org,',
    'lead@example.org and bursar@example.org',
    'lead@example.org & bursar@example.org',
    'lead@example.org\nbursar@example.org',
    'lead@example.org bursar@example.org',
    'Lucy Lead <lead@example.org>; Bo Bursar <bursar@example.org>',
    'Lead, Lucy <lead@example.org>; Bursar, Bo <bursar@example.org>',
    'Lucy Lead <lead@example.org>, Bo Bursar <bursar@example.org>',
    'LEAD@example.org; bursar@example.org; lead@example.org',
  ])('has both in %j', (text) => expect(addressesIn(text)).toEqual(both));

  it.each([
    ['lead@example.org; bursar', 'bursar'],
    ['lead@example.org, the bursar', 'the bursar'],
    ['Lucy', 'Lucy'],
  ])('names the piece of %j that is none: %j', (text, piece) => expect(addressesIn(text)).toEqual({ piece }));
  it.each(['', ';', ' ;\u200b; '])('is empty in %j', (text) => expect(addressesIn(text)).toEqual([]));
});

it('an address alone is what it is with a blank before it, whatever it is made of', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'B', '1', '.', '-', '_', '+', '@', "'", '?'), maxLength: 12 });
  fc.assert(
    fc.property(letters, letters, (name, domain) => {
      const text = `${name}@${domain}.org`;
      expect(addressIn(text)).toBe(addressIn(` ${text}`));
      expect(addressesIn(text)).toEqual(addressesIn(` ${text}`));
    }),
    { numRuns: 2_000 },
  );
});
