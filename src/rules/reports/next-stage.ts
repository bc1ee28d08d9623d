/** The checklist before the next stage, of a cluster and of the schools in it that apply for themselves. Rule G3. */

import type { Day, FundingYear } from '../basics/days';
import { formatDay } from '../basics/days';
import type { Parameters } from '../basics/parameters';
import { tableOf } from '../basics/table';
import { capital } from '../basics/words';
import { leadText } from '../overview/cluster-page';
import type { PageBooks } from '../overview/page-books';
import { paperOf } from '../overview/page-books';
import type { Block, Line, Paper } from '../overview/paper';
import { must, room, soon, told, words } from '../overview/paper';
import type { NextStage } from '../overview/stages';
import { gateOf, nextStages, stepText } from '../overview/stages';
import { agreementStanding, agreementText } from '../overview/standings';
import { requestStates } from '../requests/replay';

/** The checklist of one cluster, a block for it and one for each school with an application of its own. */
export function nextStagePaper(
  books: PageBooks,
  parameters: Parameters,
  of: { readonly cluster: number; readonly year: FundingYear },
  asAt: Day,
): Paper {
  const cluster = books.clusters.at(of.cluster);
  return paperOf(cluster.name, { books, parameters, year: of.year }, asAt, (own) => {
    const states = requestStates(books, parameters, own.last);
    const { clusters, schools, requests } = books;
    const tables = { clusters, schools, reviews: books.reviews ?? tableOf([]), gate: gateOf(requests, () => states) };
    const stages = nextStages(tables, parameters, own.last).filter((stage) => stage.cluster.row === cluster.row);
    return {
      about: [
        'Checklist for the next stage',
        leadText(own, cluster),
        `Agreement: ${agreementText(agreementStanding(cluster, parameters, own.last))}`,
      ],
      blocks: [...stages.map((stage) => checklist(stage, own.last)), signatures()],
    };
  });
}

function checklist(stage: NextStage, asAt: Day): Block {
  const { school, steps } = stage;
  return {
    heading: school === null ? 'The cluster' : `${school.name}, which applies for itself`,
    lines: standing(stage),
    table: {
      columns: ['Step', 'Stands', 'By'].map(words),
      rows: steps.map((step) => [
        capital(step.what),
        step.done === null && asAt < step.due ? 'not yet' : stepText(step, asAt),
        step.done !== null || Number.isNaN(step.due) ? '' : formatDay(step.due),
      ]),
      hasTotal: false,
    },
  };
}

/** Where it stands, in a sentence. */
function standing({ cluster, stage, missing, ready, passed }: NextStage): Line[] {
  if (ready) return [told('Everything is there, and the application was accepted.')];
  if (passed) return [told('Accepted; the Director let it pass although something is missing.')];
  if (cluster.agreementStart === null && cluster.stage !== 'Ceased')
    return [soon('When the agreement starts is not entered, so nothing falls due yet: Clusters ▸ Set up workbook.')];
  if (missing.length === 0) return [told(`Stage now: ${stage}. Nothing is missing yet.`)];
  return [told(`Stage now: ${stage}.`), must(`Missing: ${missing.map(({ what }) => what).join(', ')}.`)];
}

/** Who has looked at it. */
const signatures = (): Block => ({
  heading: 'Looked at by',
  lines: [],
  table: {
    columns: [words('For'), room('Name'), room('Signature'), room('Day')],
    rows: [
      ['The cluster', '', '', ''],
      ['The Advisor', '', '', ''],
    ],
    hasTotal: false,
  },
});
