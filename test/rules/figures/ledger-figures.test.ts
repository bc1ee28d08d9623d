import { Parameters } from '../../../src/rules/basics/parameters';
import { explain, questionOn } from '../../../src/rules/figures/explain';
import { AS_AT, ASKED, approval, line, SESSION, type Tabs } from '../../support/builders';
import { COPIES, copies } from '../../support/ledger-cases';
import { books, day, type Row, tables } from '../../support/rules-tables';
import { ask, changeBy, EMPTY, numberIn } from '../../support/why';
import { firstInAutumn } from '../../support/why-cases';

const NOBODY = 'names no request and no session: nobody agreed to it';

describe('why the flag of a ledger line is what it is', () => {
  it.each([
    [
      'L-3',
      'overclaim: asked £350.00, approved £350.00, claimed £400.00, £50.00 over',
      'S11',
      'Claim £50.00 less, or have £50.00 more approved.',
    ],
    ['L-2', 'all is well', 'F11', '£250.01 more in Net would get it a flag.'],
    ['L-4', NOBODY, 'S10a', 'The request or the session it was paid for, named in the line.'],
  ])('the flag of %s is %s by %s: %s', (name, answer, rule, change) => {
    expect(firstInAutumn(name, 'Flag')).toEqual([answer, rule, change]);
  });
});

