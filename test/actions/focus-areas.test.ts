import { focusForm, saveFocusAreas } from '../../src/actions/focus-areas';
import { ADVISOR, done, LEAD, open, SOUTH_LEAD, STRANGER } from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import { PEOPLE } from '../support/rules-tables';
import { token } from '../support/tracker';

const SCIENCE = 'science@example.org';
const opened = () =>
  open([], { people: [...PEOPLE, { name: 'Sam', email: SCIENCE, role: 'Science lead', school: 'School 2' }] });
const save = (book: FakeWorkbook, email: string, more: object = {}) =>
  saveFocusAreas(book.as(email), { token: token(), cluster: 'C-1', areas: ['Assessment'], other: '', ...more });
const areas = (book: FakeWorkbook) => book.tables().get('clusters').at(0).focusAreas;

describe('focus areas of a cluster (G4)', () => {
  it('are offered as the guidance suggests them, with those that were chosen', () => {
    const book = opened();
    expect(done(focusForm(book.as(LEAD)))).toMatchObject({ clusters: [{ id: 'C-1', areas: [] }] });
    expect(done(focusForm(book.as(LEAD))).areas).toHaveLength(16);
    save(book, LEAD);
    expect(done(focusForm(book.as(LEAD))).clusters[0]!.areas).toEqual(['Assessment']);
    expect(done(focusForm(book.as(ADVISOR))).clusters).toHaveLength(2);
  });

  it('are recorded by the lead, others too, and the log keeps those of before', () => {
    const book = opened();
    expect(save(book, LEAD)).toMatchObject({
      ok: true,
      message: 'Recorded: North Cluster works on: Assessment.',
      undo: expect.any(Number),
    });
    expect(save(book, LEAD, { areas: ['Family learning'], other: 'Rockets' })).toMatchObject({ ok: true });
    expect(areas(book)).toEqual(['Family learning', 'Rockets']);
    expect(book.lastLine()).toMatchObject({
      action: 'Choose focus areas',
      reference: 'C-1',
      what: 'Family learning; Rockets (before: Assessment)',
    });
    expect(save(book, LEAD, { areas: [] })).toMatchObject({ message: 'Recorded: North Cluster works on: none.' });
    expect(areas(book)).toBeNull();
  });

  it('are written once, and left where they are the same', () => {
    const book = opened();
    save(book, LEAD);
    const lines = book.count('log');
    expect(save(book, LEAD)).toMatchObject({ ok: true, message: expect.stringMatching(/recorded already\.$/) });
    expect(book.count('log')).toBe(lines);
  });

  it('are the cluster’s lead’s and the deciders’: others are told who', () => {
    const book = opened();
    for (const email of [SOUTH_LEAD, SCIENCE])
      expect(save(book, email)).toMatchObject({
        ok: false,
        message: expect.stringMatching(/Nell North \(Cluster lead\)/),
      });
    expect(focusForm(book.as(SCIENCE))).toMatchObject({ ok: false, message: expect.stringMatching(/not yours to do/) });
    expect(save(book, STRANGER)).toMatchObject({ ok: false });
    expect(areas(book)).toBeNull();
  });

  it('refuse what the cell would read as two', () => {
    const book = opened();
    expect(save(book, LEAD, { other: 'Rockets; kites' })).toMatchObject({ problems: [{ field: 'other' }] });
    expect(save(book, LEAD, { cluster: 'C-9' })).toMatchObject({ problems: [{ field: 'cluster' }] });
  });
});
