import path from 'node:path';
import type { RunResult, Tracker } from '../../host/contract';
import { ScriptStopped } from '../../host/contract';
import { openTracker } from '../support/tracker';

const OWNER = 'owner@example.org';
const OTHER = 'other@example.org';
const FIXTURE = path.join(__dirname, 'fixture-addin');
const TIMEOUT = 'Service Spreadsheets timed out while accessing document.';

describe('the Apps Script services of the local host behave as Google’s (docs/host.md)', () => {
  let tracker: Tracker;
  beforeEach(async () => {
    tracker = await openTracker({ engine: 'univer', bundle: FIXTURE, owner: OWNER, timeZone: 'Europe/London' });
    tracker.open(OTHER);
  });
  afterEach(() => tracker.dispose());

  const run = (body: string, as = OWNER, argument: unknown = null): RunResult =>
    tracker.run(as, 'evaluate', [body, argument]);
  const value = (body: string, as = OWNER): unknown => {
    const result = run(body, as);
    if (result.error !== undefined) throw new Error(result.error);
    return result.value;
  };
  const sheet = 'const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheets()[0];';

  it('calls global functions only, and none that ends in an underscore', () => {
    expect(tracker.run(OWNER, 'hidden_').error).toBeDefined();
    expect(tracker.run(OWNER, 'notAFunction').error).toBeDefined();
    expect(tracker.run(OWNER, 'parseInt', ['1']).error).toBeDefined();
    expect(tracker.run(OWNER, 'echo', [{ a: [1, 'two', null] }]).value).toEqual({ a: [1, 'two', null] });
  });

  it('gives null where an answer holds a date, as google.script.run does', () => {
    expect(run('return { when: new Date() };').value).toBeNull();
  });

  it('reads and writes cells with types, blanks and dates', () => {
    expect(
      value(`${sheet} sheet.getRange('A1:D1').setValues([[1.5, 'text', true, '']]);
        sheet.getRange('A2').setValue(new Date(2026, 8, 1));
        const back = sheet.getRange('A1:D1').getValues()[0];
        return [back, sheet.getRange('A2').getValue() instanceof Date, sheet.getLastRow(), sheet.getLastColumn()];`),
    ).toEqual([[1.5, 'text', true, ''], true, 2, 3]);
  });

  it('refuses values of another shape than the range, with Google’s words', () => {
    expect(run(`${sheet} sheet.getRange('A1:B1').setValues([[1]]);`).error).toMatch(
      /number of columns in the data does not match|1 but the range has 2/,
    );
  });

  it('names what it does not emulate', () => {
    expect(run('UrlFetchApp.fetch("x");').error).toMatch(/UrlFetchApp\.fetch is not emulated/);
    expect(run(`${sheet} sheet.getRange('A1').setFontLine('x');`).error).toMatch(/setFontLine is not emulated/);
  });

  it('protects against scripts and against typing, by person, and lets the owner always', () => {
    run(`${sheet} const protection = sheet.getRange('A1:A5').protect();
      protection.removeEditors(protection.getEditors().map((user) => user.getEmail()));`);
    expect(run(`${sheet} sheet.getRange('A3').setValue('mine');`, OTHER).error).toMatch(/protected/i);
    expect(() => tracker.edit(OTHER, 'Sheet1', 'A3', [['mine']])).toThrow(/protected cell/);
    expect(tracker.values('Sheet1', 'A3')).toEqual([['']]);
    tracker.edit(OTHER, 'Sheet1', 'B3', [['fine']]);
    tracker.edit(OWNER, 'Sheet1', 'A3', [['the owner’s']]);
    expect(tracker.values('Sheet1', 'A3:B3')).toEqual([['the owner’s', 'fine']]);
  });

  it('lets a warning-only protection pass', () => {
    run(`${sheet} sheet.protect().setWarningOnly(true);`);
    tracker.edit(OTHER, 'Sheet1', 'A1', [['typed']]);
    expect(tracker.values('Sheet1', 'A1')).toEqual([['typed']]);
  });

  it(
    'refuses what a page does to the formats, rules, notes and joined cells of protected cells, or to a whole ' +
      'protected tab',
    () => {
      run(`${sheet} const protection = sheet.getRange('A1:A5').protect();
      protection.removeEditors(protection.getEditors().map((user) => user.getEmail()));
      sheet.getRange('A1:B9').setDataValidation(SpreadsheetApp.newDataValidation().requireDate().build());
      const other = SpreadsheetApp.getActiveSpreadsheet().insertSheet('Whole');
      const whole = other.protect();
      whole.removeEditors(whole.getEditors().map((user) => user.getEmail()));`);
      const { workbook } = tracker.snapshot();
      const [first, whole] = tracker.sheets().map(({ key }) => ({ unitId: workbook.id, subUnitId: key }));
      const rules = JSON.parse(
        workbook.resources!.find(({ name }) => name === 'SHEET_DATA_VALIDATION_PLUGIN')!.data,
      ) as Record<string, { uid: string }[]>;
      const { uid } = rules[first!.subUnitId]![0]!;
      const cell = (column: number) => ({ startRow: 2, endRow: 2, startColumn: column, endColumn: column });
      const rule = (column: number) => ({ uid: 'new', type: 'checkbox', ranges: [cell(column)] });
      const note = (column: number) => ({ id: 'n', row: 2, col: column, width: 9, height: 9, note: 'x' });
      const changes = (column: number) => [
        {
          id: 'sheet.mutation.set.numfmt',
          params: { ...first, values: { 1: { ranges: [cell(column)] } }, refMap: { 1: { pattern: '0' } } },
        },
        { id: 'sheet.mutation.remove.numfmt', params: { ...first, ranges: [cell(column)] } },
        { id: 'data-validation.mutation.addRule', params: { ...first, rule: rule(column) } },
        { id: 'sheet.mutation.add-worksheet-merge', params: { ...first, ranges: [cell(column)] } },
        {
          id: 'sheet.mutation.update-note',
          params: { unitId: workbook.id, sheetId: first!.subUnitId, row: 2, col: column, note: note(column) },
        },
      ];
      for (const change of changes(0)) {
        expect(() => tracker.applyFromPage(OTHER, [change], 'p')).toThrow(/protected cell/);
        expect(() => tracker.applyFromPage(OWNER, [change], 'p')).not.toThrow();
      }
      for (const change of changes(2)) expect(() => tracker.applyFromPage(OTHER, [change], 'p')).not.toThrow();
      const removed = { id: 'data-validation.mutation.removeRule', params: { ...first, ruleId: uid } };
      expect(() => tracker.applyFromPage(OTHER, [removed], 'p')).toThrow(/protected cell/);
      const hidden = { id: 'sheet.mutation.set-worksheet-hidden', params: { ...whole, hidden: 1 } };
      expect(() => tracker.applyFromPage(OTHER, [hidden], 'p')).toThrow(/protected cell/);
    },
  );

  it('says of a refused change what cannot be done, and what whoever protected the cells wrote', () => {
    run(`${sheet} const others = (protection) => protection.removeEditors(protection.getEditors());
      others(sheet.getRange('C2:C').protect().setDescription('C is worked out. Use the panel.'));
      others(SpreadsheetApp.getActiveSpreadsheet().insertSheet('Whole').protect().setDescription('Ask the head.'));
      sheet.getRange('E1:E9').protect().setWarningOnly(true).setDescription('Written by itself.');`);
    const [first, whole] = tracker
      .sheets()
      .map(({ key }) => ({ unitId: tracker.snapshot().workbook.id, subUnitId: key }));
    const area = (startColumn: number, endColumn: number, startRow = 2) => ({
      startRow,
      endRow: 3,
      startColumn,
      endColumn,
    });
    const typed = (column: number) => ({
      id: 'sheet.mutation.set-range-values',
      params: { ...first, cellValue: { 2: { [column]: { v: 'x' } } } },
    });
    const reasonFor = (change: { id: string; params: object }): string => {
      try {
        tracker.applyFromPage(OTHER, [change], 'p');
      } catch (error) {
        return (error as { reason: string }).reason;
      }
      return 'done';
    };
    const change = (name: string, params: object) => reasonFor({ id: `sheet.mutation.${name}`, params });
    expect(reasonFor(typed(2))).toBe('This cannot be changed by hand. C is worked out. Use the panel.');
    expect(change('remove-rows', { ...first, range: area(0, 25) })).toBe(
      'These rows cannot be deleted: protected cells are in the way. Clear the cells that you may change instead. ' +
        'C is worked out. Use the panel.',
    );
    expect(change('insert-row', { ...first, range: area(0, 25) })).toMatch(/^No row can be put in here: .*C is worked/);
    expect(change('remove-col', { ...first, range: area(2, 2, 0) })).toMatch(/^These columns cannot be deleted: /);
    expect(change('reorder-range', { ...first, range: area(0, 3), order: { 2: 3, 3: 2 } })).toMatch(
      /^These cells cannot be sorted: .*Leave the protected cells out.*C is worked/,
    );
    expect(change('set-worksheet-name', { ...whole, name: 'Mine' })).toBe(
      'This tab cannot be renamed: the tab is protected. Ask the head.',
    );
    expect(change('remove-sheet', whole!)).toBe('This tab cannot be deleted: the tab is protected. Ask the head.');
    expect(tracker.warningOf(OTHER, [typed(4)])).toBe('Written by itself.');
    expect(tracker.warningOf(OTHER, [typed(5)])).toBeUndefined();
    // Nobody is asked about what is refused all the same.
    expect(tracker.warningOf(OTHER, [typed(4), typed(2)])).toBeUndefined();
    expect(tracker.warningOf(OWNER, [typed(4), typed(2)])).toBe('Written by itself.');
    expect(reasonFor(typed(5))).toBe('done');
  });

  it('keeps drop-downs on the cells they name when rows and columns come, go and move, and tabs are renamed', () => {
    run(`${sheet} const names = SpreadsheetApp.getActiveSpreadsheet().insertSheet('Names');
      sheet.getRange('A2:A9').setDataValidation(
        SpreadsheetApp.newDataValidation().requireValueInRange(names.getRange('B2:B20'), true).build());`);
    const choicesAfter = (change: string) =>
      value(`${sheet} const names = SpreadsheetApp.getActiveSpreadsheet().getSheets()[1]; ${change}
        const [range] = sheet.getRange('A2').getDataValidation().getCriteriaValues();
        return range.getSheet().getName() + '!' + range.getA1Notation();`);
    expect(choicesAfter('names.insertRowsAfter(5, 2);')).toBe('Names!B2:B22');
    expect(choicesAfter('names.deleteRows(3, 1);')).toBe('Names!B2:B21');
    expect(choicesAfter('names.insertRowsAfter(1, 1);')).toBe('Names!B3:B22');
    expect(choicesAfter("names.moveColumns(names.getRange('A1'), 5);")).toBe('Names!A3:A22');
    expect(choicesAfter('names.insertColumnBefore(1);')).toBe('Names!B3:B22');
    expect(choicesAfter("names.setName('All names');")).toBe('All names!B3:B22');
    expect(choicesAfter('sheet.insertRowsAfter(4, 3);')).toBe('All names!B3:B22');
  });

  it('moves references to the tab whose columns move, and no others', () => {
    run(`${sheet} const moving = SpreadsheetApp.getActiveSpreadsheet().insertSheet('Moving');
      SpreadsheetApp.getActiveSpreadsheet().insertSheet('Standing').getRange('A1')
        .setFormula('=SUM(Sheet1!$B$2, Moving!$B$3, Standing!D1:E9)');`);
    expect(
      value(`const sheets = SpreadsheetApp.getActiveSpreadsheet().getSheets();
        sheets[1].moveColumns(sheets[1].getRange('B1'), 5);
        return sheets[2].getRange('A1').getFormula();`),
    ).toBe('=SUM(Sheet1!$B$2, Moving!$D$3, Standing!D1:E9)');
  });

  it('moves formulas of the tab whose rows and columns come or go, and no others', () => {
    run(`SpreadsheetApp.getActiveSpreadsheet().insertSheet('Shown').getRange('D20').setFormula('=1+1');`);
    const formulaAfter = (change: string) =>
      value(`const [other, shown] = SpreadsheetApp.getActiveSpreadsheet().getSheets(); ${change}
        return shown.getRange('D20').getFormula();`);
    for (const change of [
      'other.deleteRows(3, 2);',
      'other.insertRowsAfter(3, 2);',
      'other.deleteColumn(2);',
      'other.insertColumnBefore(2);',
      'other.insertColumnsAfter(1, 1);',
    ])
      expect([change, formulaAfter(change)]).toEqual([change, '=1+1']);
  });

  it('refuses typing that breaks a rejecting validation, and lets a paste through', () => {
    run(`${sheet} sheet.getRange('A1:A9').setDataValidation(
      SpreadsheetApp.newDataValidation()
        .requireValueInList(['Yes', 'No'], true).setAllowInvalid(false).setHelpText('Yes or No').build());`);
    expect(() => tracker.edit(OTHER, 'Sheet1', 'A1', [['Perhaps']])).toThrow(/Yes or No/);
    tracker.edit(OTHER, 'Sheet1', 'A1', [['Perhaps']], { paste: true });
    expect(tracker.values('Sheet1', 'A1')).toEqual([['Perhaps']]);
  });

  it('tells onEdit where and what, with a value for typing and none for a paste', () => {
    const edit = () => JSON.parse(tracker.state.properties.document['edit']!) as Record<string, unknown>;
    tracker.edit(OWNER, 'Sheet1', 'B2', [['typed']]);
    expect(edit()).toMatchObject({
      a1: 'B2',
      rows: [2, 2],
      columns: [2, 2],
      value: 'typed',
      authMode: 'LIMITED',
      user: '',
    });
    tracker.edit(OWNER, 'Sheet1', 'A1', [[1, 2]], { paste: true });
    expect(edit()).toMatchObject({ a1: 'A1:B1' });
    expect(edit()['value']).toBeUndefined();
  });

  it('builds menus with submenus, and hands out toasts and panels', () => {
    expect(tracker.open(OWNER).menus).toMatchObject([
      {
        label: 'Fixture',
        items: [
          { label: 'Say hello', run: 'sayHello' },
          { label: '' },
          { label: 'More', items: [{ run: 'showPanel' }] },
        ],
      },
    ]);
    expect(tracker.run(OTHER, 'sayHello').ui).toMatchObject([{ kind: 'toast', message: `Hello, ${OTHER}` }]);
    expect(tracker.run(OTHER, 'showPanel').ui).toMatchObject([{ kind: 'sidebar', title: 'Panel' }]);
  });

  it('serves pages as HtmlService does: what looks like a comment is cut out of scripts, and only there', () => {
    const [panel] = tracker.run(OTHER, 'showPanel').ui;
    expect(panel).toMatchObject({ html: expect.stringContaining('see https://example.org.') });
    const [, script] = /<script>([\s\S]*)<\/script>/.exec((panel as { html: string }).html)!;
    expect(script!.split('\n').map((line) => line.trim())).toEqual(['const a = "http:', 'const c =  1;', '']);
  });

  it('runs a time trigger as who made it, with nobody at the keyboard', () => {
    run("ScriptApp.newTrigger('everyMorning').timeBased().everyDays(1).atHour(7).create();", OTHER);
    tracker.runTrigger(tracker.state.triggers[0]!.id);
    expect(tracker.state.properties.script['ranAs']).toBe(OTHER);
    expect(tracker.state.properties.script['ranFor']).toBe('');
    expect(value('return ScriptApp.getProjectTriggers().length;', OWNER)).toBe(0);
    expect(value('return ScriptApp.getProjectTriggers().length;', OTHER)).toBe(1);
  });

  it('keeps a lock for one run, and lets go of it at the end', () => {
    const tryLock = 'return LockService.getDocumentLock().tryLock(10);';
    expect(value(tryLock)).toBe(true);
    expect(value(tryLock, OTHER)).toBe(true);
    const release = tracker.holdLock('document');
    expect(value(tryLock)).toBe(false);
    expect(run('LockService.getDocumentLock().waitLock(10);').error).toMatch(/Lock timeout/);
    release();
    expect(value(tryLock)).toBe(true);
  });

  it('counts mails against the day’s quota and puts them into the outbox', () => {
    value("MailApp.sendEmail('someone@example.org', 'Subject', 'Body'); return 1;");
    expect(tracker.state.outbox).toMatchObject([{ from: OWNER, to: 'someone@example.org', subject: 'Subject' }]);
    expect(value('return MailApp.getRemainingDailyQuota();')).toBe(99);
    expect(run("MailApp.sendEmail('nobody', 'Subject', 'Body');").error).toMatch(/Invalid email/);
    expect(
      run("for (let i = 0; i < 100; i++) MailApp.sendEmail('someone@example.org', 'Subject', 'Body');").error,
    ).toMatch(/too many times/);
  });

  it('stores texts per document and per person', () => {
    value("PropertiesService.getUserProperties().setProperty('a', 'mine'); return 1;");
    expect(value("return PropertiesService.getUserProperties().getProperty('a');", OTHER)).toBeNull();
    expect(run("PropertiesService.getDocumentProperties().setProperty('big', 'x'.repeat(10000));").error).toBeDefined();
  });

  it('counts service calls, and lets a test make one fail or stop the run', () => {
    expect(run(`${sheet} sheet.getRange('A1').getValue();`).calls).toMatchObject({ 'Range.getValue': 1 });
    tracker.onServiceCall = (name, when) => {
      if (name === 'Range.setValue' && when === 'before') throw new Error(TIMEOUT);
    };
    expect(
      run(`${sheet} try { sheet.getRange('A1').setValue(1); } catch (e) { return 'caught ' + e.message; }`).value,
    ).toBe(`caught ${TIMEOUT}`);
    tracker.onServiceCall = (name) => {
      if (name === 'Range.setValue') throw new ScriptStopped();
    };
    const stopped = run(
      `${sheet} try { sheet.getRange('A1').setValue(1); } catch (e) {} sheet.getRange('B1').setValue(2);`,
    );
    expect(stopped.error).toMatch(/maximum execution time/);
    expect(tracker.values('Sheet1', 'A1:B1')).toEqual([['', '']]);
  });

  it('gives cell functions blanks, dates, ranges and spills, and lets them read the spreadsheet', async () => {
    value(`${sheet} sheet.getRange('A1:A3').setValues([['x'], [''], [new Date(2026, 5, 1, 12)]]);
      sheet.getRange('C1').setFormula('=KINDS(A1:A3)');
      sheet.getRange('E1').setFormula('=RETURNS("service")');
      sheet.getRange('G1').setFormula('=RETURNS("throw")');
      sheet.getRange('I1').setFormula('=REPEAT_ROWS(A1:A2, 3)'); return 1;`);
    await tracker.settled();
    expect(tracker.values('Sheet1', 'C1:C3').flat()).toEqual([
      'string x',
      'string ',
      expect.stringMatching(/^Date 2026-06-01T/),
    ]);
    expect(tracker.values('Sheet1', 'E1')).toEqual([['Cluster Tracker']]);
    expect(tracker.values('Sheet1', 'G1')).toEqual([['#ERROR!']]);
    expect(tracker.values('Sheet1', 'I1:I3').flat()).toEqual(['x', 'x', 'x']);
  });

  it('makes a sheet longer and wider where a result does not fit into it, as Sheets does', async () => {
    value(
      `${sheet} sheet.getRange('A1:B1').setValues([['one', 'two']]); ` +
        `sheet.getRange('Y999').setFormula('=REPEAT_ROWS(A1:C1, 40)');`,
    );
    await tracker.settled();
    expect(value(`${sheet} return [sheet.getMaxRows(), sheet.getMaxColumns(), sheet.getLastRow()];`)).toEqual([
      1038, 27, 1038,
    ]);
    expect(value(`${sheet} return sheet.getDataRange().getValues()[1037].slice(24);`)).toEqual(['one', 'two', '']);
    expect(value(`${sheet} sheet.getRange('Y999').clearContent(); return sheet.getMaxRows();`)).toBe(1038);
  });

  it('refuses a second tab of the same name, which Univer would rename', () => {
    expect(run("SpreadsheetApp.getActiveSpreadsheet().insertSheet('Sheet1');").error).toMatch(/already exists/);
  });
});
