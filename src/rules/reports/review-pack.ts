/** The pack for the Steering Group's summer meeting: one page a cluster. Rules G1 to G4. */
import type { Day, FundingYear } from '../basics/days';
import { formatDay, lastDayOf } from '../basics/days';
import type { Finding } from '../basics/finding';
import { sum } from '../basics/lists';
import { formatMoney } from '../basics/money';
import type { Parameters } from '../basics/parameters';
import { sayParameter } from '../basics/parameters';
import { capital, formatCount, formatShare, plural } from '../basics/words';
import { type ReleaseYear, releaseYears } from '../meetings/release';
import { sharesOfCluster, whoCame } from '../overview/cluster-page';
import type { PageBooks, PageYear } from '../overview/page-books';
import { paperOf } from '../overview/page-books';
import { meetingLines, plannedIn } from '../overview/page-meetings';
import { requestsBlock } from '../overview/page-requests';
import { sharesBlock } from '../overview/page-shares';
import type { Block, Line, Paper, PaperTable } from '../overview/paper';
import { HEADINGS, must, note, soon, told, words } from '../overview/paper';
import type { ReviewBooks, ReviewFacts } from '../overview/review';
import { NOT_STATED, reviewFacts } from '../overview/review';
import type { NextStage } from '../overview/stages';
import { agreementText, sizeText } from '../overview/standings';
import type { Charted } from './charts';
import { meetingsChart, potsChart } from './charts';

export type PackBooks = Omit<PageBooks, 'clusters'> & ReviewBooks;

/** What heads the blocks of the pack that are of no other page. */
export const PACK = {
  standing: 'Why this is a draft',
  year: 'The year',
  came: 'Who came, and release money',
  findings: 'Findings',
  unsaid: 'What the guidance leaves unsaid',
  notes: 'Notes of the Advisor',
} as const;

const KEEPING = 'Printed as it stands here. To keep it: Clusters ▸ Record ▸ A review, under Notes.';

interface Of {
  readonly cluster: number;
  readonly year: FundingYear;
  /** What could not be read; blank where everything could. */
  readonly unread: string;
  /** What is entered of the review in the Reviews tab. */
  readonly notes: string;
}

/**
 * The review of one cluster in a year on one page.
 *
 * It is final where nothing that its figures rest on is missing: the agreement has a start, every row could be read, and
 * every parameter that was asked for is set. Before that it is a draft; while the year goes on and its review was not held, it is complete so far.
 * What the guidance leaves unsaid is told, and stands in nobody's way but theirs.
 */
export function reviewPaper(books: PackBooks, parameters: Parameters, of: Of, asAt: Day): Paper {
  const cluster = books.clusters.at(of.cluster);
  let mark: NonNullable<Paper['mark']> = 'Draft';
  const paper = paperOf(cluster.name, { books, parameters, year: of.year }, asAt, (own) => {
    const facts = reviewFacts({ ...own, books, cluster }, asAt);
    const missing = missingLines(facts, of);
    const goesOn = facts.held === null && asAt <= lastDayOf(of.year);
    if (missing.length === 0) mark = goesOn ? 'Complete so far' : 'Final';
    const charted: Charted = { own, glances: [facts.row], only: cluster };
    const release = releaseYears(books, parameters, own.year, own.last).filter((line) => line.cluster === cluster.row);
    return {
      about: [
        'Annual review',
        facts.held === null ? 'review not held yet' : `review held ${formatDay(facts.held)}`,
        `Lead school: ${facts.lead ?? 'not entered'}`,
      ],
      blocks: [
        { heading: PACK.standing, lines: missing, table: null },
        { heading: PACK.year, lines: [], table: yearTable(facts, release) },
        meetingsBlock(own, charted, facts),
        { heading: PACK.came, lines: [], table: whoCame(own, cluster, release) },
        potsChart(charted),
        requestsBlock(own, facts.figures, books.requests.where('cluster', cluster.row)),
        ...sharesIn(own, facts),
        { heading: PACK.findings, lines: findingLines(facts.row.findings), table: null },
        { heading: PACK.notes, lines: [], table: null, written: { text: of.notes, hint: KEEPING } },
        { heading: PACK.unsaid, lines: unsaidLines(own, facts), table: null },
      ],
    };
  });
  return { ...paper, ...(paper.blocks.length === 0 ? {} : { mark }) };
}

