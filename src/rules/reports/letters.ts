/** Letters: a page to each school of what it owes and shows, and one to the lead school. Rules F1 to F3, F11, M3 and S2. */
import type { Day, FundingYear } from '../basics/days';
import { formatDay } from '../basics/days';
import type { Parameters } from '../basics/parameters';
import { leadOn } from '../clusters/membership';
import { clusterPage } from '../overview/cluster-page';
import type { PageBooks } from '../overview/page-books';
import type { Block, Line, Paper } from '../overview/paper';
import { HEADINGS, told } from '../overview/paper';
import { schoolPage } from '../overview/school-page';

/** What stands at the head and the foot of a letter. */
export const LETTER = { begins: 'Dear colleagues,', ends: 'With thanks' } as const;

interface Of {
  readonly year: FundingYear;
}

/** What the letter to a school says: its meetings, the release money it has shown, what it owes for training. */
export function schoolLetter(
  books: PageBooks,
  parameters: Parameters,
  of: Of & { readonly school: number },
  asAt: Day,
): Paper {
  const page = schoolPage(books, parameters, of, asAt);
  return letter(
    page,
    [HEADINGS.ourMeetings, HEADINGS.release, HEADINGS.shares, HEADINGS.toDo, HEADINGS.people],
    [
      told(
        `This is how ${page.title} stands in the records of its cluster. Please tell us where yours say something else.`,
      ),
    ],
  );
}

/**
 * What the letter to a lead school says: what it holds for its cluster and still has to do; null where no school leads.
 */
export function leadLetter(
  books: PageBooks,
  parameters: Parameters,
  of: Of & { readonly cluster: number },
  asAt: Day,
): Paper | null {
  const cluster = books.clusters.at(of.cluster);
  const lead = leadOn(books, cluster, asAt);
  if (lead === null) return null;
  const page = clusterPage(books, parameters, of, asAt);
  const kept = letter(
    page,
    [HEADINGS.money, HEADINGS.shares, HEADINGS.toDo, HEADINGS.people],
    [told(`${lead.name} leads the ${cluster.name} and holds its money. This is how it stands on ${formatDay(asAt)}.`)],
  );
  const [when = '', , ...about] = kept.about;
  return { ...kept, title: `${lead.name}, lead school`, about: [when, cluster.name, ...about] };
}

/** A page of a cluster or school as a letter: what it is about first, and the blocks that matter in their order. */
function letter(page: Paper, headings: readonly string[], opening: readonly Line[]): Paper {
  if (page.blocks.length === 0) return page;
  const kept = headings.flatMap((heading) => page.blocks.filter((block) => block.heading === heading));
  const blocks: Block[] = [
    { heading: LETTER.begins, lines: opening, table: null },
    ...kept,
    {
      heading: LETTER.ends,
      lines: [],
      table: null,
      written: { text: '', hint: 'Your name, and what you want to add. Printed as it stands here, and kept nowhere.' },
    },
  ];
  return { ...page, blocks };
}
