/** The reference pages that say what the declarations say: `npm run docs` writes them, a test compares them. */
import { FUNCTIONS } from '../src/functions/all';
import type { CellFunction, FiguresShown, Parameter } from '../src/functions/define-function';
import { PARAMETER_NAMES, PARAMETERS } from '../src/rules/basics/parameter-table';
import { formatParameter } from '../src/rules/basics/parameters';
import { PASSAGES, RULE_NUMBERS } from '../src/rules/basics/passages';
import { MATTERS } from '../src/rules/basics/words';
import type { MatterSpec, RequestField } from '../src/rules/requests/matters';
import { MATTER_SPECS, rolesText } from '../src/rules/requests/matters';
import { MOVES } from '../src/rules/requests/request-state';
import type { AnySheet, Column } from '../src/workbook/define-sheet';
import { chartBlocks } from '../src/workbook/pages/charts-page';
import { FRONT_TABLE, NEXT_TABLE, OVERVIEW_TABLES } from '../src/workbook/pages/overview-page';
import { CHARTS_PAGE, CLUSTER_PAGE, EXTRACT_PAGE, type PageTable } from '../src/workbook/pages/page';
import { schoolsTables } from '../src/workbook/pages/schools-page';
import { columnLetters } from '../src/workbook/reading/problem';
import { SHEETS } from '../src/workbook/sheets';
import { HOMES } from './rule-homes';

const NOTICE = '<!-- Written by `npm run docs` from the declarations in src/. Change those, not this page. -->';

/** Every generated page, by its path below `docs/`. */
export function generatedDocs(): Record<string, string> {
  return {
    'workbook.md': workbookPage(),
    'functions.md': functionsPage(),
    'requests.md': requestsPage(),
    'rules.md': rulesPage(),
  };
}

const EDITORS = {
  everyone: 'every editor of the file',
  deciders: 'the Director and the Advisor',
  tracker: 'the tracker; by hand only after a warning',
};

/** The headings of a page, in a sentence. */
const headingsOf = (tables: readonly Pick<PageTable, 'heading'>[]): string =>
  tables.map(({ heading }) => heading.toLowerCase().replace('psqm', 'PSQM')).join(', ');

