import { checkWorkbook } from '../../src/actions/check-workbook';
import { SHEET_KEYS } from '../../src/workbook/sheets';
import {
  ADVISOR,
  ASKED,
  contextOf,
  DIRECTOR,
  done,
  LEAD,
  MONEY,
  open,
  problems,
  STRANGER,
} from '../support/action-cases';
import type { Tabs } from '../support/builders';
import { line, mark, meeting, SESSION } from '../support/builders';
import { MEMBERSHIP } from '../support/rules-tables';

const said = (tabs: Tabs) =>
  problems(open([], tabs)).map(({ sheet, a1, severity, message }) => [sheet, a1, severity, message]);

describe('Check workbook', () => {
  it('says how much it read, and finds nothing where nothing is amiss', () => {
    const book = open([ASKED], { ledger: [MONEY] });
    const { tables } = contextOf(book);
    const rows = SHEET_KEYS.reduce((sum, key) => sum + tables.get(key).count, 0);
    expect(checkWorkbook(book.as(DIRECTOR))).toEqual({
      ok: true,
      problems: [],
      leftOut: [],
      rowsChecked: rows,
      message: `${rows} rows checked: no problems found.`,
    });
  });

  it('counts what it found, and what of it is serious', () => {
    const book = open([ASKED], { ledger: [MONEY, line('L-2', { net: 'lots' })] });
    expect(done(checkWorkbook(book.as(LEAD))).message).toMatch(/: 1 problem, 1 of them serious\.$/);
    book.type('clusters', 2, 'stage', 'Stage 9');
    expect(done(checkWorkbook(book.as(LEAD))).message).toMatch(/: 2 problems, 1 of them serious\.$/);
  });

  it('is for people of the programme', () => {
    expect(checkWorkbook(open().as(STRANGER))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/People tab/),
    });
  });

  it('looks at the pages of formulas as well', () => {
    const world = open().as(ADVISOR);
    const readPage = (key: string) => (key === 'overview' ? [['Pots'], ['', '#REF!']] : [['']]);
    expect(done(checkWorkbook({ ...world, readPage })).problems).toEqual([
      expect.objectContaining({
        sheet: 'Overview',
        a1: 'B2',
        severity: 'stop',
        message: expect.stringMatching(/^Overview!B2: shows #REF! instead of its table/),
      }),
    ]);
  });

  it('says that a page of formulas was deleted, and how it comes back', () => {
    const world = open().as(ADVISOR);
    const readPage = (key: string) => (key === 'schoolsPage' ? [] : [['']]);
    expect(done(checkWorkbook({ ...world, readPage })).problems).toEqual([
      expect.objectContaining({
        sheet: 'Schools at a glance',
        severity: 'stop',
        message: expect.stringMatching(/^The Schools at a glance tab is missing\. .*Set up workbook/),
      }),
    ]);
  });

  it('finishes a run that was cut off first, and says nothing of it while somebody is saving', () => {
    const world = { ...open().as(ADVISOR), locked: () => null };
    expect(checkWorkbook(world)).toMatchObject({ ok: true, problems: [] });
  });
});

describe('what the rules have to say of rows', () => {
  it.each<[string, Tabs, unknown[]]>([
    [
      'a meeting twice (M4)',
      { meetings: [meeting('M-1', '2026-10-01'), meeting('M-2', '2026-10-01')] },
      ['Meetings', 'C3', 'warn', expect.stringMatching(/M-1.*\(M4\)$/)],
    ],
    [
      'a school in two clusters (P4)',
      { membership: [...MEMBERSHIP, { ...MEMBERSHIP[0]!, id: 'MB-9', cluster: 'South Cluster', from: '2026-10-01' }] },
      ['Membership', 'D10', 'stop', expect.stringMatching(/North Cluster.*1 Oct 2026/)],
    ],
    [
      'one session twice (S4)',
      { sessions: [SESSION, { ...SESSION, id: 'CPD-2' }] },
      ['CPD sessions', 'B3', 'warn', expect.stringMatching(/CPD-1.*\(S4\)$/)],
    ],
    [
      'a mark of a school that was no member (P7)',
      { meetings: [meeting('M-1', '2026-10-01')], attendance: [mark('M-1', 6)] },
      ['Attendance', 'B2', expect.any(String), expect.stringMatching(/School 6/)],
    ],
    [
      'organising time that nobody approved (S6)',
      { ledger: [MONEY, line('L-2', { direction: 'Out', category: 'Organising time', net: 50 })] },
      ['Ledger', 'A3', 'stop', expect.stringMatching(/\(S6\)$/)],
    ],
  ])('names the cell of %s', (_, tabs, expected) => expect(said(tabs)).toContainEqual(expected));
});
