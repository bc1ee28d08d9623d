// A small add-in for the tests of the local host. `evaluate` lets a test say what the script does in its own words.

function evaluate(body, argument) {
  return new Function('argument', body)(argument);
}

function echo(value) {
  return value;
}

function hidden_() {
  return 'nobody calls this from a page';
}

var notAFunction = 42;

function onOpen(event) {
  var ui = SpreadsheetApp.getUi();
  ui.createMenu('Fixture')
    .addItem('Say hello', 'sayHello')
    .addSeparator()
    .addSubMenu(ui.createMenu('More').addItem('Show the panel', 'showPanel'))
    .addToUi();
  PropertiesService.getDocumentProperties().setProperty('opened', event.authMode);
}

function onEdit(event) {
  PropertiesService.getDocumentProperties().setProperty(
    'edit',
    JSON.stringify({
      a1: event.range.getA1Notation(),
      sheet: event.range.getSheet().getName(),
      rows: [event.range.rowStart, event.range.rowEnd],
      columns: [event.range.columnStart, event.range.columnEnd],
      value: event.value,
      oldValue: event.oldValue,
      authMode: event.authMode,
      user: event.user.getEmail(),
    }),
  );
}

function sayHello() {
  SpreadsheetApp.getActive().toast('Hello, ' + Session.getActiveUser().getEmail());
}

function showPanel() {
  SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutputFromFile('Panel').setTitle('Panel'));
}

function everyMorning(event) {
  PropertiesService.getScriptProperties().setProperty('ranAs', Session.getEffectiveUser().getEmail());
  PropertiesService.getScriptProperties().setProperty('ranFor', Session.getActiveUser().getEmail());
  return event.triggerUid;
}

/**
 * Says what it was given, one row for each cell: its kind and its text.
 *
 * @customfunction
 */
function KINDS(values) {
  var rows = Array.isArray(values) ? values : [[values]];
  return rows.map((row) =>
    row.map((value) => (value instanceof Date ? 'Date ' + value.toISOString() : typeof value + ' ' + value)).join(', '),
  );
}

/**
 * Repeats each filled row of a list as often as asked.
 *
 * @param {Array<Array<*>>} list Rows.
 * @param {number} times How often.
 * @customfunction
 */
function REPEAT_ROWS(list, times) {
  var out = [];
  list.forEach((row) => {
    if (row[0] === '') return;
    for (var i = 0; i < times; i++) out.push(row);
  });
  return out;
}

/** @customfunction */
function ROW_COUNT(range) {
  return range.length;
}

/** @customfunction */
function SUM_COLUMN(range) {
  return range.reduce((sum, row) => sum + (typeof row[0] === 'number' ? row[0] : 0), 0);
}

/** @customfunction */
function RETURNS(what) {
  if (what === 'date') return new Date(2026, 8, 1, 12);
  if (what === 'undefined') return undefined;
  if (what === 'throw') throw new Error('on purpose');
  if (what === 'service') return SpreadsheetApp.getActive().getName();
  if (what === 'who') return Session.getActiveUser().getEmail();
  if (what === 'write' || what === 'mail') {
    try {
      if (what === 'write') SpreadsheetApp.getActive().getSheets()[0].getRange('A1').setValue(1);
      else MailApp.sendEmail('someone@example.org', 'Subject', 'Body');
    } catch (error) {
      return error.message;
    }
  }
  if (what === 'ragged') return [[1, 2, 3], [4]];
  if (what === 'empty') return [];
  return what;
}

/** Nothing marks it as a custom function: it is one all the same. */
function NOT_MARKED() {
  return 1;
}