function workbookPage(): string {
  const parts = [
    '# The workbook',
    NOTICE,
    'Columns are found by their header, rows by their ID and tabs by the ID of their sheet. So whoever may type in a ' +
      'tab may also sort, filter, insert and delete its rows, and a tab may be renamed. The header row is the owner’s: ' +
      'with it moving, inserting and deleting columns is. Columns marked \\* are worked out by the tracker: Google ' +
      'warns whoever types there, and what is typed is cleared at once. A header in **bold** has to be filled in.',
    'A copy of the file knows that it is one, and nothing is done in it until *Set up workbook* has made it a workbook ' +
      'of its own: its tabs are found again, under other names too, and it has no daily digest until somebody switches ' +
      'it on. A tab that is missing stops what needs it, with a sentence; *Set up workbook* looks for it by its headers ' +
      'before it makes an empty one.',
    '## What cells may hold',
    'Words, names and headers are the same whatever their capitals, kinds of space, dash and apostrophe, "&" or "and", ' +
      'signs nobody sees and a leading apostrophe are; so is what was decided, but for capitals (A2). An address may ' +
      'stand in `Name <…>`, and every address of one mailbox is one person (A3). Times, years and figures in Settings ' +
      'may be written as people write them: `1pm`, `26/27`, `£450.00`, `1:1`, `20`. A date, sum, tick or list that ' +
      'is a text of one meaning only (`24 Sept 26`, `(45.00)`, `✔`, commas for semicolons, `n/a`) is offered in ' +
      '*Check workbook* as what it means, and nothing is guessed: of a text that may mean two things it is said why.',
    'A row with a cell that cannot be read is in no figure, and that is said in red in `Overview!E4`, at the top of ' +
      '*Schools at a glance* and in the forms. In columns marked ° no figure is worked out from the cell: it is reported, ' +
      'counts as blank (a Status of Settings as assumed), and its row stays. In Clusters and Schools every row stays ' +
      'that has a name. A row of nothing but white space, noughts and empty boxes is none. Two schools may share a ' +
      'name: the tracker writes the ID behind it.',
    '## Overview',
    'A page that one formula gives. `B2` holds the day everything is worked out for and `B3` the funding year of the ' +
      'pots: a day of the calendar and a year of the list, blank or wrong is today. Both go back to today when the file ' +
      'is next opened, unless `D2` is ticked; while they are another day’s, `E2` says so in amber. `I1` holds the day ' +
      'on which the file was last opened. `E4` says whether everything could be read and verified.',
    'The first screen: what waits, meetings on track, release declared, who came, schools to watch, money, figures that ' +
      'are not confirmed; what to do next, the longest waiting first, six lines at most; then a row a cluster, with bars ' +
      'in characters that print (pot: █ spent, ▒ promised, ░ free). Below it, from where `E1` leads: ' +
      `${headingsOf(OVERVIEW_TABLES)}; and ${NEXT_TABLE.heading.toLowerCase()}, where that is more than six.`,
    table(
      ['Column', 'What to do next', 'Clusters'],
      Object.keys(FRONT_TABLE.figures.columns).map((header, index) => [
        columnLetters(index + 1),
        Object.keys(NEXT_TABLE.figures.columns)[index] ?? '',
        header,
      ]),
    ),
  ];
  parts.push(
    `## ${CHARTS_PAGE.title}`,
    'Charts of all clusters, each beside the table it draws: ' +
      `${chartBlocks(1)
        .map(({ heading }) => `*${heading}*`)
        .join('; ')}. The day and the year are ` +
      'those of Overview; one formula gives the tables, and who came is shaded instead of drawn. A chart may be moved, ' +
      'made larger and given other looks: *Set up workbook* finds it again, makes one anew that was deleted, and gives ' +
      'all of them a row for each cluster. Of one cluster, and to print on A4: *Clusters ▸ Reports ▸ Charts*.',
    '![The tab Charts](images/charts.png)',
    '## Schools at a glance',
    `A page of formulas. \`B4\` holds the cluster whose attendance is shown. Below: ${headingsOf(schoolsTables(45))}; ` +
      'one formula gives them all.',
    `## ${EXTRACT_PAGE.title}`,
    'A page of one formula, [EXTRACT](functions.md#extract), from `A1` on: the programme as plain rows, for those who add ' +
      'up many ([how](many-programmes.md)). It is there only where it was switched on under **Clusters ▸ Workbook ▸ ' +
      'Extract**, behind all other tabs, and is known by its note alone: a tab of one’s own may have the same name.',
    `## ${CLUSTER_PAGE.title}`,
    `A page of formulas for a phone and for paper. \`${CLUSTER_PAGE.clusterCell}\` holds the cluster that is shown. ` +
      'Below: what is to do, meetings and who came, release money, pots, requests, what schools owe, whom to ask; one ' +
      'formula gives them all, and breaks long texts into ' +
      'rows. A copy of the tab (right-click it, *Duplicate*) is a page of its own: pick another cluster there. Each ' +
      'copy makes Google work out one more function after a typed cell, so make those that are used.',
    '![My cluster, a page of one’s own](images/my-cluster.png)',
    'For oneself, *Clusters ▸ Look ▸ My cluster* and *My school* show the same without anybody else seeing what is ' +
      'picked, on any day of any year since the agreements began, and print on one A4 page upright. One’s own comes ' +
      'first: by the cluster or the school of one’s row in People. Everybody may look at every cluster and school; ' +
      'somebody who is not in People is asked to pick one.',
  );
  for (const spec of Object.values(SHEETS) as AnySheet[]) {
    parts.push(
      `## ${spec.title}`,
      [spec.purpose, `Changed by: ${EDITORS[spec.editors]}.`, spec.instead ?? ''].join(' ').trim(),
      table(
        ['Column', 'Holds', 'Help'],
        (Object.values(spec.columns) as Column<unknown>[]).map((column) => [
          `${column.required ? `**${column.header}**` : column.header}${column.computed ? ' \\*' : ''}${column.unread === undefined ? '' : ' °'}`,
          column.kind.name,
          [column.kind.help, column.note].filter((text) => text !== '').join(' '),
        ]),
      ),
    );
  }
  return page(parts);
}

function functionsPage(): string {
  const signature = ({ name, parameters }: CellFunction) =>
    `${name}(${parameters.map((given: Parameter) => (given.optional ? `[${given.name}]` : given.name)).join(', ')})`;
  return page([
    '# Cell functions',
    NOTICE,
    'Every input is an argument: functions read no other cells, no clock and no services, so the same arguments ' +
      'always give the same answer. Money is in pounds. A tab argument is the whole tab with its header row, such as ' +
      '`Ledger!A:O`. What cannot be read gives words in the cell, never `#ERROR!`.',
    ...FUNCTIONS.flatMap((spec) => [
      `## ${spec.name}`,
      spec.description,
      `\`\`\`\n${signature(spec)}\n\`\`\``,
      ...(spec.parameters.length === 0
        ? []
        : [
            table(
              ['Argument', 'What'],
              spec.parameters.map(({ name, help, optional }) => [
                `\`${name}\`${optional ? ' (may be left out)' : ''}`,
                help,
              ]),
            ),
          ]),
      `Gives: ${spec.returns}`,
      ...(spec.figures ? [columnsText(spec.figures)] : []),
      `Example: \`${spec.example}\``,
    ]),
  ]);
}

