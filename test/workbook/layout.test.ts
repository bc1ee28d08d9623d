import { NO_REFERENCES } from '../../src/workbook/kinds';
import { DECLARED, headerFormula, overviewPage, schoolsPage } from '../../src/workbook/pages/overview-page';
import { planHeaders } from '../../src/workbook/reading/header-row';
import { meetings } from '../../src/workbook/sheets';

describe('the pages', () => {
  it.each([0, 5, 6, 50, 500])(
    'keep their tables apart with %i clusters or schools, and nothing stands below the last',
    (count) => {
      for (const { blocks, cells, rows } of [overviewPage(count), schoolsPage(count, '')]) {
        const spans = blocks.map(({ row, rows: height, column }) => ({ from: row, to: row + height, column }));
        for (const one of spans)
          for (const other of spans)
            if (one !== other && one.column <= other.column && other.column === 1)
              expect(one.to <= other.from || other.to <= one.from).toBe(true);
        const last = Math.max(...spans.map(({ from }) => from));
        expect(Math.max(...cells.map(({ row }) => row))).toBe(last);
        expect(rows).toBeGreaterThan(last + 100);
      }
    },
  );

  it('have room for a row a cluster, three pots each and their sums', () => {
    for (const count of [5, 6, 7, 8, 50]) {
      const [glance, pots] = overviewPage(count).blocks;
      expect(glance!.rows).toBeGreaterThanOrEqual(count + 3);
      expect(pots!.rows).toBeGreaterThanOrEqual(3 * count + 3);
    }
  });

  it('end with who waits for whom, since nobody knows how many wait', () => {
    const { cells } = overviewPage(5);
    expect(cells[cells.length - 1]!.value).toMatch(/^=WAITING_REQUESTS\(/);
  });
});

describe('formulas', () => {
  it('reach as far as the typed columns stand, and name tabs as they are called', () => {
    const layout = {
      nameOf: (key: Parameters<typeof DECLARED.nameOf>[0]) =>
        key === 'ledger' ? "Bursar's book" : DECLARED.nameOf(key),
      positionsOf: (key: Parameters<typeof DECLARED.positionsOf>[0]) =>
        key === 'settings' ? { ...DECLARED.positionsOf(key), note: 11 } : DECLARED.positionsOf(key),
    };
    const formula = headerFormula(layout, 'ledger', 'flag');
    expect(formula).toContain("'Bursar''s book'!A:O");
    expect(formula).toContain('Settings!A:L');
    expect(formula).toContain("'CPD sessions'!A:I");
  });
});

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
      'Meetings: the header row stands in row 2. Delete the row above it and run Set up workbook again; nothing was changed in this tab.',
    ]);
  });
});
