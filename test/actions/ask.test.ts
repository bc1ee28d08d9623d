import { askRequest, previewRequest } from '../../src/actions/ask';
import {
  ADVISOR,
  ASKED,
  asSent,
  done,
  flag,
  LEAD,
  logged,
  MONEY,
  make,
  open,
  SOUTH_LEAD,
} from '../support/action-cases';
import { day } from '../support/rules-tables';

describe('changing a request', () => {
  const edit = (more: object = {}) => asSent({ request: 'R-1', amount: '340', confirmed: true, ...more });

  it('moves no request into a cluster that is not one’s own, and changes nobody else’s (A1)', () => {
    const book = open();
    expect(askRequest(book.as(LEAD), edit({ cluster: 'C-2' }))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/South Cluster is not your cluster/),
    });
    expect(askRequest(book.as(SOUTH_LEAD), edit())).toMatchObject({
      ok: false,
      message: expect.stringMatching(/North Cluster is not your cluster/),
    });
    expect(askRequest(book.as(SOUTH_LEAD), edit({ cluster: 'C-2' }))).toMatchObject({ ok: false });
  });

  it('takes no promise back that came before the approval, nor moves it to a later day (A7)', () => {
    const book = open([{ ...ASKED, committedOn: '2026-11-03' }], { ledger: [MONEY] });
    make(book, ADVISOR, 'Approve');
    expect(flag(book)).toBe('approved £350.00, retrospective');
    const change = (committedOn: string | null) => askRequest(book.as(LEAD), edit({ committedOn }));
    for (const later of [null, '2026-11-04'])
      expect(change(later)).toMatchObject({
        ok: false,
        message: 'The money was promised on 3 Nov 2026, before it was approved: that day stays on record. (A7)',
      });
    expect(change('2026-11-02')).toMatchObject({ ok: true });
    expect(flag(book)).toBe('approved £340.00, retrospective');
  });

  it('logs a change that is sent twice once', () => {
    const book = open();
    const change = edit();
    expect(askRequest(book.as(LEAD), change)).toMatchObject({ ok: true });
    expect(askRequest(book.as(LEAD), change)).toMatchObject({ ok: true });
    expect(logged(book).filter((action) => action === 'Change a request')).toHaveLength(1);
  });
});

describe('asking', () => {
  const rich = () => open([], { ledger: [MONEY] });

  it('writes one row and one line of the log, and says where the request stands', () => {
    const book = rich();
    const answer = done(askRequest(book.as(LEAD), asSent({ amount: '£350.00', note: '=1+1' })));
    expect(answer).toMatchObject({
      flag: 'waiting for Advisor',
      message: `Sent: ${answer.id} is waiting for Advisor.`,
    });
    const row = book.tables().get('requests').at(0);
    expect(row).toMatchObject({
      id: answer.id,
      amount: 350_00,
      note: '=1+1',
      askedBy: [LEAD],
      askedOn: day('2026-11-24'),
    });
    expect(book.lastLine()).toEqual({
      action: 'Ask',
      reference: answer.id,
      who: LEAD,
      what: 'Organising time £350.00, North Cluster: Planning day',
    });
  });

  it('does it once, however often the same form is sent', () => {
    const book = rich();
    const sent = asSent();
    const { id } = done(askRequest(book.as(LEAD), sent));
    expect(askRequest(book.as(LEAD), sent)).toMatchObject({
      ok: true,
      id,
      message: `Asked already as ${id}: waiting for Advisor.`,
    });
    expect([book.count('requests'), book.count('log')]).toEqual([1, 1]);
  });

  it.each<[string, object]>([
    ['more money', { amount: '900' }],
    ['something else', { purpose: 'A party' }],
    ['somebody else to be paid', { payee: 'School 2' }],
    ['another matter', { matter: 'Travel' }],
  ])('is an error with %s in a form that was sent before, and never “asked already”', (_, more) => {
    const book = rich();
    const sent = asSent({ confirmed: true });
    const { id } = done(askRequest(book.as(LEAD), sent));
    const before = book.tables().get('requests').at(0);
    expect(askRequest(book.as(LEAD), { ...sent, ...more })).toMatchObject({
      ok: false,
      message: expect.stringMatching(new RegExp(`^This form was sent before, as ${id}, which says something else`)),
    });
    expect(book.tables().get('requests').at(0)).toEqual(before);
    expect([book.count('requests'), book.count('log')]).toEqual([1, 1]);
  });

  it('tells nobody of another cluster what was asked with a form that they did not send', () => {
    const book = rich();
    const sent = asSent();
    done(askRequest(book.as(LEAD), sent));
    expect(askRequest(book.as(SOUTH_LEAD), { ...sent, cluster: 'C-2' })).toEqual({
      ok: false,
      message: 'This form was sent before. Open it again.',
    });
  });

  it('counts a school that the form names three times once (S8)', () => {
    const book = rich();
    const twice = asSent({ matter: 'Project', schoolsAgreeing: ['S-1', 'S-1', 'S-1'], confirmed: true });
    expect(previewRequest(book.as(LEAD), twice)).toMatchObject({ flag: 'waiting for schools (1 of 5 agree)' });
    expect(askRequest(book.as(LEAD), twice)).toMatchObject({ ok: false, problems: [{ field: 'schoolsAgreeing' }] });
  });

  it('writes a session that is sent along, once, with the clusters that share it', () => {
    const book = rich();
    const newSession = {
      date: '2026-12-01',
      provider: 'Bright Sparks',
      fellow: false,
      vatRegistered: true,
      netFee: '550',
      clusters: ['C-1', 'C-2'],
    };
    const sent = asSent({ matter: 'CPD session', newSession, confirmed: true });
    for (let time = 0; time < 2; time++) done(askRequest(book.as(LEAD), sent));
    expect(book.tables().get('sessions').rows).toMatchObject([{ netFee: 550_00, clusters: [0, 1], meeting: null }]);
    expect(book.tables().get('requests').rows).toMatchObject([{ matter: 'CPD session', session: 0 }]);
  });

  it('refuses what cannot be, and writes nothing', () => {
    const book = rich();
    expect(askRequest(book.as(LEAD), asSent({ pot: 'Administration' }))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/\(S10\)$/),
    });
    expect(askRequest(book.as(LEAD), asSent({ request: 'R-9' }))).toEqual({
      ok: false,
      message: 'There is no request “R-9” any more.',
    });
    expect([book.count('requests'), book.count('log')]).toEqual([0, 0]);
  });

  it('has what the rules warn of confirmed first: more than the pot holds (S12)', () => {
    const book = rich();
    const sent = asSent({ amount: '1000.01' });
    expect(askRequest(book.as(LEAD), sent)).toMatchObject({ ok: false, confirm: true, findings: [{ rule: 'S12' }] });
    expect(book.count('requests')).toBe(0);
    expect(askRequest(book.as(LEAD), { ...sent, confirmed: true })).toMatchObject({ ok: true });
  });
});