/** The columns of a table of figures, with what they hold where that is no text. */
const columnsText = ({ columns }: FiguresShown): string =>
  `Its columns: ${Object.entries(columns)
    .map(([header, { format }]) => `*${header}*${format === 'words' ? '' : ` (${format})`}`)
    .join(', ')}.`;

function requestsPage(): string {
  const moves = [...new Set(Object.values(MOVES).flat())];
  return page([
    '# Requests and decisions',
    NOTICE,
    'A flag is worked out from the request’s own row and the Decisions tab; nothing typed into it counts (A1). A ' +
      'decision counts when whoever made it could decide that day (A3, A4), the move was legal (A6), it gives a ' +
      'reason where one is needed (A5), and it says on what it was made (A2).',
    '## Matters',
    ...MATTERS.flatMap((matter) => {
      const spec: MatterSpec = MATTER_SPECS[matter];
      const decides = rolesText(spec.deciders) || (spec.kind === 'schools agree' ? 'the cluster’s schools' : 'nobody');
      const seesToIt = spec.readers ? [`Sees to it: ${rolesText(spec.readers)}, who marks it as done in Decide`] : [];
      const orSchool = spec.potOptional ? ' or a school' : '';
      return [
        `### ${matter}`,
        spec.help,
        list(
          `Kind: ${spec.kind}`,
          `Decides: ${decides}`,
          ...seesToIt,
          `Paid from: ${spec.pots.length === 0 ? 'no pot' : `${spec.pots.join(', ')}${orSchool}`}`,
          `Asked on the form: ${spec.asks.map(headerOf).join(', ')}`,
          `Needed: ${spec.needs.map(headerOf).join(', ') || 'no more than what it is for'}`,
          `Rules: ${spec.rules.join(', ')}`,
        ),
      ];
    }),
    '## States and moves',
    'The states of rule A6 and what may be done in each. Declined, withdrawn and revoked requests are closed: ' +
      'whoever still wants it asks again, so that the record stays whole. “Answer” is the asker’s reply to a ' +
      'question; “Done” is what whoever sees to it says of a request that nobody decides. Who asked for a request or ' +
      'changed it, the cluster’s lead and the deciders change it; others of the ' +
      'cluster read it. Only who asked and the cluster’s lead withdraw a request; nobody does whose own school is to leave ' +
      'by it, and nobody once something was claimed on it.',
    table(
      ['State', ...moves],
      Object.entries(MOVES).map(([state, legal]) => [state, ...moves.map((move) => (legal.includes(move) ? '✓' : ''))]),
    ),
    '## What nobody decides and somebody sees to',
    'An order of a first copy (S9), money from elsewhere (G1) and a problem, idea or question (C4) are sent to whoever ' +
      'sees to them: the flag says so, the daily digest tells them of it, and one of them marks it as done under ' +
      '**Decide**. A problem, idea or question is done only with an answer; the others may have one. The answer is ' +
      'added to the note with name and day, “Done on” is the day, the flag is “done”, and whoever asked reads it under ' +
      '**My requests**. Whoever answers is no author of it.',
    '## Changes of membership',
    'What was approved is written down in one step, under **Decide** or **My requests**, by the Director, the Advisor ' +
      'or the lead of the cluster: a row of Membership with its first day, or the last day of the row that runs. Where ' +
      'the leaver leads, another member leads after that day, and Membership notes until when it led (P3). Until it is ' +
      'done, Overview and **Check workbook** say so. They say as well which rows of Membership begin after their ' +
      'agreement, or end before it does, without an approved request of their own, and how much money hangs on each ' +
      '(P7). One request allows one row: the one that names it, or else the first that it fits.',
    '## The next stage',
    'A cluster, or a school that applies for itself, passes when both reviews were held, the report was received and ' +
      'its application was accepted (G3). While something of that is missing, only the Director lets it pass, with a ' +
      'reason: what was missing and the reason stay in the flag, and an accepted application passes then. “Stage 4” in ' +
      'Clusters does not count before.',
    '## Who decides',
    'Nobody decides on their own request, on one they changed through its form, for their own school or for its ' +
      'cluster (A3). Whoever asked for it or changed it by the Log counts, whatever “Asked by” says, and a decision ' +
      'keeps a list of them: an author who comes later never voids it. Such a request goes to the Director, then to ' +
      'whoever stands in for the Director, and where there is nobody it cannot be decided, with the reason. Somebody ' +
      'who stands in for a decider on a day (A4) decides in their place; the Decisions tab names both.',
    '## What makes an approval stale',
    'A decision keeps a copy of matter, cluster, school, pot, amount, payee, purpose and date wanted. If one of them ' +
      'differs later, the flag is stale and names the change (A2). A lower amount, a note, sorting, moved columns ' +
      'and a renamed cluster change nothing. What schools agree to is bound in the same way: the form notes in ' +
      '“Agreed on what” the request as it stood and which schools agreed, and schools typed in by hand count for ' +
      'nothing. A school agrees through somebody of that school, or by being at the recorded meeting at which the ' +
      'cluster’s lead says it was agreed; for more money or another purpose or payee it agrees anew (S8).',
    '## What keeps an approval',
    'An approval lasts to the end of the funding year it was given in (A8). Afterwards what was claimed by then ' +
      'stands, by payments in the Ledger from the approved pot that are dated in time, and the rest lapses; all of ' +
      'it stands where the decision itself knew of a promise of the money. A day typed into “Committed on” or “Done ' +
      'on” later proves nothing. Where no money of a pot is asked for, “Done on” counts. A payment is judged by ' +
      'where its request stood on the day of the payment; one made before the approval is retrospective (A7), and so ' +
      'is the approval: what it, or a decision before it, knew of an earlier promise stays, whatever is typed later. ' +
      'What was paid while a request stood approved or agreed stays rightly paid when its row is ' +
      'changed later: the Ledger notes the change (A2). A payment from another cluster or pot uses up nothing of ' +
      'what was approved (F11).',
    '## Waiting',
    'The daily digest is one mail a person with what waits for them: exactly what **Decide** lists as theirs, ' +
      'questions asked of them, and once what they are to see to: reports, orders, money from elsewhere (C4, S9, ' +
      'G1). Only people in People that day are written to, and nobody twice a day. On the sixth school day it ' +
      'reminds, on the eleventh the Director gets a copy (A9; both numbers are in Settings). A decider switches it on ' +
      'under **Clusters ▸ Workbook ▸ Daily digest**; it runs from that account, and any decider can switch it off or let it run from their own. What the day’s mail quota does not ' +
      'allow goes out first the next day; Overview says so, and says when a run was cut off.',
    '## The log',
    'Everything done through the tracker is a line of the Log with the hash of the line before (A12). The newest ' +
      'number and hash are kept with the document and stand in every digest mail. **Clusters ▸ Workbook ▸ Verify ' +
      'log** names the first line that was changed, removed, added or moved, and the first cell that shows something ' +
      'else than it holds. It shows rows again that were hidden by hand, and is not good while some are or may be ' +
      'hidden or left out by a filter ([why so](decisions/0016-hidden-rows.md)). It shows tampering; it cannot ' +
      'prevent it. A log that does not hold and cannot be put back is closed ' +
      'there by the Director, or by the owner until there is one: its lines stay, and a new log begins below them ' +
      'whose first line says what was closed.',
    'Before an action writes anything, it notes with the document what it is about to write. So a run that was cut ' +
      'off can be told from a line written by hand: the next action, **Verify log** or **Check workbook** finishes ' +
      'the log of the one, if its data was written; the log goes on without the other, and **Check workbook** offers ' +
      'the deciders to take it out, with a line that says what it held.',
    'Whoever has just done something by a form can **undo** it for a minute: cells, seals and recorded rights stand as ' +
      'before, and a line of the log tells of it and names the lines it undoes, which tell of nothing any more. It is ' +
      'refused once anything else was written, by whomever, or a cell of it was changed. What reaches beyond cells and ' +
      'these texts is not offered: set-up, the digest, a take-over, a log that is closed ' +
      '([why](decisions/0021-undo.md)).',
    'An exported workbook can be checked on any computer, with the number and hash from a mail:',
    '```\nnpm run verify-log -- workbook.xlsx 57 3f9c…        (or the Log tab as .csv)\n```',
    'Without a number and hash from outside, a log that was cut short or rebuilt from its first line looks good, and ' +
      'the answer says so. Of lines newer than the number given, a file can only tell that they hang together.',
    '## Seals',
    'Every decision bears a seal over all that it says, made with a key that is kept outside the cells, and the seal of ' +
      'the decision on the same request before it. How many there are and the newest seal are kept outside as well. So ' +
      'a row that is typed, pasted or copied into Decisions never counts, and the flag says so; where a decision was ' +
      'changed, moved to another request or taken away, its request is not allowed, and the flag names the decision. A ' +
      'revoke or decline that was deleted revives nothing. A sealed decision was judged when it was made: later ' +
      'changes of People do not void it. Decisions of an earlier version bear no seals and count as they did until a ' +
      'decider takes them over, once, in **Check workbook**; in a copy of the file the Director does. ' +
      '[security.md](security.md) says against whom this holds.',
    'What the forms record of a request is kept outside the cells as well: when it was withdrawn, when the money was ' +
      'promised, and a seal over what the schools agreed to. A withdrawal that is deleted or changed in its cell stays ' +
      'as it was (A6); one that is typed counts, and is a finding. The earlier day of “Committed on” counts against a ' +
      'request (A7), and only the recorded one reserves anything; once a request was decided on, its form makes that ' +
      'day no later. Schools count as they were ticked in the form (S8). Whoever asked for a request, changed it or ' +
      'answered for it by form stays its author and may not decide on it, whatever becomes of “Asked by” and of the ' +
      'log; an undone change makes nobody one (A3).',
    'Who may decide is recorded outside the cells too. Whoever is typed into People, and whoever’s school is taken out ' +
      'of People or Membership, gains nothing by it until somebody who does not gain confirms it in **Check ' +
      'workbook**; a right that is taken away, or a conflict of interest that is added, counts at once. An ID of a ' +
      'cluster or school that stands at another name than before moves no approval to another pot: the request is not ' +
      'allowed until the ID is put back, or its new name confirmed.',
    'A line that tells of a decision ends with its ID and a digest of its whole row. **Check workbook** compares ' +
      'both ways: a decision that is gone or reads otherwise than the log says, and one that the log does not tell ' +
      'of – typed by hand, for instance. Nobody can have such a decision confirmed: whoever decides may type in that ' +
      'tab, and so could have written it. It lists as well requests that are gone, withdrawals taken back, and ' +
      'people whom the log knows as authors and “Asked by” does not. While a decision on a request cannot be read, ' +
      'its flag says so and nothing else.',
  ]);
}

