import type { Setting } from '../../../src/rules/basics/parameters';
import { claimableAmount, promiseOf } from '../../../src/rules/money/commitments';
import type { RequestState } from '../../../src/rules/requests/request-state';
import { AS_AT, ASKED, ledgerLine, parameters, read, SESSION, set, type Tabs } from '../../support/builders';
import {
  AGREED,
  flagsOf,
  PLAIN,
  potOf,
  potsIn,
  requestFlags,
  rulesOf,
  TRAIN,
  TRAINING,
} from '../../support/ledger-cases';
import { day, type Row } from '../../support/rules-tables';

describe('what may be claimed for a request that nobody decides on (S11)', () => {
  const COPY: Row = { ...ASKED, matter: 'Resource: further copy', amount: 60 };
  const train = (net: number, vat: number) =>
    ledgerLine('L-1', '2026-11-10', 'Out', 'CPD', net, { vat, request: 'R-1' });
  const copy = (net: number) => ledgerLine('L-1', '2026-11-10', 'Out', 'Resources', net, { request: 'R-1' });

  it('is asked of nobody, training included (S1)', () => {
    const sessions = [PLAIN];
    expect(requestFlags({ requests: [TRAIN], sessions })).toEqual(['not needed']);
  });
  it.each([null, '2026-11-01', '2026-12-01'])(
    'is the pot’s part of a session, committed on %s (S11)',
    (committedOn) => {
      const tabs = { ...TRAINING, requests: [{ ...TRAIN, committedOn }] };
      expect(rulesOf([train(400, 80)], tabs)).toEqual([[]]);
      expect(flagsOf([train(410, 82)], tabs)[0]![0]).toBe(
        'S11: overclaim: asked £480.00, approved £480.00, claimed £492.00, £12.00 over',
      );
    },
  );
  it.each([null, '2026-11-01', '2026-12-01'])('is the sum of a further copy, committed on %s (S11)', (committedOn) => {
    const tabs = { requests: [{ ...COPY, committedOn }] };
    expect([rulesOf([copy(60)], tabs), rulesOf([copy(60.01)], tabs)]).toEqual([[[]], [['S11']]]);
  });
  it.each([
    [null, 0],
    ['2026-11-24', 48_000],
    ['2026-11-25', 0],
  ])('though what is committed on %s stands at %d pence (F11)', (committedOn, expected) =>
    expect(potOf([], { ...TRAINING, requests: [{ ...TRAIN, committedOn }] }).committed).toBe(expected),
  );
});

describe('what is committed (F11)', () => {
  const training: Row = { ...TRAIN, committedOn: '2026-10-10' };
  const copy: Row = { ...ASKED, amount: 100, matter: 'Resource: further copy' };
  it.each<[string, Row, string, number]>([
    ['training with VAT, gross', training, AS_AT, 48_000],
    ['training on the day it is committed', training, '2026-10-10', 48_000],
    ['training the day before', training, '2026-10-09', 0],
    ['training nobody committed', { ...training, committedOn: null }, AS_AT, 0],
    ['a further copy, committed', { ...copy, committedOn: AS_AT }, AS_AT, 10_000],
    ['a further copy, the day before', { ...copy, committedOn: '2026-11-25' }, AS_AT, 0],
    ['other funding', { ...ASKED, matter: 'Other funding', committedOn: '2026-10-10' }, AS_AT, 0],
    ['an agreed project', AGREED, '2026-10-05', 10_000],
    ['an agreed project, the day before it was asked', AGREED, '2026-10-04', 0],
  ])('%s (F11)', (_what, request, asAt, expected) =>
    expect(potsIn({ requests: [request], sessions: [SESSION] }, asAt).pots[0]!.committed).toBe(expected),
  );

  const allAssumes = (tabs: Tabs, settings: Setting[] = []) =>
    potsIn(tabs, AS_AT, settings).pots.map((pot) => pot.assumes.map(({ name }) => name));
  const assumes = (tabs: Tabs, settings: Setting[] = []) =>
    allAssumes(tabs, settings).map((names) => names.filter((name) => /^vat/.test(name)));
  const VAT = ['vat.rate', 'vat.chargedToPot'];
  it.each<[string, string[], Tabs]>([
    ['promised training with VAT', VAT, { requests: [training], sessions: [SESSION] }],
    ['promised training without', [], { requests: [training], sessions: [{ ...SESSION, vatRegistered: false }] }],
    ['training nobody promised', [], { requests: [{ ...training, committedOn: null }], sessions: [SESSION] }],
    [
      'a line with VAT',
      ['vat.chargedToPot'],
      { ledger: [ledgerLine('L-1', '2026-10-20', 'Out', 'Resources', 100, { vat: 20 })] },
    ],
    ['a line without', [], { ledger: [ledgerLine('L-1', '2026-10-20', 'Out', 'Resources', 100)] }],
  ])('%s: of VAT the cluster pot assumes %j, its other pots nothing (F11, F15)', (_what, expected, tabs) =>
    expect(assumes(tabs).slice(0, 3)).toEqual([expected, [], []]),
  );
  it('an agreed project rests on the share that has to agree, in its own pot only (F11, S8)', () => {
    const pots = allAssumes({ requests: [AGREED, { ...training, id: 'R-9' }], sessions: [SESSION] });
    expect(pots[0]).toEqual(expect.arrayContaining(['agree.share', ...VAT]));
    const north = allAssumes({ requests: [AGREED] })[0]!;
    expect(north).toContain('agree.share');
    expect(north.filter((name) => /^vat/.test(name))).toEqual([]);
    for (const other of pots.slice(1)) expect(other).not.toEqual(expect.arrayContaining(['agree.share']));
  });
  it('an opening balance rests on the VAT rule of the year its lines are from (F12, F15)', () => {
    const ledger = [ledgerLine('L-1', '2026-03-10', 'Out', 'Resources', 100, { vat: 20 })];
    expect(allAssumes({ ledger }, [set('vat.chargedToPot', 1)])[0]).toContain('vat.chargedToPot');
  });
  it('what somebody confirmed is no assumption (F15)', () =>
    expect(
      assumes({ requests: [training], sessions: [SESSION] }, [set('vat.rate', 0.2), set('vat.chargedToPot', 1)])[0],
    ).toEqual([]));
});

