/** What the menu holds and what each entry is for; *Help and about* and messages say it from here. */

export interface Entry {
  readonly label: string;
  /** The global that shows its page. */
  readonly handler: string;
  /** What it is for, in a sentence. */
  readonly does: string;
}

export interface Submenu {
  readonly label: string;
  readonly entries: readonly Entry[];
}

const entry = (label: string, handler: string, does: string): Entry => ({ label, handler, does });

/** By what people do; null stands for a line between two groups. */
export const MENU: readonly (Entry | Submenu | null)[] = [
  {
    label: 'Record',
    entries: [
      entry('A meeting', 'showRecordMeeting', 'Date, times, who came.'),
      entry(
        'A payment or income',
        'showRecordPayment',
        'What it is for, and the rest fills itself in; or correct a line. For whoever keeps the money.',
      ),
      entry(
        'A training session',
        'showRecordSession',
        'What it cost, who came, and what each school owes above the cap.',
      ),
      entry(
        'Release declared',
        'showDeclareRelease',
        'Which schools set release money aside this year, and what they have shown.',
      ),
      entry(
        'A school joins, leaves or is replaced',
        'showChangeMembers',
        'What was approved, carried out: first what it does to money and counts.',
      ),
      entry(
        'Another lead school',
        'showHandOver',
        'A statement of the money that is handed over, to print and sign; and who leads from when.',
      ),
      entry('Focus areas', 'showFocusAreas', 'What the cluster chooses to work on.'),
      entry('A review', 'showRecordReview', 'A review held, a report received, the Advisor’s meeting with a lead.'),
    ],
  },
  entry('Ask', 'showAsk', 'For money, a school change, anything; the rules answer at once.'),
  entry('My requests', 'showMyRequests', 'Where they stand; answer, change, withdraw.'),
  entry('Decide', 'showDecide', 'For the Advisor and the Director: what waits, with what the rules say.'),
  {
    label: 'Look',
    entries: [
      entry('My cluster', 'showMyCluster', 'Your cluster on one page, to read or print; others can be picked.'),
      entry('My school', 'showMySchool', 'Your school on one page, to read or print; others can be picked.'),
    ],
  },
  {
    label: 'Reports',
    entries: [
      entry('Charts', 'showCharts', 'Meetings, money, who came, release and what waits, drawn, each with its table.'),
      entry(
        'Review pack',
        'showReviewPack',
        'For the summer meeting: a page of each cluster, to print; tables as a file.',
      ),
      entry('Next stage', 'showNextStage', 'The checklist of a cluster, and of its schools that apply for themselves.'),
      entry('Letters', 'showLetters', 'A page to each school: what it owes and has shown; and one to the lead school.'),
      entry('Meeting papers', 'showMeetingPapers', 'Agenda and sign-in sheet of a meeting that is planned.'),
      entry('Calendar', 'showCalendar', 'Planned meetings and deadlines, to print or to take into your own calendar.'),
      entry(
        'Year end',
        'showYearEnd',
        'Closes a year pot by pot, with what rolls over; opens it again. For whoever keeps the money.',
      ),
      entry(
        'What if',
        'showWhatIf',
        'Next year’s money with other schools, figures or agreements, beside this year’s; nothing is written.',
      ),
    ],
  },
  null,
  entry('Why?', 'showWhy', 'Explains the figure or flag you have selected, with the rule and what would change it.'),
  entry('Check workbook', 'showCheck', 'Finds cells that cannot be read and offers safe repairs.'),
  entry(
    'Set up workbook',
    'showSetUp',
    'Prepares and repairs the tabs; who decides, lead schools and agreements. For the Director and the Advisor.',
  ),
  {
    label: 'Workbook',
    entries: [
      entry(
        'People',
        'showPeople',
        'Who does what: add, end, move, stand in. For the Director, the Advisor and the owner of the file.',
      ),
      entry(
        'Figures to confirm',
        'showFigures',
        'Numbers of the rules that are assumed or not set: what rests on each. For the Director and the Advisor.',
      ),
      entry('Verify log', 'showVerifyLog', 'Shows whether the record was changed.'),
      entry('Daily digest', 'showDigest', 'One mail a person a day with what waits; shown before it is switched on.'),
      entry(
        'Open a file',
        'showOpenFile',
        'A list from Excel or a bank, looked through row by row before it is written.',
      ),
      entry(
        'Extract',
        'showExtract',
        'A tab of plain rows for those who add up many programmes. For the Director, the Advisor and the owner.',
      ),
    ],
  },
  entry('Help and about', 'showHelp', 'This page.'),
];

/** Every entry with the menus that lead to it, such as `Clusters ▸ Workbook ▸ Verify log`. */
export const ENTRIES: readonly { readonly path: string; readonly entry: Entry }[] = MENU.flatMap((item) => {
  if (item === null) return [];
  if ('handler' in item) return [{ path: `Clusters ▸ ${item.label}`, entry: item }];
  return item.entries.map((within) => ({ path: `Clusters ▸ ${item.label} ▸ ${within.label}`, entry: within }));
});
