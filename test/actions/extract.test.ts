import { extractState, switchExtract } from '../../src/actions/extract';
import { DIRECTOR, done, LEAD, open } from '../support/action-cases';

const settings = [
  { parameter: 'programme.id', value: 'PG-1', status: 'confirmed' },
  { parameter: 'programme.name', value: 'Harbour Science', status: 'confirmed' },
];
const named = () => open([], { settings });

describe('the tab Extract', () => {
  it('is off until somebody switches it on, and on until somebody switches it off', () => {
    const book = named();
    expect(done(extractState(book.as(DIRECTOR)))).toMatchObject({
      on: false,
      tab: '',
      programme: { id: 'PG-1', name: 'Harbour Science' },
      notYours: '',
    });
    done(switchExtract(book.as(DIRECTOR), { on: true }));
    expect(done(extractState(book.as(DIRECTOR)))).toMatchObject({ on: true, tab: 'Extract' });
    expect(book.lastLine()).toMatchObject({ action: 'Extract', what: 'Switched on' });
    expect(switchExtract(book.as(DIRECTOR), { on: true })).toMatchObject({ ok: true, unchanged: true });
    done(switchExtract(book.as(DIRECTOR), { on: false }));
    expect(done(extractState(book.as(DIRECTOR))).on).toBe(false);
    expect(book.lastLine()).toMatchObject({ action: 'Extract', what: 'Switched off' });
  });

  it('is not switched by who may not set up, who sees why', () => {
    const book = named();
    expect(done(extractState(book.as(LEAD))).notYours).toMatch(/^This is not yours to switch\. .*Dana Director/);
    expect(switchExtract(book.as(LEAD), { on: true })).toMatchObject({ ok: false });
    expect(book.extract).toBeNull();
  });

  it('waits for the programme to have a name and an ID', () => {
    const book = open();
    expect(switchExtract(book.as(DIRECTOR), { on: true })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/has no name and ID yet.*Set up workbook/),
    });
    expect(book.extract).toBeNull();
  });
});
