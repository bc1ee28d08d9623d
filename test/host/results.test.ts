import { afterSpillChanges, SPILLS, type SpillChanges } from '../../host/book/univer/shared-mutations';
import type { Tracker } from '../../host/contract';
import { OWNER, Sample } from '../support/books';

type Spilled = { arrayFormulaCellData?: Record<string, Record<string, Record<string, Record<string, unknown>>>> };

const SLOW_MS = 60_000;

/** Every cell that a result fills, by its place. */
function cellsOf({ arrayFormulaCellData = {} }: Spilled): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const sheets of Object.values(arrayFormulaCellData))
    for (const [sheet, lines] of Object.entries(sheets))
      for (const [row, cells] of Object.entries(lines))
        for (const [column, cell] of Object.entries(cells ?? {}))
          if (((cell as { v?: unknown } | null)?.v ?? '') !== '') found[`${sheet} ${row},${column}`] = cell;
  return found;
}

/** A page that began before anything was done: what it makes of what it is told. */
class Told {
  spilled: Spilled;
  /** What it was told since it was last asked, as it came. */
  changes: SpillChanges[] = [];

  constructor(private readonly tracker: Tracker) {
    this.spilled = structuredClone(tracker.beginning().spilled) as Spilled;
    tracker.onChange((change) => {
      if (change.kind !== 'mutation' || change.id !== SPILLS) return;
      const params = JSON.parse(JSON.stringify(change.params)) as object;
      if ('changed' in params) this.changes.push(params as SpillChanges);
      this.spilled = 'changed' in params ? afterSpillChanges(this.spilled, params as SpillChanges) : params;
    });
  }

  async expectAlike(): Promise<void> {
    await this.tracker.settled();
    expect(cellsOf(this.spilled)).toEqual(cellsOf(this.tracker.beginning().spilled as Spilled));
  }

  /** Every cell that it was told of, the one time or the other. */
  places(): Set<string> {
    const cells = this.changes.flatMap(({ changed }) => Object.entries(changed));
    this.changes = [];
    return new Set(
      cells.flatMap(([sheet, lines]) =>
        Object.entries(lines).flatMap(([row, line]) =>
          Object.keys(line ?? {}).map((column) => `${sheet} ${row},${column}`),
        ),
      ),
    );
  }
}

describe('results that pages are told of', () => {
  let book: Sample;
  let told: Told;
  beforeEach(async () => {
    book = await Sample.open('univer');
    told = new Told(book.tracker);
  });
  afterEach(() => book.tracker.dispose());

  it(
    'make of what a page had what a page has that begins now, whatever was done',
    async () => {
      book.does(
        "at('F1:G3').setValues([['a', 1], ['b', 2], ['c', '']]); at('A1').setFormula('=REPEAT_ROWS(F1:G9, 2)');",
      );
      await told.expectAlike();
      expect(Object.keys(cellsOf(told.spilled))).toHaveLength(10);
      const changes = [
        "at('G2').clearContent();",
        "at('F2').setValue('other');",
        "at('F2:F3').clearContent();",
        'sheet.insertRowsAfter(1, 2);',
        "at('F4').setValue('more');",
        "at('B4').setValue('in the way');",
        "at('B4').clearContent();",
        "at('A3').setFormula('=REPEAT_ROWS(F3:F9, 1)');",
        "at('A3').setFormula('=ROW_COUNT(F3:F9)');",
        "at('A3').setFormula('=UNIQUE(F3:F9)');",
        'sheet.deleteRows(1, 1);',
        "at('A2').clearContent();",
        "book.insertSheet('Other').getRange('A1').setFormula('=REPEAT_ROWS(Sheet1!F1:F9, 3)');",
        "book.deleteSheet(book.getSheetByName('Other'));",
      ];
      for (const change of changes) {
        book.does(change);
        await told.expectAlike();
      }
    },
    SLOW_MS,
  );

  it('are the cells that are other, and no more', async () => {
    book.does(`at('F1:F60').setValues(Array.from({ length: 60 }, (_, row) => ['row ' + row]));
      at('A1').setFormula('=REPEAT_ROWS(F1:F60, 2)');`);
    await told.expectAlike();
    told.places();
    book.does("at('F7').setValue('other');");
    await told.expectAlike();
    const [sheet] = book.tracker.sheets();
    expect([...told.places()].sort()).toEqual([`${sheet!.key} 12,0`, `${sheet!.key} 13,0`]);
    book.does("at('F7').setValue('other');");
    await told.expectAlike();
    expect([...told.places()]).toEqual([]);
  });

  it('come first where something was changed, then in the order of the tabs', async () => {
    book.does(`for (const name of ['Two', 'Three']) book.insertSheet(name);
      for (const tab of book.getSheets()) {
        tab.getRange('F1:F2').setValues([['a'], ['b']]);
        tab.getRange('A1').setFormula('=REPEAT_ROWS(Sheet1!F1:F3, 1)');
        tab.getRange('B1').setFormula('=REPEAT_ROWS(Three!F1:F3, 1)');
      }`);
    const names = book.tracker.sheets().sort((a, b) => (a.name < b.name ? -1 : 1));
    const nameOf = (key: string) => names.find((sheet) => sheet.key === key)!.name;
    const order = () => {
      // Of each a message of its own, and then all of them once more.
      const first = told.changes.slice(0, 3).flatMap(({ changed }) => Object.keys(changed).map(nameOf));
      told.changes = [];
      return first;
    };
    await told.expectAlike();
    order();
    for (const [tab, wanted] of [
      ['Sheet1', ['Sheet1', 'Two', 'Three']],
      ['Three', ['Three', 'Sheet1', 'Two']],
    ] as const) {
      book.tracker.edit(OWNER, tab, 'F1', [['changed']]);
      await told.expectAlike();
      const tabs = book.value('book.getSheets().map((sheet) => sheet.getName())') as string[];
      expect(tabs).toEqual(['Sheet1', 'Two', 'Three']);
      expect(order()).toEqual(wanted);
    }
  });
});