/** What stands between this page and a final one. */
const missingLines = ({ row, unset }: ReviewFacts, { unread }: Of): Line[] => [
  ...(row.agreement.is === 'not entered'
    ? [must('When the agreement starts is not entered, and all money rests on it. Clusters ▸ Set up workbook.')]
    : []),
  ...unset.map((name) =>
    must(`Figures rest on what is not set: ${sayParameter(name, null)}. Clusters ▸ Workbook ▸ Figures to confirm.`),
  ),
  ...(unread === '' ? [] : [must(unread)]),
];

/** The year in a few rows: what there is to say in a word or a number. */
function yearTable(
  { row, next, advisor, otherFunding, decisions, focusAreas }: ReviewFacts,
  release: readonly ReleaseYear[],
): PaperTable {
  const declared = release.filter((line) => line.declared).length;
  return {
    columns: [words('About'), note('How it stands')],
    rows: [
      ['Agreement', agreementText(row.agreement)],
      ['Next stage', nextText(next)],
      ['Schools', `${row.schools} (${sizeText(row.size)})`],
      ['Attendance', row.attendance === null ? 'none recorded' : `${formatShare(row.attendance)} of places filled`],
      ['Schools to watch', formatCount(row.toWatch)],
      [
        'Release money',
        `${formatMoney(sum(release, ({ evidenced }) => evidenced))} shown of ` +
          `${formatMoney(sum(release, ({ committed }) => committed))}; declared by ${declared} of ` +
          plural(release.length, 'school'),
      ],
      ['Meetings with the Advisor', String(advisor)],
      ['Decisions', decisions],
      ['Other funding', otherFunding],
      ['Focus areas', focusAreas.join('; ') || 'none chosen'],
    ],
    hasTotal: false,
  };
}

/** What there is of what leads to the next stage. Rule G3. */
function nextText({ stage, passed, ready, missing }: NextStage): string {
  if (passed || ready) return `${stage}; everything is there`;
  return missing.length === 0 ? 'nothing is due yet' : `missing: ${missing.map(({ what }) => what).join(', ')}`;
}

/** How the meetings stand, drawn. */
function meetingsBlock(own: PageYear, charted: Charted, { row }: ReviewFacts): Block {
  const lines = meetingLines(own, row, plannedIn(own, row.cluster.row));
  return { ...meetingsChart(charted), lines, table: null };
}

/** What schools owe, where any does. */
function sharesIn(own: PageYear, { row }: ReviewFacts): Block[] {
  const shares = sharesOfCluster(own, row.cluster);
  return shares.length === 0 ? [] : [{ ...sharesBlock(own, shares, ''), heading: HEADINGS.shares }];
}

const findingLines = (findings: readonly Finding[]): Line[] =>
  findings.length === 0
    ? [told('Nothing to note.')]
    : findings.map(({ message, severity }) => {
        const text = `${capital(message)}.`;
        if (severity === 'stop') return must(text);
        return severity === 'warn' ? soon(text) : told(text);
      });

/** Figures of the guidance that are lost: while they are assumed, the page says so. Rule F5. */
const LOST = ['match.ratio', 'match.basis', 'pot.schoolCash'] as const;

/** What the guidance leaves unsaid, and what this page has instead. Rules F5 and G4. */
function unsaidLines({ parameters, year }: PageYear, { aims }: ReviewFacts): Line[] {
  const assumed = LOST.map((name) => ({ name, ...parameters.at(name, year) })).filter(
    ({ status }) => status === 'assumed',
  );
  const match = assumed.map(({ name, value }) => sayParameter(name, value)).join(', ');
  return [
    told(aims.length === 0 ? `Central aims: ${NOT_STATED}.` : `Central aims: ${aims.join('; ')}.`),
    ...(match === '' ? [] : [told(`What is added for each school: ${NOT_STATED}; this page assumes ${match}.`)]),
  ];
}
