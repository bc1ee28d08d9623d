import {
  amountsIn,
  claimsOf,
  givesBack,
  lineAmount,
  otherWay,
  partOfPot,
  sessionOf,
  shareSign,
  VatByRow,
  vatDayOf,
} from '../../../src/rules/money/ledger-lines';
import { ledgerBalance } from '../../../src/rules/money/pots';
import { AS_AT, ASKED, ledgerLine, parameters, read, SESSION, set, type Tabs } from '../../support/builders';
import { MONEY, potsIn, rulesOf, TRAIN, TRAINING } from '../../support/ledger-cases';
import { day, type Row } from '../../support/rules-tables';

describe('VAT of a session that is paid in the next funding year (F15, S1)', () => {
  const sessions = [{ ...SESSION, date: '2027-06-20' }];
  const requests = [{ ...TRAIN, committedOn: '2027-06-01' }];
  const OCTOBER = '2027-10-01';
  const paid = (more: Row, vat = 80) => ledgerLine('L-1', '2027-09-10', 'Out', 'CPD', 400, { vat, ...more });
  const share = (more: Row) =>
    ledgerLine('L-2', '2027-09-20', 'In', 'Other income', 150, { vat: 30, school: 'School 1', ...more });
  const recovered = [set('vat.chargedToPot', 0, 2027)];
  const NAMED: [string, Row][] = [
    ['its session', { session: 'CPD-1' }],
    ['a request for it', { request: 'R-1' }],
  ];

  it.each(NAMED)('is at the rate of the session’s day, for a line that names %s (F15)', (_what, named) => {
    const higher = [set('vat.rate', 0.25, 2027)];
    expect(rulesOf([paid(named)], { sessions, requests }, OCTOBER, higher)).toEqual([[]]);
    expect(rulesOf([paid(named, 100)], { sessions, requests }, OCTOBER, higher)[0]).toContain('F15');
    expect(rulesOf([paid({}, 100)], { sessions, requests }, OCTOBER, higher)[0]).not.toContain('F15');
  });
  it.each(NAMED)('is borne by the pot as on that day, for a line that names %s (F15, S1, S11)', (_what, named) => {
    const tabs = { sessions, requests };
    const whole = [paid({ ...named, net: 550 }, 110), share(named)];
    expect(rulesOf(whole, tabs, OCTOBER, recovered)).toEqual([[], []]);
    const sums = potsIn({ ledger: [MONEY, ...whole], ...tabs }, OCTOBER, recovered, 2027).pots[0]!;
    expect([sums.spent, sums.otherIncome, sums.closing, sums.committed]).toEqual([66_000, 18_000, 452_000, 0]);
  });
  it('and the balance check takes it the same way (F11, F15)', () => {
    const named = read({
      sessions,
      requests,
      ledger: [MONEY, paid({ request: 'R-1' }), share({ session: 'CPD-1' }), paid({ id: 'L-3' })],
    });
    expect(ledgerBalance(named, parameters(...recovered), 2027, day(OCTOBER))).toEqual({
      cameIn: 500_000 + 18_000,
      wentOut: 48_000 + 40_000,
    });
  });
});

/** A line of a ledger in which there is nothing else, with the tables it is read with. */
const lineIn = (more: Row, tabs: Tabs = TRAINING) => {
  const books = read({ ...tabs, ledger: [ledgerLine('L-1', '2026-10-20', 'In', 'Other income', 100, more)] });
  return { books, line: books.ledger.at(0) };
};

describe('which figure of its pot a line is a part of (F11 to F13)', () => {
  it.each([
    ['Match', 'In', '2026-08-31', 'opening'],
    ['Resources', 'Out', '2026-08-31', 'opening'],
    ['Match', 'In', '2026-09-01', 'received'],
    ['School cash', 'In', '2026-10-20', 'received'],
    ['Lead support', 'In', '2026-10-20', 'received'],
    ['Administration', 'In', '2026-10-20', 'received'],
    ['Other funding', 'In', '2026-10-20', 'otherIncome'],
    ['Other income', 'In', '2026-10-20', 'otherIncome'],
    ['Resources', 'Out', '2026-09-01', 'spent'],
    ['Match', 'Out', '2026-10-20', 'spent'],
  ] as const)('%s, %s on %s, in the year from 1 September 2026: %s', (category, direction, date, expected) =>
    expect(partOfPot(direction, category, date < '2026-09-01')).toBe(expected),
  );
});

describe('what a line moves in its pot (F15)', () => {
  it.each([
    [2_000, true, 12_000],
    [2_000, false, 10_000],
    [null, true, 10_000],
    [0, false, 10_000],
  ])('£100 net with %j pence of VAT, where the pot bears it: %j, moves %d pence', (vat, bears, expected) =>
    expect(lineAmount(10_000, vat, bears)).toBe(expected),
  );
  it('a line without VAT needs no rule on it; one with VAT is not set while the rule is not', () => {
    const { books, line } = lineIn({ vat: 20 });
    const unset = amountsIn(books, parameters(set('vat.chargedToPot', null)));
    expect([unset.of(line), unset.of({ ...line, vat: null })]).toEqual([Number.NaN, 10_000]);
  });
  it('says which assumption its VAT rests on, where it has any', () => {
    const { books } = lineIn({ vat: 20 });
    expect(new VatByRow(books, parameters()).ruleOf(0).assumption?.name).toBe('vat.chargedToPot');
    expect(new VatByRow(books, parameters(set('vat.chargedToPot', 1))).ruleOf(0).assumption).toBeNull();
  });
  it('goes by the session that it or its request names, by its row too', () => {
    const sessions = [{ ...SESSION, date: '2027-09-10' }];
    const rule = (more: Row) =>
      new VatByRow(
        lineIn({ vat: 20, ...more }, { sessions }).books,
        parameters(set('vat.chargedToPot', 0, 2027)),
      ).ruleOf(0);
    expect([rule({}).bears, rule({ session: 'CPD-1' }).bears]).toEqual([true, false]);
  });
  it('goes by the year of the line’s own day, where it is about no session', () => {
    const { books, line } = lineIn({ vat: 20 });
    const amounts = amountsIn(books, parameters(set('vat.chargedToPot', 0, 2027)));
    expect([amounts.of(line), amounts.of({ ...line, date: day('2027-09-01') })]).toEqual([12_000, 10_000]);
  });
});

