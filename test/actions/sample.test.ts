import { firstRows } from '../../src/actions/first-rows';
import { addSampleData } from '../../src/actions/sample';
import { verifyLog } from '../../src/actions/verify-log';
import { ChangeSet } from '../../src/workbook/change-set';
import { readSettings } from '../../src/workbook/reading/read-settings';
import { done, logged, open, STRANGER } from '../support/action-cases';
import { FakeWorkbook } from '../support/fake-world';

const OWNER = 'owner@example.org';
const fresh = () => {
  const book = new FakeWorkbook({});
  const tables = book.tables();
  const changes = new ChangeSet(tables);
  firstRows(tables, changes, () => 'PG-DRAWN');
  book.as(OWNER).write(changes.blocks());
  return book;
};

describe('sample data', () => {
  it('fills a fresh workbook with rows that can all be read, and tells the log of them', () => {
    const book = fresh();
    done(addSampleData(book.as(OWNER)));
    const tables = book.tables();
    expect(tables.problems()).toEqual([]);
    for (const key of ['people', 'meetings', 'attendance', 'sessions', 'requests', 'decisions', 'ledger'] as const)
      expect([key, tables.get(key).count > 0]).toEqual([key, true]);
    expect(tables.get('people').rows.every(({ email }) => /@example\.org$/.test(email))).toBe(true);
    expect(logged(book)).toContain('Approve');
    expect(book.lastLine()).toMatchObject({ action: 'Add sample data', who: OWNER });
    const [director] = tables.get('people').where('role', 'Director');
    expect(verifyLog(book.as(director!.email))).toMatchObject({ good: true });
  });

  it('is refused where there is anything already, even a row that cannot be read', () => {
    const twice = fresh();
    done(addSampleData(twice.as(OWNER)));
    const broken = fresh();
    broken.type('ledger', 2, 'net', 'lots');
    for (const book of [twice, broken, open()]) {
      const rows = book.count('ledger');
      expect(addSampleData(book.as(STRANGER))).toMatchObject({
        ok: false,
        message: expect.stringMatching(/^Sample data is for a fresh workbook only/),
      });
      expect(book.count('ledger')).toBe(rows);
    }
  });

  it('brings the clusters of the guidance and its name, where nothing is there yet (P6)', () => {
    const book = fresh();
    expect(book.count('clusters')).toBe(0);
    done(addSampleData(book.as(OWNER)));
    expect([book.count('clusters'), book.count('schools')]).toEqual([5, 37]);
    expect(readSettings(book.tables()).parameters.text('programme.name', 2026)).toBe('Salisbury Cluster Project');
  });

  it('is refused, with nothing entered, where there are clusters of another programme', () => {
    const book = new FakeWorkbook({ clusters: [{ id: 'C-1', name: 'Harbour Cluster' }] });
    expect(addSampleData(book.as(OWNER))).toEqual({
      ok: false,
      message: 'Sample data needs the clusters and schools of the guidance: make a new spreadsheet to try it.',
    });
    expect([book.count('clusters'), book.count('schools')]).toEqual([1, 0]);
  });

  it('enters no clusters where it is refused because people are at work', () => {
    const book = fresh();
    book.type('ledger', 2, 'net', 'lots');
    expect(addSampleData(book.as(OWNER)).ok).toBe(false);
    expect(book.count('clusters')).toBe(0);
  });
});
