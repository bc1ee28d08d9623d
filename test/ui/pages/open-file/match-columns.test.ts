import { fileForm } from '../../../../src/actions/open-file';
import { draftOf, matchedOf } from '../../../../src/ui/pages/open-file/draft';
import { hasCommas, rowsToSend } from '../../../../src/ui/pages/open-file/file-rows';
import { findHeadings, suggestSources, suggestTarget } from '../../../../src/ui/pages/open-file/match-columns';
import { KNOWN_BY, OTHER_NAMES } from '../../../../src/ui/pages/open-file/other-names';
import { type FileRows, readFile } from '../../../../src/ui/pages/open-file/read-file';
import { ADVISOR, done, open } from '../../../support/action-cases';
import { FakeWorkbook } from '../../../support/fake-world';
import {
  attendanceGrid,
  bankInOut,
  bankSigns,
  budget,
  cashBook,
  excelCsv,
  type MadeFile,
  meetingList,
  schoolList,
  unicodeText,
} from '../../../support/other-files';

const { targets } = done(fileForm(open().as(ADVISOR)));
/** What a programme starts from is offered while nothing is entered. */
const atFirst = done(fileForm(new FakeWorkbook({}).as('owner@example.org'))).targets;
const targetOf = (key: string) => [...targets, ...atFirst].find((target) => target.key === key)!;

async function drafted(made: MadeFile | Promise<MadeFile>) {
  const { name, bytes } = await made;
  const file = await readFile(name, bytes);
  const draft = draftOf(targets, file, 0);
  return { draft, matched: matchedOf(draft, file.sheets[0]!.rows) };
}

describe('other names of columns', () => {
  it('belong to columns that there are, and name no two of one tab', () => {
    for (const [target, columns] of Object.entries(OTHER_NAMES)) {
      const keys = targetOf(target).columns.map(({ key }) => key);
      expect(Object.keys(columns).filter((key) => !keys.includes(key))).toEqual([]);
      const names = Object.values(columns).flat();
      expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    }
    for (const [target, ...columns] of KNOWN_BY)
      expect(columns.filter((key) => !targetOf(target).columns.some((column) => column.key === key))).toEqual([]);
  });

  it('are found whatever capitals, units and brackets are about them, each column of a file once', () => {
    const sources = suggestSources(targetOf('ledger'), [
      'DATE',
      'Paid out (£)',
      'Money In*',
      'Description:',
      'Details',
      'Balance',
    ]);
    expect(Object.entries(sources).map(([key, { at }]) => [key, at])).toEqual([
      ['date', 0],
      ['paidIn', 2],
      ['payee', 3],
      ['paidOut', 1],
    ]);
  });
});

describe('what a file holds', () => {
  it.each([
    ['ledger', bankInOut, 3, { date: 0, payee: 2, paidOut: 3, paidIn: 4 }],
    ['ledger', bankSigns, 0, { date: 0, payee: 1, amount: 2 }],
    ['ledger', excelCsv, 0, { date: 0, payee: 1, paidOut: 2 }],
    ['ledger', cashBook, 0, { date: 0, payee: 1, direction: 2, net: 3, vat: 4, category: 5, evidence: 6 }],
    ['schools', schoolList, 0, { id: 0, name: 1, phase: 2, cluster: 4 }],
    ['people', unicodeText, 0, { name: 0, surname: 1, email: 2, role: 3, school: 4 }],
    ['meetings', meetingList, 0, { date: 0, start: 1, end: 2, inSchoolHours: 3, kind: 4, status: 5, heldAt: 6 }],
    ['attendance', attendanceGrid, 1, { school: 0, note: 3 }],
  ])('%s, known by its headings', async (target, make, headings, columns) => {
    const { draft, matched } = await drafted(make());
    expect([draft.target.key, draft.headings]).toEqual([target, headings]);
    const found = Object.entries(matched.sources).filter(([, { at }]) => at >= 0);
    expect(Object.fromEntries(found.map(([key, { at }]) => [key, at]))).toEqual(columns);
  });

  it('is still asked about where no heading is known: nothing is matched that is not there', async () => {
    const { draft } = await drafted(budget());
    expect(Object.values(draft.sources).filter(({ at }) => at >= 0).length).toBeLessThan(2);
  });

  it('is of what the person may open, and headings are looked for in the first rows alone', () => {
    expect(suggestTarget([targetOf('schools')], ['Date', 'Amount']).key).toBe('schools');
    const rows: FileRows = [['only one'], ['a', 'b'], ['c', 'd']];
    expect(findHeadings(targets, rows)).toBe(1);
    expect(findHeadings(targets, [['x']])).toBe(0);
  });
});

describe('the rows that are sent', () => {
  it('are those with anything in them, by the numbers they have in the file', async () => {
    const { matched } = await drafted(bankInOut());
    const sent = rowsToSend({ ...matched, rows: [...matched.rows, ['', ' '], ['24/11/2026', '', 'X', '1', '']] });
    expect(sent.columns).toEqual(['date', 'payee', 'paidIn', 'paidOut']);
    expect(sent.numbers).toEqual([5, 6, 7, 9]);
    expect(sent.rows[0]).toEqual(['20/11/2026', 'Bright Sparks, Ltd', '', '£45.20']);
  });

  it('are one for each school and date of a grid, but for blank cells and words that are left out', async () => {
    const { matched } = await drafted(attendanceGrid());
    const sent = rowsToSend({ ...matched, words: { 'mark apols': { column: 'mark', word: 'Apols', means: '' } } });
    expect(sent.columns).toEqual(['school', 'note', 'date', 'mark']);
    expect(sent.rows.map((row) => row.slice(2))).toEqual([
      ['2026-10-20', 'P'],
      ['2026-11-10', 'P'],
      ['2026-10-20', 'P'],
      ['2026-11-10', 'P'],
    ]);
    expect(sent.numbers).toEqual([3, 3, 4, 5]);
  });

  it('have commas before their pence turned into points, where the whole file has them', async () => {
    const { matched } = await drafted(excelCsv());
    expect(matched.isComma).toBe(true);
    expect(rowsToSend(matched).rows.map((row) => row[2])).toEqual(['45.20', '1250.00']);
    const english: FileRows = [
      ['Date', 'Payee', 'Money out'],
      ['x', 'y', '1,250'],
      ['x', 'y', '45,20'],
    ];
    expect(hasCommas({ ...matched, rows: english })).toBe(false);
  });

  it('are all rows where a file has no headings', async () => {
    const { matched } = await drafted(excelCsv());
    expect(rowsToSend({ ...matched, headings: -1 }).numbers).toEqual([1, 2, 3]);
  });
});