describe('the session a line is about (S2, F15)', () => {
  it.each([
    ['that it names', { session: 'CPD-1' }, 0, '2026-11-02'],
    ['of the request it names', { request: 'R-1' }, 0, '2026-11-02'],
    ['that it does not name', {}, null, '2026-10-20'],
  ])('is the one %s, and VAT goes by its day', (_what, more: Row, session, vatDay) => {
    const { books, line } = lineIn(more);
    expect(sessionOf(books, line)).toBe(session);
    expect(vatDayOf(books, line)).toBe(day(vatDay));
  });
  it('is none for a request without one', () => {
    const { books, line } = lineIn({ request: 'R-1' }, { requests: [ASKED] });
    expect(sessionOf(books, line)).toBeNull();
  });
});

describe('a school’s share of a session (S2)', () => {
  const SHARE = { school: 'School 1', session: 'CPD-1' };
  const back = { ...SHARE, direction: 'Out', category: 'Other' };
  it.each<[string, Row, number]>([
    ['comes in as other income and names the school and the session', SHARE, 1],
    ['or its request', { ...SHARE, session: null, request: 'R-1' }, 1],
    ['but not without the school', { ...SHARE, school: null }, 0],
    ['nor without session and request', { ...SHARE, session: null }, 0],
    ['nor as match', { ...SHARE, category: 'Match' }, 0],
    ['nor into another pot', { ...SHARE, pot: 'Lead support' }, 0],
    ['goes back as Other', back, -1],
    ['but not as training', { ...back, category: 'CPD' }, 0],
    ['nor by its request alone', { ...back, session: null, request: 'R-1' }, 0],
    ['nor from another pot', { ...back, pot: 'Administration' }, 0],
  ])('%s', (_what, more, expected) => {
    const { books, line } = lineIn(more);
    expect(shareSign(books, line)).toBe(expected);
  });
  it.each<[string, Row, string]>([
    ['a payment', { direction: 'Out', category: 'Resources' }, 'In'],
    ['a share', SHARE, 'Out, Other'],
    ['other money that came in', {}, 'Out'],
  ])('below zero, %s is written as a line %j: %s (F11)', (_what, more, expected) => {
    const { books, line } = lineIn(more);
    expect(otherWay(books, line)).toBe(expected);
  });
});

describe('money that is given back (S11, F10)', () => {
  it.each<[string, Row, Row | null, boolean]>([
    ['other income for a request', {}, ASKED, true],
    ['match for a request', { category: 'Match' }, ASKED, false],
    ['a payment', { direction: 'Out', category: 'Resources' }, ASKED, false],
    ['in another pot than the request’s', { pot: 'Lead support' }, ASKED, false],
    ['in another cluster than the request’s', { cluster: 'South Cluster' }, ASKED, false],
    ['in any pot, of a request that names none', { pot: 'Lead support' }, { ...ASKED, pot: null }, true],
    ['for a request that brings money in', {}, { ...ASKED, matter: 'Other funding' }, false],
    ['for a session alone', {}, null, true],
    ['for a session alone, in another pot', { pot: 'Lead support' }, null, false],
  ])('%s, %j of %j: %j', (_what, more, request, expected) => {
    const { books, line } = lineIn(more, { requests: request ? [request] : [] });
    expect(givesBack(line, request ? books.requests.at(0) : null)).toBe(expected);
  });
});

describe('the request a line claims (S3)', () => {
  const claimed = (more: Row, tabs: Tabs = TRAINING, asAt = AS_AT) => {
    const { books, line } = lineIn({ direction: 'Out', category: 'CPD', ...more }, tabs);
    return claimsOf(books, day(asAt))(line)?.id ?? null;
  };
  it.each<[string, Row, string | null]>([
    ['the one it names', { request: 'R-1' }, 'R-1'],
    ['the one that holds its cluster’s part of the session it names', { session: 'CPD-1' }, 'R-1'],
    ['not that of another cluster', { session: 'CPD-1', cluster: 'South Cluster' }, null],
    ['none where it names nothing', {}, null],
  ])('is %s (S3)', (_what, more, expected) => expect(claimed(more)).toBe(expected));
  it('of two requests for one session it is the first that was asked, until that is withdrawn (S3)', () => {
    const requests = [
      { ...TRAIN, id: 'R-2', askedOn: '2026-10-06' },
      { ...TRAIN, withdrawnOn: '2026-11-20' },
    ];
    const tabs = { requests, sessions: [SESSION] };
    expect(['2026-11-19', '2026-11-20'].map((asAt) => claimed({ session: 'CPD-1' }, tabs, asAt))).toEqual([
      'R-1',
      'R-2',
    ]);
  });
});
