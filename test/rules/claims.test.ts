import { ledgerFindings } from '../../src/rules/ledger-flags';
import { Parameters, type Setting } from '../../src/rules/parameters';
import { potFigures } from '../../src/rules/pots';
import { ASKED, books, day, PROGRAMME, type Row, tables } from '../support/rules-tables';

type Tabs = Record<string, Row[]>;

const AS_AT = '2026-11-24';
const read = (tabs: Tabs) => books(tables({ ...PROGRAMME, ...tabs }));

const line = (
  id: string,
  date: string,
  direction: 'In' | 'Out',
  category: string,
  net: number,
  more: Row = {},
): Row => ({
  id,
  date,
  cluster: 'North Cluster',
  pot: 'Cluster pot',
  direction,
  category,
  net,
  ...more,
});
const MONEY = line('L-0', '2026-09-10', 'In', 'Match', 5_000);
const SESSION: Row = {
  id: 'CPD-1',
  date: '2026-11-02',
  provider: 'Bright Sparks',
  vatRegistered: true,
  netFee: 550,
  clusters: 'North Cluster',
};
const TRAIN: Row = { ...ASKED, matter: 'CPD session', amount: null, session: 'CPD-1' };
const TRAINING = { requests: [TRAIN], sessions: [SESSION] };

/** Flags of the lines after the first, which is the pot's money. */
const flags = (ledger: Row[], tabs: Tabs = {}, asAt = AS_AT, settings: Setting[] = []) =>
  ledgerFindings(read({ ledger: [MONEY, ...ledger], ...tabs }), new Parameters(settings), day(asAt))
    .slice(1)
    .map((found) => found.map(({ rule, message }) => `${rule}: ${message}`));
const rules = (ledger: Row[], tabs: Tabs = {}, asAt = AS_AT, settings: Setting[] = []) =>
  flags(ledger, tabs, asAt, settings).map((found) => found.map((text) => text.slice(0, text.indexOf(':'))));
const potOf = (ledger: Row[], tabs: Tabs = {}, asAt = AS_AT, settings: Setting[] = []) =>
  potFigures(read({ ledger: [MONEY, ...ledger], ...tabs }), new Parameters(settings), 2026, day(asAt)).pots[0]!;

describe('what may be claimed for a request that nobody decides on (S11)', () => {
  const COPY: Row = { ...ASKED, matter: 'Resource: further copy', amount: 60 };
  const train = (net: number, vat: number) => line('L-1', '2026-11-10', 'Out', 'CPD', net, { vat, request: 'R-1' });
  const copy = (net: number) => line('L-1', '2026-11-10', 'Out', 'Resources', net, { request: 'R-1' });

  it.each([null, '2026-11-01', '2026-12-01'])(
    'is the pot’s part of a session, committed on %s (S11)',
    (committedOn) => {
      const tabs = { ...TRAINING, requests: [{ ...TRAIN, committedOn }] };
      expect(rules([train(400, 80)], tabs)).toEqual([[]]);
      expect(flags([train(410, 82)], tabs)[0]![0]).toBe(
        'S11: overclaim: asked £480.00, approved £480.00, claimed £492.00, £12.00 over',
      );
    },
  );
  it.each([null, '2026-11-01', '2026-12-01'])('is the sum of a further copy, committed on %s (S11)', (committedOn) => {
    const tabs = { requests: [{ ...COPY, committedOn }] };
    expect([rules([copy(60)], tabs), rules([copy(60.01)], tabs)]).toEqual([[[]], [['S11']]]);
  });
  it.each([
    [null, 0],
    ['2026-11-24', 48_000],
    ['2026-11-25', 0],
  ])('though what is committed on %s stands at %d pence (F11)', (committedOn, expected) =>
    expect(potOf([], { ...TRAINING, requests: [{ ...TRAIN, committedOn }] }).committed).toBe(expected),
  );
});
