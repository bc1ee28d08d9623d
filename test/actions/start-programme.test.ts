import { startProgramme } from '../../src/actions/start-programme';
import { readSettings } from '../../src/workbook/reading/read-settings';
import { DIRECTOR, done, LEAD, open } from '../support/action-cases';
import { FakeWorkbook } from '../support/fake-world';
import { PEOPLE } from '../support/rules-tables';
import { token } from '../support/tracker';

const OWNER = 'owner@example.org';
const nameIn = (book: FakeWorkbook, year = 2026) => readSettings(book.tables()).parameters.text('programme.name', year);

describe('starting a programme (P5, P6)', () => {
  it('names it, and enters nothing of the guidance unless that is asked for', () => {
    const book = new FakeWorkbook({});
    expect(done(startProgramme(book.as(OWNER), { token: token(), name: '  Harbour Science ' })).message).toBe(
      'The programme is called Harbour Science.',
    );
    expect([nameIn(book), book.count('clusters'), book.count('schools')]).toEqual(['Harbour Science', 0, 0]);
    expect(book.lastLine()).toMatchObject({ action: 'Set up', what: 'The programme is called Harbour Science' });
  });

  it('enters the clusters of the guidance where they are wanted; sent twice, once', () => {
    const book = new FakeWorkbook({});
    const sent = { token: token(), name: 'Salisbury Cluster Project', from: 'guidance' };
    expect(done(startProgramme(book.as(OWNER), sent)).message).toContain('5 clusters and 37 schools of the guidance');
    expect(startProgramme(book.as(OWNER), sent)).toMatchObject({ ok: true, unchanged: true });
    expect([book.count('clusters'), book.count('schools'), book.count('membership')]).toEqual([5, 37, 37]);
  });

  it('leaves clusters that are there alone', () => {
    const book = open();
    done(startProgramme(book.as(DIRECTOR), { token: token(), name: 'Harbour Science' }));
    expect(startProgramme(book.as(DIRECTOR), { token: token(), name: 'Harbour Science', from: 'guidance' })).toEqual({
      ok: false,
      message: expect.stringMatching(/^There are clusters or schools in this workbook already/),
    });
    expect(book.count('clusters')).toBe(2);
  });

  it('changes the name in the row that counts, with who said so', () => {
    const settings = [
      { parameter: 'programme.name', value: 'Old name', status: 'confirmed' },
      { parameter: 'programme.name', value: 'Harbour', from: '2026/27', status: 'confirmed' },
    ];
    const book = new FakeWorkbook({ people: PEOPLE, settings });
    done(startProgramme(book.as(DIRECTOR), { token: token(), name: 'Harbour Science' }));
    expect([nameIn(book, 2025), nameIn(book, 2026)]).toEqual(['Old name', 'Harbour Science']);
    expect(book.tables().get('settings').at(1)).toMatchObject({ confirmedBy: 'Dana Director', status: 'confirmed' });
  });

  it('is for whoever may set up, and needs a name', () => {
    expect(startProgramme(open().as(LEAD), { token: token(), name: 'Mine' })).toMatchObject({
      ok: false,
      message: 'Only the Director, the Advisor or the owner of the file can change the set-up.',
    });
    expect(startProgramme(open().as(DIRECTOR), { token: token(), name: ' ' })).toMatchObject({
      ok: false,
      problems: [{ field: 'name', message: 'Type the name of the programme.' }],
    });
  });
});
