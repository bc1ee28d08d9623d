import { FUNCTIONS } from '../../src/functions/all';
import { withSeals } from '../../src/functions/seals-given';
import type { Kept, Seals } from '../../src/rules/basics/seals';
import { SealPress, sealer } from '../../src/rules/requests/seals';
import type { Cell } from '../../src/workbook/cell';
import type { SheetKey } from '../../src/workbook/sheets';
import { ASKED, approval, ledgerLine, meeting } from '../support/builders';
import { cellDate, grid, PROGRAMME, type Row } from '../support/rules-tables';
import { asAt, callFunction } from '../support/why-cases';

describe('FUNDING_YEAR', () => {
  it.each<[Cell, string]>([
    ['2025/26', '2025/26'],
    [cellDate('2025-09-01'), '2025/26'],
    ['', '2026/27'],
    ['last year', '2026/27'],
    [7, '2026/27'],
    [true, '2026/27'],
  ])('%s is %s', (choice, year) => expect(callFunction('FUNDING_YEAR', choice, asAt)).toBe(year));
  it('needs a day', () => expect(callFunction('FUNDING_YEAR', '', '')).toMatch(/^FUNDING_YEAR: asAt: expected a date/));
});

describe('UNREADABLE', () => {
  const rows: { [K in SheetKey]?: Row[] } = {
    ...PROGRAMME,
    meetings: ['M-1', 'M-2'].map((id) => meeting(id, '2026-10-06')),
    ledger: [ledgerLine('L-1', '2026-10-01', 'In', 'Match', 2500)],
  };
  const said = (change: (grids: Record<string, Cell[][]>) => void = () => {}, choice: Cell = '2026/27') => {
    const spec = FUNCTIONS.find(({ name }) => name === 'UNREADABLE')!;
    const keys = spec.parameters.slice(2).map(({ tab }) => tab!);
    const grids = Object.fromEntries(keys.map((key) => [key, grid(key, rows[key] ?? [])]));
    change(grids);
    return callFunction('UNREADABLE', choice, asAt, ...keys.map((key) => grids[key]));
  };
  const rename = (key: string, header: string) => (grids: Record<string, Cell[][]>) => {
    grids[key]![0] = grids[key]![0]!.map((cell) => (cell === header ? '' : cell));
  };

  it('says nothing where everything can be read', () => expect(said()).toBe(''));
  it.each([
    [
      'a header that is lost, with the rows that are not counted for it',
      rename('meetings', 'Date'),
      '2 rows of Meetings are not counted: the column Date is missing',
    ],
    ['a header that rows can do without', rename('membership', 'To'), 'Membership: the column To is missing'],
    [
      'a row',
      (grids: Record<string, Cell[][]>) => (grids['ledger']![1]![1] = 'soon'),
      '1 row of Ledger is not counted',
    ],
    [
      'a cell of a tab that keeps its rows',
      (grids: Record<string, Cell[][]>) => (grids['clusters']![1]![5] = 'soon'),
      '1 cell of Clusters is not understood',
    ],
  ])('says %s, and where to click', (_, change, expected) =>
    expect(said(change as never)).toBe(`Not everything could be read: choose Clusters ▸ Check workbook. ${expected}.`),
  );
  describe('with seals to check (A1)', () => {
    const sealOf = sealer('a key of this test');
    const made = approval({ ...ASKED, id: 'R-1' });
    const cells = { reason: null, inPlaceOf: null, ...made, amount: 350_00 };
    const press = new SealPress({ register: new Map(), sealOf });
    const sealed = { ...made, ...press.seal('R-1', cells as never) };
    const kept: Kept = { state: 'kept', register: press.register, pending: new Map(), sealOf };
    const seen = (decisions: Row[], seals: Seals = kept, change?: (grids: Record<string, Cell[][]>) => void) =>
      withSeals(
        () => seals,
        () =>
          said((grids) => {
            grids['requests'] = grid('requests', [ASKED]);
            grids['decisions'] = grid('decisions', decisions);
            change?.(grids);
          }),
      );
    const CHECK = 'choose Clusters ▸ Check workbook.';

    it('says nothing where every decision is as the tracker made it (A1)', () => expect(seen([sealed])).toBe(''));
    it('says which decisions could not be verified, and where to click (A1)', () => {
      const typed = { ...made, id: 'D-9', seal: '' };
      expect(seen([sealed, typed])).toBe(
        `Not everything could be verified: ${CHECK} 1 row of Decisions is not counted: not made in Decide.`,
      );
      const gone = `Not everything could be verified: ${CHECK} decisions on R-1 were changed or are missing.`;
      expect([seen([]), seen([typed]), seen([{ ...sealed, decidedAt: '2026-10-01T10:00:00Z' }])]).toEqual([
        gone,
        gone,
        gone,
      ]);
    });
    it('says both in one line (A1)', () =>
      expect(seen([], kept, rename('meetings', 'Date'))).toBe(
        `Not everything could be read or verified: ${CHECK} 2 rows of Meetings are not counted: the column Date is ` +
          'missing; decisions on R-1 were changed or are missing.',
      ));
    it('says in a copy of the file that nothing can be checked there, in one plain line (A1)', () => {
      const copy =
        'This is a copy: decisions cannot be checked here until the Director takes them over (Clusters ▸ Check ' +
        'workbook).';
      expect(seen([sealed], { state: 'none' })).toBe(copy);
      expect(seen([], { state: 'none' })).toBe('');
    });
    it('checks what is being taken over once its rows bear the new seals, as Google works it out then (A1)', () => {
      const taking: Seals = { state: 'none', next: kept };
      const typed = { ...made, id: 'D-9', seal: '' };
      expect([seen([sealed], taking), seen([made], taking)]).toEqual(['', '']);
      expect(seen([{ ...sealed, seal: 'of another key' }], taking)).toMatch(/^This is a copy/);
      expect(seen([sealed, typed], taking)).toMatch(/1 row of Decisions is not counted: not made in Decide\.$/);
    });
  });
  it('says that what was chosen is no year, and which is shown', () => {
    expect(said(undefined, 'last year')).toBe('“last year” is no funding year: the pots are those of 2026/27.');
    expect(said(undefined, '')).toBe('');
  });
});
