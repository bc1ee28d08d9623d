import { askRequest, previewRequest } from '../../src/actions/ask';
import { notNeededText } from '../../src/actions/not-needed';
import { MATTERS } from '../../src/rules/basics/words';
import { sessionSplit } from '../../src/rules/money/cpd';
import { MATTER_SPECS } from '../../src/rules/requests/matters';
import { asSent, done, LEAD, MONEY, open } from '../support/action-cases';
import { ASKED, NORTH, parameters, read, SESSION } from '../support/builders';
import type { Row } from '../support/rules-tables';

/** What is said of a request. */
function said(request: Row, session: Row | null = null): string {
  const books = read({
    requests: [{ ...ASKED, ...request, ...(session ? { session: 'CPD-1' } : {}) }],
    ...(session ? { sessions: [session] } : {}),
  });
  return notNeededText(books.requests.at(0), { split: session ? sessionSplit(books, 0, parameters()) : null });
}
const TRAINING = { matter: 'CPD session', amount: null };

const FIRST_COPY: Row = {
  matter: 'Resource: first copy',
  pot: null,
  amount: null,
  school: 'School 1',
  resource: 'Cards',
};

describe('what nobody decides (S1, S2, S9, C4, G1)', () => {
  it.each<[string, Row, Row | null, string]>([
    ['training above the cap', TRAINING, SESSION, 'the pot pays £480.00, five schools £36.00 each.'],
    ['training below it', TRAINING, { ...SESSION, netFee: 300 }, 'the pot pays £360.00.'],
    [
      'odd pence',
      TRAINING,
      { ...SESSION, netFee: 550.01, vatRegistered: false },
      'five schools £30.01 or £30.00 each.',
    ],
    [
      'training of two clusters',
      TRAINING,
      { ...SESSION, netFee: 600, vatRegistered: false, clusters: `${NORTH}; South Cluster` },
      'the pot pays £200.00, the pot of 1 other cluster, eight schools £25.00 each.',
    ],
    ['a further copy', { matter: 'Resource: further copy', amount: 60 }, null, 'the pot pays £60.00.'],
    ['one a school pays', { matter: 'Resource: further copy', amount: 60, pot: null }, null, 'the school pays £60.00.'],
    ['a first copy', FIRST_COPY, null, 'the Trust pays. The Advisor or the Director sees to it.'],
    ['other funding', { matter: 'Other funding' }, null, 'the Advisor is told, and it never counts against the next'],
  ])('of %s it is said who pays', (_, request, session, expected) => {
    expect(said(request, session)).toMatch(/^No approval needed: /);
    expect(said(request, session)).toContain(expected);
  });
  it('of a report it is said who reads it (C4)', () =>
    expect(said({ matter: 'Problem, idea or question' })).toBe(
      'The Advisor and the Director will read it. No approval needed.',
    ));
  it('of none it is said that it “is not needed”', () => {
    const matters = MATTERS.filter((matter) => ['order', 'declaration', 'report'].includes(MATTER_SPECS[matter].kind));
    for (const matter of matters) expect(said({ matter })).not.toContain('not needed');
  });
});

it('is said when a request is sent and before it is (S1)', () => {
  const book = open([], { ledger: [MONEY] });
  const sent = asSent({ matter: 'Resource: further copy', amount: '60', payee: '', purpose: 'A copy' });
  const text = 'No approval needed: the pot pays £60.00.';
  expect(done(previewRequest(book.as(LEAD), sent)).sentence).toBe(text);
  const { id, message } = done(askRequest(book.as(LEAD), sent));
  expect(message).toBe(`Sent: ${id}. ${text}`);
  expect(done(askRequest(book.as(LEAD), sent)).message).toBe(`Asked already as ${id}: no approval needed.`);
});