describe('the change named for a ledger flag', () => {
  const asked: Row = { ...ASKED, amount: 100, payee: null, purpose: 'Planning', askedOn: '2026-09-20' };
  const approved = (amount: number): Row => approval(asked, { id: 'D-1', amount, decidedAt: '2026-09-22T10:00:00Z' });
  const claim = (id: string, net: number, more: Row = {}) =>
    line(id, { direction: 'Out', category: 'Organising time', net, request: 'R-1', ...more });
  const flag = (id: string, ledger: Row[], more: Tabs = {}) =>
    ask(id, 'Flag', {
      requests: [asked, COPIES],
      decisions: [approved(75)],
      ledger: [line('L-1'), ...ledger],
      ...more,
    });

  it('an overclaim: so much less, or so much more approved (S11)', () => {
    const text = changeBy('S11', flag('L-2', [claim('L-2', 80)]));
    expect(text).toBe('Claim £5.00 less, or have £5.00 more approved.');
    expect(flag('L-2', [claim('L-2', 75)]).answer).toBe('all is well');
    expect(flag('L-2', [claim('L-2', 75.01)]).answer).toMatch(/^overclaim/);
    expect(flag('L-2', [claim('L-2', 80)], { decisions: [approved(80)] }).answer).toBe('all is well');
    expect(flag('L-2', [claim('L-2', 80)], { decisions: [approved(79.99)] }).answer).toMatch(/^overclaim/);
  });
  it('an overclaim of earlier claims: only more approved helps (S11)', () => {
    const claims = [claim('L-2', 90), claim('L-3', 5, { date: '2026-10-09' })];
    expect(changeBy('S11', flag('L-3', claims))).toBe(
      'Have £20.00 more approved: what was claimed before is too much already.',
    );
    expect(flag('L-3', claims, { decisions: [approved(95)] }).answer).toBe('all is well');
  });
  it('a pot below zero: so much more In (S12)', () => {
    const out = copies('L-2', '2026-11-04', 2_030);
    const sum = numberIn(changeBy('S12', flag('L-2', [out])), /or £([\d.]+) more In by 4 Nov 2026/);
    expect(flag('L-2', [out, line('L-9', { net: sum })]).answer).toBe('all is well');
    expect(flag('L-2', [out, line('L-9', { net: sum - 0.01 })]).answer).not.toBe('all is well');
  });
  it('more than the pot pays of a session: so much less (S1), and VAT nobody may charge', () => {
    const sessions = [{ ...SESSION, date: '2026-10-01', vatRegistered: false, netFee: 450 }];
    const cpd = (net: number, more: Row = {}) =>
      flag('L-2', [line('L-2', { direction: 'Out', category: 'CPD', net, session: 'CPD-1', ...more })], { sessions });
    const less = numberIn(changeBy('S1', cpd(412.5)), /^£([\d.]+) less from the pot/);
    expect([cpd(412.5 - less).answer, cpd(412.51 - less).answer]).toEqual([
      'all is well',
      expect.stringMatching(/^the pot pays £400\.00/),
    ]);
    expect(changeBy('S1', cpd(100, { vat: 20 }))).toBe('£20.00 of VAT taken out of the line.');
  });
  const session = (netFee: number): Row => ({ ...SESSION, date: '2026-10-01', vatRegistered: false, netFee });
  const cpd = (id: string, net: number, more: Row = {}): Row =>
    line(id, { direction: 'Out', category: 'CPD', net, session: 'CPD-1', date: '2026-10-10', ...more });
  const forSession = (id: string, more: Row = {}): Row => ({
    ...asked,
    id,
    matter: 'CPD session',
    amount: '',
    session: 'CPD-1',
    committedOn: '2026-09-22',
    ...more,
  });
  const ofSession = (ledger: Row[], requests: Row[] = [forSession('R-1')]) =>
    ask('L-2', 'Flag', { sessions: [session(450)], requests, ledger: [line('L-1'), ...ledger] });

  it('an overclaim by a request that holds the line through its session (S11, S3)', () => {
    const found = ofSession([cpd('L-2', 430)]);
    expect(found.answer).toMatch(/^overclaim/);
    const less = numberIn(changeBy('S11', found), /^Claim £([\d.]+) less/);
    const then = (net: number) => ofSession([cpd('L-2', net)]).answer;
    expect([then(430 - less), then(430.01 - less)]).toEqual(['all is well', expect.stringMatching(/^overclaim/)]);
    const others = [forSession('R-0', { askedOn: '2026-09-19' }), forSession('R-1')];
    const named = ofSession([cpd('L-2', 400, { request: 'R-1' })], others);
    expect(named.reasons.map(({ rule }) => rule)).toContain('S11'); // R-0 holds the session: R-1 may take nothing
    expect(changeBy('S11', named)).toMatch(/^Claim £400.00 less/);
  });
  it.each([{ session: 'CPD-1' }, { request: 'R-1' }])('a claim after the final one: no sum helps (S11), %j', (by) => {
    const lines = (finalClaim: boolean) => [
      cpd('L-0', 300, { session: '', ...by, date: '2026-10-05', finalClaim }),
      cpd('L-2', 50, { session: '', ...by }),
    ];
    const found = ofSession(lines(true));
    expect([found.answer, changeBy('S11', found)]).toEqual([
      'claimed after the final claim',
      'A new request for what is claimed now, named in the line. Or the earlier line not final; no sum helps.',
    ]);
    expect(ofSession(lines(false)).answer).toBe('all is well');
  });
  it('is worked out where a decision on another request cannot be read', () => {
    const requests = [{ ...asked, id: 'R-0' }, { ...asked, id: 'R-9' }, forSession('R-1')];
    const read = tables({ ...EMPTY, sessions: [session(450)], requests, ledger: [cpd('L-2', 430)] });
    const all = { ...books(read), release: read.get('release'), reviews: null };
    const brokenDecisions = new Map([[1, 'Decisions!A2: it has no reason.']]);
    const flag = explain(
      questionOn({ ...all, brokenDecisions }, new Parameters(), day(AS_AT)),
      { kind: 'ledger', line: 0 },
      'Flag',
    );
    expect(changeBy('S11', flag!)).toMatch(/^Claim £30.00 less/);
  });
  it('never takes more out of a line than is in it (S12, S1)', () => {
    const out = (id: string, net: number, day: string) => copies(id, `2026-11-0${day}`, net);
    const pot = (first: number) => flag('L-3', [out('L-2', first, '4'), out('L-3', 10, '5')]);
    expect(changeBy('S12', pot(2_100))).toBe(
      'A note that says why, or £110.00 more In by 5 Nov 2026, or £110.00 less in the lines up to this one.',
    );
    expect([pot(1_990).answer, pot(1_990.01).answer]).toEqual(['all is well', expect.stringMatching(/^the pot goes/)]);
    expect(changeBy('S12', pot(1_995))).toMatch(/ or £5\.00 less in this line\.$/);
    const capped = (first: number) => {
      const ledger = [line('L-1'), cpd('L-0', first, { date: '2026-10-05' }), cpd('L-2', 10)];
      return ask('L-2', 'Flag', { sessions: [session(450)], ledger });
    };
    expect(changeBy('S1', capped(500))).toBe(
      '£110.00 less from the pot in the lines up to this one; the schools pay it.',
    );
    expect([capped(390).answer, capped(390.01).answer]).toEqual([
      'all is well',
      expect.stringMatching(/^the pot pays/),
    ]);
  });
  it('VAT at another rate: the right sum (F15)', () => {
    const vat = (sum: number) => flag('L-2', [copies('L-2', '2026-11-04', 100, { vat: sum })]);
    expect(changeBy('F15', vat(17.5))).toBe('VAT of £20.00 in the line.');
    expect(vat(20).answer).toBe('all is well');
  });
  it('VAT of a session: by the rate on its day, whenever it is paid (F15)', () => {
    const rate = new Parameters([{ parameter: 'vat.rate', value: 25, from: 2027, status: 'confirmed' }]);
    const paid = (vat: number) => ({
      sessions: [{ ...session(400), date: '2027-08-27', vatRegistered: true }],
      ledger: [line('L-1'), cpd('L-2', 400, { date: '2027-09-10', vat })],
    });
    expect(changeBy('F15', ask('L-2', 'Flag', paid(70), '2027-10-01', rate))).toBe('VAT of £80.00 in the line.');
    expect(ask('L-2', 'Flag', paid(80), '2027-10-01', rate).answer).toBe('all is well');
  });
  it('a sum below zero: in the other direction (F11)', () => {
    const below = (direction: string, category: string) => flag('L-2', [line('L-2', { direction, category, net: -5 })]);
    expect(changeBy('F11', below('Out', 'Other'))).toBe('£5.00 as a line In.');
    expect(changeBy('F11', below('In', 'Other income'))).toBe('£5.00 as a line Out.');
  });
  it('an overclaim where nobody approves: only less helps (S11)', () => {
    const copy = { ...asked, matter: 'Resource: further copy', amount: 60, school: 'School 1' };
    const bought = (net: number) =>
      flag('L-2', [claim('L-2', net, { category: 'Resources' })], { requests: [copy], decisions: [] });
    expect(changeBy('S11', bought(65))).toBe('Claim £5.00 less.');
    expect(bought(60).answer).toBe('all is well');
  });
  it('an overclaim for what the schools agree to: less, or their agreement to more (S11, S8)', () => {
    const project = (amount: number): Row => ({
      ...asked,
      matter: 'Project',
      amount,
      schoolsAgreeing: 'School 1; School 2; School 3',
    });
    const bought = (net: number, amount = 100) => {
      const lines = [
        claim('L-2', net, { category: 'Project' }),
        claim('L-3', 10, { category: 'Project', date: '2026-10-09' }),
      ];
      return flag('L-3', lines, { requests: [project(amount)], decisions: [] });
    };
    expect(changeBy('S11', bought(95))).toBe('Claim £5.00 less, or have the schools agree to £5.00 more in Amount.');
    expect(changeBy('S11', bought(150))).toBe(
      'Have the schools agree to £60.00 more in Amount: what was claimed before is too much already.',
    );
    expect(bought(150, 160).answer).toBe('all is well');
    expect(bought(150, 159.99).answer).toMatch(/^overclaim/);
  });
  it('a line with VAT that is paid twice: all of it, net and VAT (S11, S1, S12)', () => {
    const vat = { vatRegistered: true };
    const paid = (net: number, more: number) =>
      ask('L-2', 'Flag', {
        sessions: [{ ...session(450), ...vat }],
        requests: [forSession('R-1')],
        ledger: [line('L-1'), cpd('L-0', 400, { vat: 80, date: '2026-10-05' }), cpd('L-2', net, { vat: more })],
      });
    expect(changeBy('S11', paid(400, 80))).toBe('Claim £480.00 less.');
    expect(changeBy('S1', paid(400, 80))).toBe('£480.00 less from the pot in this line; the schools pay it.');
  });
  it('a share below zero: as Other, out (F11, S2)', () => {
    const share = line('L-2', { category: 'Other income', net: -14, school: 'School 1', session: 'CPD-1' });
    const found = ask('L-2', 'Flag', { sessions: [session(450)], ledger: [line('L-1'), share] });
    expect([found.answer, changeBy('F11', found)]).toEqual([
      'a negative sum: write money that goes back as a line Out, Other',
      '£14.00 as a line Out, Other.',
    ]);
  });
  it('a line in order: so much more gets it a flag, a penny less does not', () => {
    const sum = numberIn(changeBy('F11', flag('L-2', [claim('L-2', 60)])), /^£([\d.]+) more in Net/);
    expect(flag('L-2', [claim('L-2', 60 + sum)]).answer).toMatch(/^overclaim/);
    expect(flag('L-2', [claim('L-2', 60 + sum - 0.01)]).answer).toBe('all is well');
  });
  it('dated later: in so many days (F11)', () => {
    const later = [line('L-2', { date: '2026-12-04' })];
    expect(changeBy('F11', flag('L-2', later))).toBe('In 10 days, on 4 Dec 2026, it counts.');
    expect(ask('L-2', 'Flag', { ledger: later }, '2026-12-04').answer).toBe('all is well');
    expect(ask('L-2', 'Flag', { ledger: later }, '2026-12-03').answer).not.toBe('all is well');
  });
});
