import type { Cell } from '../../../src/workbook/cell';
import { NO_REFERENCES } from '../../../src/workbook/kind';
import {
  calledBy,
  outrunColumns,
  planHeaders,
  repeatedHeaders,
  typedIntoComputed,
} from '../../../src/workbook/reading/header-row';
import { findColumns } from '../../../src/workbook/reading/read-table';
import { meetings, requests } from '../../../src/workbook/sheets';

describe('planHeaders', () => {
  const HEADERS = Object.values(meetings.columns).map(({ header }) => header);
  const day = new Date('2026-09-01T00:00:00Z');
  const row = ['M-1', 'West', day, '13:00', '15:00', true, 'Whole cluster', 'Held', 'Hall', 'Plan', 'x'];
  const plan = (header: string[], ...rows: (string | boolean | Date)[][]) =>
    planHeaders(meetings, [header, ...rows], [], NO_REFERENCES);
  const without = (...names: string[]) => HEADERS.map((name) => (names.includes(name) ? '' : name));

  it('gives a blank tab its headers in order', () => {
    expect(plan([''])).toMatchObject({
      put: Object.keys(meetings.columns),
      unclear: [],
      positions: { id: 0, note: 10 },
    });
  });

  it('puts several headers back that stood side by side', () => {
    expect(plan(without('Date', 'Start', 'End'), row)).toMatchObject({
      put: ['date', 'start', 'end'],
      positions: { date: 2, start: 3, end: 4 },
      unclear: [],
    });
  });

  it('takes a column people put in between for what it is', () => {
    const header = ['Meeting ID', 'Cluster', 'Weather', ...HEADERS.slice(2)];
    const { put, positions, unclear } = plan(header, ['M-1', 'West', 'rain', ...row.slice(2)]);
    expect([put, unclear, positions['date']]).toEqual([[], [], 3]);
  });

  it('adds a header whose column was deleted, to the right', () => {
    const header = HEADERS.filter((name) => name !== 'Date');
    expect(
      plan(
        header,
        row.filter((cell) => cell !== day),
      ),
    ).toMatchObject({ put: ['date'], positions: { date: 10 }, unclear: [] });
  });

  it('says where the header row went when rows were put in above it', () => {
    expect(plan(['', ''], HEADERS, row).unclear).toEqual([
      {
        a1: 'A1',
        message:
          'Meetings: the header row stands in row 2. Delete the row above it and run Set up workbook again; nothing ' +
          'was changed in this tab.',
      },
    ]);
  });
});

describe('repeatedHeaders', () => {
  it('says which of two columns is read, whatever the case, and nothing of columns of one’s own', () => {
    const header = Object.values(meetings.columns).map((column) => column.header);
    expect(repeatedHeaders(meetings, [...header, 'Weather', 'Weather'])).toEqual([]);
    expect(repeatedHeaders(meetings, [...header, ' date '])).toEqual([
      {
        a1: 'C1',
        message: expect.stringMatching(
          /^Meetings!C1 and Meetings!L1: two columns are headed "Date" and only C is read\./,
        ),
      },
    ]);
  });
});

describe('a computed column', () => {
  const declared = findColumns(
    requests,
    Object.values(requests.columns).map((column) => column.header),
  );
  const width = Object.keys(declared).length;
  const row = (cells: { [key: string]: Cell }): Cell[] => {
    const made: Cell[] = new Array(width).fill('');
    for (const [key, cell] of Object.entries(cells)) made[declared[key as keyof typeof declared]] = cell;
    return made;
  };
  const HEADER = row({ flag: 'Flag' });

  it('is outrun by a typed one that stands to its right', () => {
    expect(outrunColumns(requests, declared)).toEqual([]);
    expect(outrunColumns(requests, { ...declared, payee: width })).toEqual([
      { computed: 'flag', typed: 'payee', last: width },
    ]);
    expect(outrunColumns(requests, { ...declared, payee: width, flag: -1 })).toEqual([]);
  });

  it('holds what was typed where it stands below the last row in use, or above it once the formula is gone', () => {
    const cells = [HEADER, row({ id: 'R-1', flag: 'approved' }), row({ flag: 'Yes' }), row({})];
    const typed = (grid: Cell[][], isGone: boolean) => typedIntoComputed(requests, declared, 'flag', grid, isGone);
    expect(typed(cells, false)).toEqual([3]);
    expect(typed(cells, true)).toEqual([2, 3]);
    expect(typed([row({ flag: '#REF!' }), ...cells.slice(1)], false)).toEqual([2, 3]);
    expect(typed([HEADER, row({ id: 'R-1', flag: 'approved' })], false)).toEqual([]);
  });

  it('is known by its function, however the formula is written', () => {
    expect(calledBy('= request_flags(Overview!$B$2, Settings!A:L)')).toBe('REQUEST_FLAGS');
    expect(calledBy('Flag')).toBe('Flag');
    const header = Object.values(requests.columns).map((column) => column.header);
    const shown = header.map((name) => (name === 'Flag' ? 'Loading…' : name));
    const formulas = header.map((name) => (name === 'Flag' ? '=REQUEST_FLAGS(A1)' : ''));
    expect(planHeaders(requests, [shown], formulas, NO_REFERENCES)).toMatchObject({
      put: [],
      positions: { flag: header.indexOf('Flag') },
    });
  });
});