describe('formulas that go on with a table', () => {
  it('see what is in it when the file is opened, though they stand before it', async () => {
    const book = await Sample.open('univer');
    book.does(`at('A1').setFormula('=IF(B4="", "blank", "there")'); at('A2').setFormula('=B5&"!"');
      at('F1:F2').setValues([['a'], ['b']]); at('B3').setFormula('=REPEAT_ROWS(F1:F9, 2)');`);
    const wanted = [['there'], ['b!']];
    expect(await book.shows('A1:A2')).toEqual(wanted);
    const snapshot = structuredClone(book.tracker.snapshot());
    book.tracker.dispose();
    const again = await Sample.open('univer', snapshot);
    expect(await again.shows('A1:A2')).toEqual(wanted);
    again.does("at('F1:F2').setValues([['c'], ['d']]);");
    expect(await again.shows('A1:A2')).toEqual([['there'], ['d!']]);
    again.tracker.dispose();
  });
});

describe('what functions are handed', () => {
  let book: Sample;
  beforeEach(async () => {
    book = await Sample.open('univer');
  });
  afterEach(() => book.tracker.dispose());

  it('is what stands in the cells after every kind of change', async () => {
    book.does("at('F2').setValue('a'); at('A1').setFormula('=KINDS(F1:G4)');");
    const given = async () => (await book.shows('A1:A4')).map(([cell]) => String(cell));
    const blank = 'string , string ';
    expect(await given()).toEqual([blank, 'string a, string ', blank, blank]);
    const steps: [change: string, rows: string[]][] = [
      ["at('G4').setValue(46000);", [blank, 'string a, string ', blank, 'string , number 46000']],
      [
        "at('G4').setNumberFormat('dd/mm/yyyy'); at('F4').setValue('x');",
        [blank, 'string a, string ', blank, 'string x, Date 2025-12-09T00:00:00.000Z'],
      ],
      ["at('F4:G4').clearContent();", [blank, 'string a, string ', blank, blank]],
      ["at('F3').setFormula('=1+1');", [blank, 'string a, string ', 'number 2, string ', blank]],
      ["at('F3').setValue('over it');", [blank, 'string a, string ', 'string over it, string ', blank]],
      [
        "sheet.getRange('F2:F3').sort({ column: 6, ascending: false });",
        [blank, 'string over it, string ', 'string a, string ', blank],
      ],
      ["at('F2:G3').clearContent(); at('G1').setValue(true);", ['string , boolean true', blank, blank, blank]],
    ];
    for (const [change, rows] of steps) {
      book.does(change);
      expect(await given()).toEqual(rows);
    }
  });

  it('follows the time zone of the file', async () => {
    book.does("at('F1').setValue(46000).setNumberFormat('dd/mm/yyyy'); at('A1').setFormula('=KINDS(F1:F2)');");
    expect((await book.shows('A1'))[0]![0]).toBe('Date 2025-12-09T00:00:00.000Z');
    book.tracker.setTimeZone(OWNER, 'America/New_York');
    book.does("at('F2').setValue('x');");
    expect((await book.shows('A1'))[0]![0]).toBe('Date 2025-12-09T05:00:00.000Z');
  });
});