/** What a column of Requests is called. */
const headerOf = (field: RequestField): string => SHEETS.requests.columns[field].header;

const SECTIONS = {
  P: 'Programme, clusters, schools',
  F: 'Funding',
  S: 'Spending',
  Q: 'Primary Science Quality Mark',
  M: 'Meetings',
  C: 'Changes of membership',
  A: 'Decisions',
  G: 'Review and next stage',
};

function rulesPage(): string {
  return page([
    '# The rules',
    NOTICE,
    'Every rule of the programme by the number that code, messages and tests use: what it says in our words, the ' +
      'passage of the guidance it comes from, the parameters it uses (rows of Settings, with their defaults), the ' +
      'file that decides it, and where people see it. Where the guidance is silent the rule is assumed, and figures ' +
      'that rest on an assumed value say so. A test checks that no rule is without a home, a test of its own and a ' +
      'line here.',
    ...Object.entries(SECTIONS).flatMap(([letter, title]) => [
      `## ${letter}. ${title}`,
      ...RULE_NUMBERS.filter((rule) => rule.startsWith(letter)).flatMap((rule) => [
        `### ${rule}`,
        PASSAGES[rule].says,
        list(
          `From: ${PASSAGES[rule].heading}`,
          ...parametersOf(rule),
          `Decided in \`${HOMES[rule][0]}\``,
          `Seen in: ${HOMES[rule][1]}`,
        ),
      ]),
    ]),
  ]);
}

const parametersOf = (rule: string): string[] =>
  PARAMETER_NAMES.filter((name) => PARAMETERS[name].rule === rule).map(
    (name) => `Parameter \`${name}\`: ${formatParameter(name, PARAMETERS[name].value)} (${PARAMETERS[name].status})`,
  );

const list = (...items: readonly string[]): string => items.map((item) => wrapped(`- ${item}`, '  ')).join('\n');

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/(?<!\\)\|/g, '\\|').replace(/\n/g, ' ')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

const WIDTH = 120;

/** A paragraph in lines that are short enough to read aloud from. */
function wrapped(text: string, indent = ''): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1];
    if (line !== undefined && line.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(line === undefined ? word : `${indent}${word}`);
  }
  return lines.join('\n');
}

const isProse = (part: string): boolean => !/^(#|\||<!--|```|- |Example: )/.test(part);

const page = (parts: readonly string[]): string =>
  `${parts.map((part) => (isProse(part) ? wrapped(part) : part)).join('\n\n')}\n`;
