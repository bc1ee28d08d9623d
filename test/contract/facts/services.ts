/** Everything beside the spreadsheet: properties, locks, mail, triggers, people, pages. */
import { CannotTry, EMULATOR_TESTS, type Fact, guide, nameOf, reference, thrownBy, UNSEEN } from '../fact';

const QUOTAS = guide('services/quotas');
const properties = () => PropertiesService.getDocumentProperties()!;
const isNothing = (value: unknown): boolean => value === null || value === undefined;

export const SERVICES: Fact[] = [
  {
    id: 'properties.texts',
    methods: [
      'PropertiesService.getDocumentProperties',
      'Properties.setProperty',
      'Properties.setProperties',
      'Properties.getProperty',
      'Properties.deleteProperty',
    ],
    google: 'Properties are texts, whatever was set; one that is not there is null.',
    source: reference('properties/properties', 'getProperty(String)'),
    is: [null, '1', 'true', 'kept', null],
    found: () => {
      const before = properties().getProperty('fact-none');
      properties().setProperty('fact-a', 1 as unknown as string);
      properties().setProperties({ 'fact-b': true as unknown as string, 'fact-c': 'kept' });
      const read = ['fact-a', 'fact-b', 'fact-c'].map((key) => properties().getProperty(key));
      for (const key of ['fact-a', 'fact-b', 'fact-c']) properties().deleteProperty(key);
      return [before, ...read, properties().getProperty('fact-a')];
    },
  },
  {
    id: 'properties.size',
    methods: ['Properties.setProperty'],
    google: 'A property that holds more than its quota allows is refused.',
    source: QUOTAS,
    is: true,
    found: () => thrownBy(() => void properties().setProperty('fact-big', 'x'.repeat(600_000))) !== 'nothing',
  },
  {
    id: 'locks.one',
    methods: ['LockService.getDocumentLock', 'Lock.tryLock', 'Lock.releaseLock'],
    google: 'A lock that is free is taken at once, again by who has it, and held until it is released.',
    source: reference('lock/lock', 'tryLock(Integer)'),
    is: [true, true, true, false],
    found: () => {
      const lock = LockService.getDocumentLock()!;
      const taken = [lock.tryLock(1000), lock.tryLock(1000), lock.hasLock()];
      lock.releaseLock();
      return [...taken, lock.hasLock()];
    },
  },
  {
    id: 'locks.negative',
    methods: ['Lock.tryLock', 'Lock.waitLock'],
    google: 'Nobody waits for less than no time: tryLock gives false, waitLock throws.',
    source: EMULATOR_TESTS,
    is: [false, true],
    found: () => {
      const lock = LockService.getDocumentLock()!;
      const found = [lock.tryLock(-1), thrownBy(() => lock.waitLock(-1)) !== 'nothing'];
      lock.releaseLock();
      return found;
    },
  },
  {
    id: 'mail.quota',
    methods: ['MailApp.getRemainingDailyQuota'],
    google: 'The rest of the day’s quota is a number of recipients.',
    source: reference('mail/mail-app', 'getRemainingDailyQuota()'),
    is: ['number', true],
    found: () => {
      const left = MailApp.getRemainingDailyQuota();
      return [typeof left, left >= 0];
    },
  },
  {
    id: 'mail.refused',
    methods: ['MailApp.sendEmail'],
    google: 'No mail goes to what is no address, to more than 50 people, or with more than 200 KB of text.',
    source: QUOTAS,
    is: [true, true, true],
    found: ({ me }) =>
      [
        { to: 'nobody', subject: 'Self-test', body: 'x' },
        { to: Array.from({ length: 51 }, () => me).join(','), subject: 'Self-test', body: 'x' },
        { to: me, subject: 'Self-test', body: 'x'.repeat(500_000) },
      ].map((message) => thrownBy(() => MailApp.sendEmail(message)) !== 'nothing'),
  },
  {
    id: 'mail.sent',
    methods: ['MailApp.sendEmail', 'MailApp.getRemainingDailyQuota'],
    google: 'A mail that goes out takes one off the quota.',
    source: QUOTAS,
    is: 1,
    found: ({ me }) => {
      const before = MailApp.getRemainingDailyQuota();
      if (before < 1) throw new CannotTry('No mail is left for today.');
      MailApp.sendEmail({ to: me, subject: 'Self-test', body: 'This mail can be deleted.', name: 'Self-test' });
      return before - MailApp.getRemainingDailyQuota();
    },
  },
  {
    id: 'triggers.clock',
    methods: [
      'ScriptApp.newTrigger',
      'TriggerBuilder.timeBased',
      'ClockTriggerBuilder.everyDays',
      'ClockTriggerBuilder.atHour',
      'ClockTriggerBuilder.create',
      'ScriptApp.getProjectTriggers',
      'Trigger.getHandlerFunction',
      'ScriptApp.deleteTrigger',
    ],
    google: 'A trigger is found by its function until it is deleted.',
    source: reference('script/script-app', 'getProjectTriggers()'),
    is: [0, 1, 0],
    found: () => {
      const mine = () =>
        ScriptApp.getProjectTriggers().filter((trigger) => trigger.getHandlerFunction() === 'factUnmarked');
      const before = mine().length;
      ScriptApp.newTrigger('factUnmarked').timeBased().everyDays(1).atHour(7).create();
      const made = mine();
      for (const trigger of made) ScriptApp.deleteTrigger(trigger);
      return [before, made.length, mine().length];
    },
  },
  {
    id: 'people.clicks',
    methods: ['Session.getActiveUser', 'Session.getEffectiveUser', 'User.getEmail'],
    google: 'Who clicks in a menu is the active and the effective user, with an address.',
    source: reference('base/session', 'getActiveUser()'),
    is: [true, true],
    found: () => {
      const active = Session.getActiveUser().getEmail();
      return [active.includes('@'), active === Session.getEffectiveUser().getEmail()];
    },
  },
  {
    id: 'people.scopes',
    methods: [
      'ScriptApp.requireScopes',
      'ScriptApp.getAuthorizationInfo',
      'AuthorizationInfo.getAuthorizationStatus',
      'AuthorizationInfo.getAuthorizedScopes',
    ],
    google: 'Where all scopes are given nothing is asked.',
    source: reference('script/script-app', 'requireScopes(AuthMode,String)'),
    is: ['nothing', 'NOT_REQUIRED', true],
    found: () => {
      const scopes = ['https://www.googleapis.com/auth/userinfo.email'];
      const info = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL);
      return [
        thrownBy(() => ScriptApp.requireScopes(ScriptApp.AuthMode.FULL, scopes)),
        nameOf(info.getAuthorizationStatus()),
        (info as unknown as { getAuthorizedScopes(): string[] }).getAuthorizedScopes().includes(scopes[0]!),
      ];
    },
  },
  {
    id: 'utilities.uuid',
    methods: ['Utilities.getUuid'],
    google: 'Every UUID is another one.',
    source: reference('utilities/utilities', 'getUuid()'),
    is: [/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, true],
    found: () => {
      const [one, other] = [Utilities.getUuid(), Utilities.getUuid()];
      return [one, one !== other];
    },
  },
  {
    id: 'utilities.sleep',
    methods: ['Utilities.sleep'],
    google: 'Nobody sleeps for less than no time, or more than five minutes.',
    source: EMULATOR_TESTS,
    is: [true, true],
    found: () => [-1, 300_001].map((time) => thrownBy(() => Utilities.sleep(time)) !== 'nothing'),
  },
  {
    id: 'cache.nothing',
    methods: ['Cache.put', 'Cache.remove'],
    google: 'What is put or removed gives nothing back.',
    source: EMULATOR_TESTS,
    is: [true, 'kept', true, null],
    found: () => {
      const cache = CacheService.getScriptCache()!;
      const put: unknown = cache.put('fact', 'kept');
      const read = cache.get('fact');
      const removed: unknown = cache.remove('fact');
      return [isNothing(put), read, isNothing(removed), cache.get('fact')];
    },
  },
  {
    id: 'pages.files',
    methods: [
      'HtmlService.createHtmlOutputFromFile',
      'HtmlOutput.setTitle',
      'HtmlOutput.setWidth',
      'HtmlOutput.setHeight',
    ],
    google: 'A page is read from its file; the title and the size are read as they were set.',
    source: reference('html/html-service', 'createHtmlOutputFromFile(String)'),
    is: [true, 'Self-test', 400, 200],
    found: () => {
      const page = HtmlService.createHtmlOutputFromFile('page').setTitle('Self-test').setWidth(400).setHeight(200);
      return [/<script>/.test(page.getContent()), page.getTitle(), page.getWidth(), page.getHeight()];
    },
  },
  {
    id: 'pages.content',
    methods: ['HtmlOutput.getContent', 'HtmlOutput.setContent'],
    google: 'What a page holds is read and set as text; the title stays as it was.',
    source: reference('html/html-output', 'setContent(String)'),
    is: ['<p>two</p>', 'Self-test'],
    found: () => {
      const page = HtmlService.createHtmlOutput('<p>one</p>').setTitle('Self-test');
      page.setContent(page.getContent().replace('one', 'two'));
      return [page.getContent(), page.getTitle()];
    },
  },
  {
    id: 'pages.menu',
    methods: [
      'SpreadsheetApp.getUi',
      'Ui.createMenu',
      'Menu.addItem',
      'Menu.addSeparator',
      'Menu.addSubMenu',
      'Menu.addToUi',
    ],
    google: 'A menu is built item by item, with menus within it, and shown at the end.',
    source: reference('base/menu'),
    is: 'nothing',
    found: () =>
      thrownBy(() =>
        SpreadsheetApp.getUi()
          .createMenu('Self-test')
          .addItem('Run the self-test', 'runSelfTest')
          .addSeparator()
          .addSubMenu(SpreadsheetApp.getUi().createMenu('More').addItem('Run the self-test', 'runSelfTest'))
          .addToUi(),
      ),
  },
  {
    id: 'pages.shown',
    methods: ['Ui.showSidebar', 'Ui.showModelessDialog'],
    google: 'Sidebars and dialogs open without waiting for anybody.',
    source: guide('dialogs'),
    is: 'nothing',
    found: () =>
      thrownBy(() => {
        const page = () => HtmlService.createHtmlOutputFromFile('page').setTitle('Self-test');
        SpreadsheetApp.getUi().showSidebar(page());
        SpreadsheetApp.getUi().showModelessDialog(page(), 'Self-test');
      }),
  },
  {
    id: 'pages.comments',
    methods: [],
    google: 'What looks like a comment in the script of a page is cut out, also inside a text.',
    source: { sure: 'M', url: 'https://github.com/enuchi/React-Google-Apps-Script/issues/157' },
    is: /^cut/,
    found: () => {
      const said = properties().getProperty('self-test page');
      if (said === null) throw new CannotTry('The page has not answered yet: run the self-test again.');
      return said;
    },
  },
  {
    id: 'pages.answers',
    methods: [],
    google: 'An answer with a date in it arrives as null.',
    source: { sure: 'M', url: 'https://github.com/google-marketing-solutions/feedgen/issues/21' },
    is: 'null',
    found: () => {
      const said = properties().getProperty('self-test date');
      if (said === null) throw new CannotTry('The page has not answered yet: run the self-test again.');
      return said;
    },
  },
  {
    id: 'people.time-trigger',
    methods: ['Session.getEffectiveUser'],
    google: 'In a time trigger there is no active user; the effective one is who made the trigger.',
    source: UNSEEN,
    is: ['', true],
    found: ({ me }) => {
      const said = properties().getProperty('self-test trigger');
      if (said === null) throw new CannotTry('The trigger has not run yet: run the self-test again in two hours.');
      const [active, effective] = JSON.parse(said) as [string, string];
      return [active, effective === me];
    },
  },
];
