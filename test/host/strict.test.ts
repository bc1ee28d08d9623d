import { type HostState, SCOPES, type Tracker, type TrackerOptions } from '../../host/contract';
import { ENGINES, type Engine, OTHER, OWNER, Sample } from '../support/books';

describe.each(ENGINES)('what a test can set of Google, in a %s book', (engine: Engine) => {
  const open: Sample[] = [];
  const openWith = async (options: Partial<TrackerOptions> = {}, snapshot?: ReturnType<Tracker['snapshot']>) => {
    const book = await Sample.open(engine, snapshot, options);
    open.push(book);
    return book;
  };
  afterEach(() => {
    for (const book of open.splice(0)) book.tracker.dispose();
  });

  describe('the scopes that a person has given', () => {
    const ADDRESS = 'return Session.getActiveUser().getEmail();';

    it('are all, until some are left out: then Google names what is missing', async () => {
      const book = await openWith();
      expect(book.run(ADDRESS, OTHER).value).toBe(OTHER);
      book.tracker.grant(OTHER, [SCOPES.spreadsheet, SCOPES.ui]);
      expect(book.refusal(ADDRESS, OTHER)).toBe(
        'Exception: Specified permissions are not sufficient to call Session.getActiveUser. Required permissions: ' +
          'https://www.googleapis.com/auth/userinfo.email',
      );
      expect(book.refusal("MailApp.sendEmail('a@example.org', 'b', 'c');", OTHER)).toMatch(/script\.send_mail$/);
      expect(book.refusal('ScriptApp.getProjectTriggers();', OTHER)).toMatch(/script\.scriptapp$/);
      expect(book.refusal(ADDRESS)).toBeUndefined();
      book.tracker.grant(OTHER, 'all');
      expect(book.refusal(ADDRESS, OTHER)).toBeUndefined();
    });

    it('are one of several where the spreadsheet is read', async () => {
      const book = await openWith();
      book.tracker.grant(OTHER, []);
      expect(book.refusal('SpreadsheetApp.getActiveSpreadsheet();', OTHER)).toMatch(
        /Required permissions: \(.*spreadsheets\.currentonly \|\| .*spreadsheets\)$/,
      );
    });

    it('are asked for by requireScopes, which ends the run whatever the script catches', async () => {
      const book = await openWith();
      const required = [SCOPES.address, SCOPES.mail];
      const body = `try { ScriptApp.requireScopes(ScriptApp.AuthMode.FULL, ${JSON.stringify(required)}); } catch (e) {}
        at('A1').setValue('went on'); return 'done';`;
      book.tracker.grant(OTHER, [SCOPES.spreadsheet, SCOPES.address]);
      const stopped = book.run(body, OTHER);
      expect(stopped).toMatchObject({
        asksFor: [SCOPES.mail],
        error: expect.stringMatching(/^Authorization is required/),
      });
      expect(await book.showsOne('A1')).toBe('');
      book.tracker.grant(OTHER, [SCOPES.spreadsheet, SCOPES.address, SCOPES.mail]);
      expect(book.run(body, OTHER)).toMatchObject({ value: 'done' });
    });

    it('are those of whoever made a time trigger', async () => {
      const book = await openWith();
      book.does("ScriptApp.newTrigger('everyMorning').timeBased().everyDays(1).atHour(7).create();", OTHER);
      book.tracker.grant(OTHER, [SCOPES.spreadsheet]);
      const [{ id }] = book.tracker.state.triggers as [HostState['triggers'][number]];
      expect(book.tracker.runTrigger(id).error).toMatch(/not sufficient to call Session\.getEffectiveUser/);
    });
  });

  describe('refusals', () => {
    const SHUT = "const p = at('B2:B9').protect(); p.removeEditors(p.getEditors().map((user) => user.getEmail()));";

    it('come late: the run goes on to the next read, flush or to its end, and the rest is written', async () => {
      const book = await openWith({ strict: { lateRefusals: true } });
      book.does(SHUT);
      const caught = (body: string) =>
        book.run(
          `try { at('B2').setValue(1); at('A1').setValue('rest'); ${body} } catch (e) { return e.message; }`,
          OTHER,
        );
      expect(caught('SpreadsheetApp.flush();').value).toMatch(/protected cell/);
      expect(caught("at('C1').getValue();").value).toMatch(/protected cell/);
      expect(caught('').error).toMatch(/^Exception: You are trying to edit a protected cell/);
      expect(await book.showsOne('A1')).toBe('rest');
    });

    it('come at once where a test wants it so', async () => {
      const book = await openWith({ strict: { lateRefusals: false } });
      book.does(SHUT);
      expect(book.run("try { at('B2').setValue(1); } catch (e) { return 'at once'; }", OTHER).value).toBe('at once');
    });

    it('are said in the language of whoever runs the script', async () => {
      const book = await openWith({ inWords: (message) => `«${message.length}»` });
      book.does(SHUT);
      expect(book.refusal("at('B2').setValue(1);", OTHER)).toMatch(/^Exception: «\d+»$/);
    });

    it('meet who takes himself out of a protection', async () => {
      const TAKEN_OUT = `const [p] = sheet.getProtections(SpreadsheetApp.ProtectionType.RANGE);
        p.removeEditors(['${OTHER}']);`;
      for (const removingOneself of [true, false]) {
        const book = await openWith({ strict: { removingOneself } });
        book.does(`at('B2').protect().addEditors(['${OTHER}']);`);
        const refusal = book.refusal(TAKEN_OUT, OTHER);
        if (removingOneself) expect(refusal).toMatch(/remove yourself/);
        else expect(refusal).toBeUndefined();
      }
    });

    it('meet addresses that are no accounts', async () => {
      const book = await openWith({ isAccount: (email) => email.endsWith('@example.org') });
      expect(book.refusal("at('B2').protect().addEditors(['lead@school.example']);")).toMatch(
        /Invalid email: lead@school\.example/,
      );
      expect(book.tracker.state.protections[0]!.editors).toEqual([]);
      expect(book.refusal("at('B2').protect().addEditors(['lead@example.org']);")).toBeUndefined();
    });
  });

  it('the time zone: any editor changes it, and dates written after are of that zone', async () => {
    const book = await openWith();
    book.does("at('A1').setValue('01/09/2026');");
    const instant = () => (book.tracker.values('Sheet1', 'A1')[0]![0] as Date).toISOString();
    expect(instant()).toBe('2026-08-31T23:00:00.000Z');
    book.tracker.setTimeZone(OTHER, 'Europe/Berlin');
    expect(instant()).toBe('2026-08-31T22:00:00.000Z');
    expect(book.value('book.getSpreadsheetTimeZone()', OTHER)).toBe('Europe/Berlin');
    expect(() => book.tracker.setTimeZone(OTHER, 'Nowhere')).toThrow(/timezone/);
  });

  it('a copy of the file: tabs, their numbers, metadata and protections are there, and little else', async () => {
    const book = await openWith();
    book.does(`sheet.addDeveloperMetadata('tab', 'first').setName('Renamed'); at('A1').setValue('kept');
      sheet.addDeveloperMetadata('mine', 'x', SpreadsheetApp.DeveloperMetadataVisibility.PROJECT);
      PropertiesService.getDocumentProperties().setProperty('a', 'b');
      PropertiesService.getScriptProperties().setProperty('a', 'b');
      ScriptApp.newTrigger('everyMorning').timeBased().everyDays(1).atHour(7).create();
      const p = at('B2').protect(); p.removeEditors(p.getEditors().map((user) => user.getEmail()));`);
    const [id, fileId] = [book.value('sheet.getSheetId()'), book.value('book.getId()')];
    const snapshot = book.tracker.copy(OTHER);
    // One workbook at a time: the engine knows them by their tabs.
    for (const own of open.splice(0)) own.tracker.dispose();
    const copy = await openWith({}, snapshot);
    copy.tracker.open(OWNER);
    expect(copy.value('[sheet.getSheetId(), sheet.getName(), at("A1").getValue()]', OTHER)).toEqual([
      id,
      'Renamed',
      'kept',
    ]);
    expect(copy.value('book.getId()')).not.toBe(fileId);
    expect(copy.value('book.getName()')).toBe('Copy of Cluster Tracker');
    expect(copy.value('book.createDeveloperMetadataFinder().find().map((note) => note.getKey())')).toEqual(['tab']);
    expect(copy.tracker.state).toMatchObject({ owner: OTHER, triggers: [], outbox: [], timeZone: 'Europe/London' });
    // onOpen of the fixture notes that it ran.
    expect(copy.tracker.state.properties).toMatchObject({ document: { opened: 'LIMITED' }, script: {} });
    expect(copy.refusal("at('B2').setValue(1);", OTHER)).toBeUndefined();
    expect(copy.refusal("at('B2').setValue(1);", OWNER)).toMatch(/protected cell/);
  });

  it('what is noted on a tab goes with it', async () => {
    const book = await openWith();
    book.does(
      "book.insertSheet('Other').addDeveloperMetadata('k', 'v'); book.deleteSheet(book.getSheetByName('Other'));",
    );
    expect(book.tracker.state.metadata).toEqual([]);
  });

  it('a file in a shared drive has no owner', async () => {
    const book = await openWith({ owner: '' });
    expect(book.value('book.getOwner()')).toBeNull();
  });

  describe('a slow recalculation', () => {
    const READS = "const value = at('A1').getValue(); sheet.getSheetId(); return sheet.getName();";

    it('makes who reads cells or names of tabs wait, once until something is written', async () => {
      const book = await openWith();
      book.does("at('B1').setFormula('=KINDS(A1)');");
      await book.tracker.settled();
      book.tracker.recalculation = 'slow';
      expect(book.run(READS).waits ?? []).toEqual([]);
      expect(book.run(`at('A1').setValue(2); sheet.getSheetId(); ${READS}`).waits).toEqual(['Range.getValue']);
      await book.tracker.settled();
      book.tracker.recalculation = 'at once';
      expect(book.run(`at('A1').setValue(3); ${READS}`).waits).toBeUndefined();
    });

    it('ends an onEdit that waits for what its own edit began', async () => {
      const book = await openWith();
      book.does("at('B1').setFormula('=KINDS(A1)');");
      await book.tracker.settled();
      book.tracker.recalculation = 'slow';
      // The fixture's onEdit asks for the name of the tab.
      const { waits, error } = book.tracker.edit(OTHER, 'Sheet1', 'A1', [['typed']]);
      expect([waits, error]).toEqual([['Sheet.getName'], 'Exceeded maximum execution time']);
    });
  });

  it('a sleep is what the test makes of it', async () => {
    const slept: number[] = [];
    const book = await openWith({ sleep: (milliseconds) => void slept.push(milliseconds) });
    book.does('Utilities.sleep(250);');
    expect(slept).toEqual([250]);
  });
});
