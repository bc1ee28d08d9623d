import { logSetUp, refuseSetUp, setUpAnswer } from '../../src/actions/set-up';
import { ADVISOR, DIRECTOR, LEAD, open, STRANGER } from '../support/action-cases';
import { PEOPLE } from '../support/rules-tables';

const LEADS = PEOPLE.filter(({ role }) => role === 'Cluster lead');

describe('who may set the workbook up', () => {
  it.each([
    [DIRECTOR, true],
    [ADVISOR, true],
    [LEAD, false],
    [STRANGER, false],
  ])('%s: %s', (email, may) => expect(refuseSetUp(open().as(email)) === null).toBe(may));

  it('is whoever opens it while nobody decides', () => {
    const book = open([], { people: LEADS });
    for (const email of [LEAD, STRANGER]) expect(refuseSetUp(book.as(email))).toBeNull();
  });

  it('is the owner of the file at any time', () => {
    const world = { ...open().as(STRANGER), isOwner: () => true };
    expect(refuseSetUp(world)).toBeNull();
  });

  it('is not everybody when People cannot be read in full: there may be a Director', () => {
    const book = open([], { people: [...LEADS, { ...PEOPLE[0]!, role: 'Ruler' }] });
    expect(refuseSetUp(book.as(LEAD))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^Only the Director/),
    });
  });
});

describe('the log of a set-up (A12)', () => {
  it('says what was put in order', () => {
    const book = open();
    logSetUp(book.as(DIRECTOR), ['Ledger: put back Payee', 'Settings: entered 2 figures']);
    expect(book.lastLine()).toMatchObject({
      action: 'Set up workbook',
      who: DIRECTOR,
      what: 'Ledger: put back Payee; Settings: entered 2 figures',
    });
  });
});

describe('what a set-up answers', () => {
  it.each<[string[], string[], string]>([
    [[], [], 'Everything was in order; nothing was changed.'],
    [['a'], [], '1 thing was put in order. Your data was not touched.'],
    [[], ['x'], '1 thing needs you: see below.'],
    [['a', 'b'], ['x', 'y'], '2 things need you: see below. 2 things were put in order. Your data was not touched.'],
  ])('having done %j, with %j unclear', (did, unclear, message) =>
    expect(setUpAnswer(did, unclear)).toEqual({ ok: true, did: [...unclear, ...did], message }),
  );
});