describe('what a request may take, by where it stands (S1, S11, F11)', () => {
  const state = (name: RequestState['name'], more: object = {}) => ({ name, ...more }) as RequestState;
  const most = (request: Row, at: RequestState, settings: Setting[] = []) => {
    const books = read({ requests: [request], sessions: [SESSION] });
    return claimableAmount(books, parameters(...settings), books.requests.at(0), at);
  };
  const promised = (request: Row, at: RequestState, settings: Setting[] = []) => {
    const books = read({ requests: [request], sessions: [SESSION] });
    const [sum, assumed] = promiseOf(books, parameters(...settings), books.requests.at(0), {
      state: at,
      asAt: day(AS_AT),
    });
    return [sum, assumed.map(({ name }) => name)];
  };

  it.each([
    ['approved in full', state('approved', { amount: 35_000 }), 35_000],
    ['approved in part', state('approved', { amount: 20_000 }), 20_000],
    ['approved without a sum', state('approved', { amount: null }), 0],
    ['agreed', state('agreed'), 35_000],
    ['waiting', state('waiting'), 0],
    ['stale', state('stale'), 0],
    ['revoked', state('revoked'), 0],
    ['not allowed', state('not allowed'), 0],
  ])('of £350 asked, where it is %s: %s, %d pence (S11)', (_what, at, expected) =>
    expect(most(ASKED, at)).toBe(expected),
  );
  it('other funding takes nothing: it brings money in (G1)', () =>
    expect(most({ ...ASKED, matter: 'Other funding' }, state('not needed'))).toBe(0));
  it('what was approved rests on nothing, what was agreed on the share that has to agree (F11, S8)', () => {
    const settings = [set('agree.share', null)];
    expect(promised(AGREED, state('approved', { amount: 10_000 }), settings)).toEqual([10_000, []]);
    expect(promised(AGREED, state('agreed'))).toEqual([10_000, ['agree.share']]);
    expect(promised(AGREED, state('agreed'), settings)).toEqual([Number.NaN, []]);
  });
  it('an approval of which something cannot be read any more keeps what it reserved, and rests on nothing (F11)', () => {
    expect(promised(ASKED, state('stale', { reserved: 20_000 }))).toEqual([20_000, []]);
    expect(promised(ASKED, state('stale', { reserved: null }))).toEqual([0, []]);
  });
  it('training is promised at a sum that is not set while the cap of its year is not (S1, F11)', () => {
    const settings = [set('cpd.cap', null)];
    expect(promised({ ...TRAIN, committedOn: AS_AT }, state('not needed'), settings)[0]).toBeNaN();
    expect(promised(TRAIN, state('not needed'), settings)).toEqual([0, []]);
  });
});
