import { askSchema } from '../../../src/actions/schemas/ask';
import { asSent, fieldsRefused } from '../../support/action-cases';

const refused = (change: object) => fieldsRefused(askSchema, asSent(change));
const SESSION = {
  date: '2026-12-01',
  provider: 'Bright Sparks',
  fellow: false,
  vatRegistered: true,
  netFee: '550',
  clusters: ['C-1'],
};

describe('a request as its form sends it', () => {
  it('is taken, whatever of it is left blank that need not be there', () => {
    expect(refused({})).toEqual([]);
    expect(refused({ payee: '', note: null, session: null, schoolsAgreeing: [] })).toEqual([]);
    expect(refused({ matter: 'Next stage', pot: null, amount: null, payee: null })).toEqual([]);
    expect(refused({ request: 'R-1', school: 'S-1', wantedOn: '2026-12-01', newSession: SESSION })).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['a matter that is none', { matter: 'Gold' }, 'matter: Pick what it is about.'],
    ['no cluster', { cluster: undefined }, 'cluster: Pick a cluster.'],
    ['a pot that is none', { pot: 'Savings' }, 'pot: Pick a pot.'],
    ['a sum below zero', { amount: '-5' }, 'amount: Type a sum such as 350.00.'],
    ['a purpose of spaces', { purpose: '  ' }, 'purpose: Say what it is for.'],
    ['a payee that goes on', { payee: 'x'.repeat(201) }, 'payee: Keep it under 200 characters.'],
    ['a date as people write it', { committedOn: '1.12.2026' }, 'committedOn: Pick a date.'],
    ['a school without an ID', { schoolsAgreeing: ['S-1', ''] }, 'schoolsAgreeing.1: Pick a school.'],
    ['no token', { token: '' }, 'token: Open the form again.'],
  ])('is refused with %s', (_, change, said) => expect(refused(change)).toEqual([said]));

  it.each<[object, string[]]>([
    [{ pot: null, amount: null }, ['pot: A pot is needed for this.', 'amount: An amount is needed for this.']],
    [{ matter: 'PSQM' }, ['school: A school is needed for this.']],
    [{ matter: 'CPD session' }, ['session: A session is needed for this.']],
    [{ matter: 'CPD session', newSession: SESSION }, []],
    [
      { pot: null, purpose: ' ', wantedOn: '112026-02-06' },
      ['purpose: Say what it is for.', 'wantedOn: Pick a date.', 'pot: A pot is needed for this.'],
    ],
  ])('tells of all that is missing of %j at once', (change, said) => expect(refused(change)).toEqual(said));

  it('is confirmed by a yes, and by no text', () => {
    expect(refused({ confirmed: true })).toEqual([]);
    expect(refused({ confirmed: 'yes' })).toEqual([expect.stringMatching(/^confirmed: ./)]);
  });

  it('says of each field what to do', () => {
    expect(refused({ matter: 'Gold', amount: '-5', purpose: ' ' })).toEqual([
      'matter: Pick what it is about.',
      'amount: Type a sum such as 350.00.',
      'purpose: Say what it is for.',
    ]);
  });
});

describe('a session that is sent along', () => {
  it.each<[string, object, string]>([
    ['no word on VAT', { vatRegistered: undefined }, 'newSession.vatRegistered: Say whether the provider charges VAT.'],
    ['no provider', { provider: ' ' }, 'newSession.provider: Type the name of the provider.'],
    ['no fee', { netFee: '' }, 'newSession.netFee: Type a sum such as 350.00.'],
    ['no cluster', { clusters: [] }, 'newSession.clusters: Pick at least one cluster.'],
    ['no date', { date: '' }, 'newSession.date: Pick a date.'],
  ])('is refused with %s', (_, change, said) =>
    expect(refused({ newSession: { ...SESSION, ...change } })).toEqual([said]),
  );
});
