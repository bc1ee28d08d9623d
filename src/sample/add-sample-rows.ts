import type { Day, FundingYear } from '../rules/basics/days';
import { firstDayOf } from '../rules/basics/days';
import type { Role } from '../rules/basics/words';
import { FOCUS_AREAS } from '../rules/basics/words';
import type { SealPress } from '../rules/requests/seals';
import type { ChangeSet } from '../workbook/change-set';
import type { Tables } from '../workbook/tables';
import { addLastYear } from './last-year';
import { addMeetings } from './meetings';
import { SAMPLE_PEOPLE } from './people';
import { SampleBook, type SampleLogEntry } from './sample-book';
import { addThisYear } from './this-year';

const TRUST = 'Primary Science Teaching Trust';
/** What the sample's clusters chose (G4), by their place in the guidance's list. */
const CHOSEN_AREAS = [[0, 3], [11], [7, 14]] as const;

/**
 * Two plausible years of invented meetings, requests, decisions and payments, ending today.
 *
 * Expects the clusters and schools of the guidance in the workbook, and nothing else.
 *
 * @param press - Seals the decisions; they are left without a seal where there is none.
 * @returns The log lines that belong to what was added.
 */
export function addSampleRows(
  tables: Tables,
  changes: ChangeSet,
  today: Day,
  press: SealPress | null = null,
): SampleLogEntry[] {
  const book = new SampleBook(tables, changes, today, press);
  addPeople(book);
  addAgreements(book);
  for (const year of [book.thisYear - 1, book.thisYear]) {
    addMeetings(book, year);
    addIncome(book, year);
  }
  addLastYear(book);
  addThisYear(book);
  return book.log.sort(byTime);
}

function byTime(a: SampleLogEntry, b: SampleLogEntry): number {
  if (a.time === b.time) return 0;
  return a.time < b.time ? -1 : 1;
}

function addPeople(book: SampleBook): void {
  const { director, advisor, leads, bursars, scienceLeads } = SAMPLE_PEOPLE;
  book.changes.append('people', { ...director, role: 'Director' });
  const others: [Role, readonly { name: string; email: string; school: string }[]][] = [
    ['Advisor', [advisor]],
    ['Cluster lead', leads],
    ['Finance', bursars],
    ['Science lead', scienceLeads],
  ];
  for (const [role, people] of others) {
    people.forEach((person, index) => {
      const cluster = role === 'Cluster lead' ? index : null;
      book.changes.append('people', { ...person, role, cluster, school: book.school(person.school) });
    });
  }
}

/** Every agreement began with last funding year, so that this is its second year. */
function addAgreements(book: SampleBook): void {
  const clusters = book.tables.get('clusters');
  SAMPLE_PEOPLE.leads.forEach((lead, cluster) => {
    book.changes.update('clusters', clusters.rowNumber(cluster), {
      leadSchool: book.school(lead.school),
      stage: 'Stage 3',
      agreementStart: firstDayOf(book.thisYear - 1),
      focusAreas: CHOSEN_AREAS[cluster % CHOSEN_AREAS.length]!.map((area) => FOCUS_AREAS[area]),
    });
  });
}

/** Match and allowances as the rules entitle to them; one cluster still waits for this year's match. */
function addIncome(book: SampleBook, year: FundingYear): void {
  SAMPLE_PEOPLE.leads.forEach((_, cluster) => {
    const date = book.schoolDay(firstDayOf(year) + 27 + cluster);
    if (date > book.today) return;
    const received = { date, cluster, direction: 'In', payee: TRUST } as const;
    const isLate = cluster === 3 && year === book.thisYear;
    const match = book.members(cluster).length * 500_00;
    if (!isLate) book.addLine({ ...received, pot: 'Cluster pot', category: 'Match', net: match });
    book.addLine({ ...received, pot: 'Lead support', category: 'Lead support', net: 300_00 });
    book.addLine({ ...received, pot: 'Administration', category: 'Administration', net: 120_00 });
  });
}
