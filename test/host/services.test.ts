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
    tracker = await openTracker({ bundle: FIXTURE, owner: OWNER, timeZone: 'Europe/London' });
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

  it('refuses typing that breaks a rejecting validation, and lets a paste through', () => {
    run(`${sheet} sheet.getRange('A1:A9').setDataValidation(
      SpreadsheetApp.newDataValidation().requireValueInList(['Yes', 'No'], true).setAllowInvalid(false).setHelpText('Yes or No').build());`);
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

  it('runs a time trigger as who made it', () => {
    run("ScriptApp.newTrigger('everyMorning').timeBased().everyDays(1).atHour(7).create();", OTHER);
    tracker.runTrigger(tracker.state.triggers[0]!.id);
    expect(tracker.state.properties.script['ranAs']).toBe(OTHER);
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

  it('gives cell functions blanks, dates, ranges and spills; and refuses them services', async () => {
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
    expect(tracker.values('Sheet1', 'E1')).toEqual([['#ERROR!']]);
    expect(tracker.values('Sheet1', 'G1')).toEqual([['#ERROR!']]);
    expect(tracker.values('Sheet1', 'I1:I3').flat()).toEqual(['x', 'x', 'x']);
  });

  it('refuses a second tab of the same name, which Univer would rename', () => {
    expect(run("SpreadsheetApp.getActiveSpreadsheet().insertSheet('Sheet1');").error).toMatch(/already exists/);
  });
});