describe('a preview', () => {
  it('says where the request would stand and for whom it would wait, and writes nothing', () => {
    const book = open([], { ledger: [MONEY] });
    const preview = done(previewRequest(book.as(LEAD), asSent()));
    expect(preview).toMatchObject({
      flag: 'waiting for Advisor',
      state: 'waiting',
      sentence: expect.stringContaining('Ari Advisor'),
      pot: '£1,000.00 available in the cluster pot, £650.00 after this',
      split: null,
      unread: '',
    });
    expect([book.count('requests'), book.count('log')]).toEqual([0, 0]);
  });

  it('shows the pot without the request itself, of a matter that needs no decision too', () => {
    const sent = asSent({ matter: 'Resource: further copy', amount: '60', committedOn: '2026-11-24' });
    const preview = done(previewRequest(open([], { ledger: [MONEY] }).as(LEAD), sent));
    expect(preview.pot).toBe('£1,000.00 available in the cluster pot, £940.00 after this');
  });

  it('marks the fields that are to be filled in', () => {
    expect(previewRequest(open().as(LEAD), asSent({ purpose: '', amount: 'x' }))).toMatchObject({
      ok: false,
      problems: [{ field: 'amount' }, { field: 'purpose' }],
    });
    expect(previewRequest(open().as(LEAD), asSent({ amount: null }))).toMatchObject({
      ok: false,
      problems: [{ field: 'amount', message: 'An amount is needed for this.' }],
    });
  });
});

describe('a change', () => {
  it('makes whoever changes it an author, and says so (A3)', () => {
    const book = open([ASKED], { ledger: [MONEY] });
    const change = asSent({ request: 'R-1', amount: '340' });
    expect(askRequest(book.as(ADVISOR), change)).toMatchObject({
      ok: true,
      message: 'Changed; you now count as an author of it: R-1 is waiting for Director.',
    });
    expect(book.tables().get('requests').at(0)).toMatchObject({ amount: 340_00, askedBy: [LEAD, ADVISOR] });
    expect(book.tables().get('requests').at(0).askedOn).toBe(day('2026-11-02'));
  });

  it('that changes nothing writes nothing', () => {
    const book = open([ASKED], { ledger: [MONEY] });
    expect(askRequest(book.as(LEAD), asSent({ request: 'R-1' }))).toMatchObject({
      ok: true,
      message: 'R-1 reads like this already: it is waiting for Advisor.',
    });
    expect(book.count('log')).toBe(1);
  });
});
