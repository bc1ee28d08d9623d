import { dayOf, firstDayOf } from '../rules/basics/days';
import { SAMPLE_PEOPLE } from './people';
import type { SampleBook } from './sample-book';
import type { SampleCase } from './sample-case';

/** What was asked, decided and paid last year; dates count from the year's first day. */
const CASES: readonly SampleCase[] = [
  {
    request: {
      id: 'R-1001',
      matter: 'Organising time',
      cluster: 0,
      askedOn: 40,
      amount: 350_00,
      pot: 'Cluster pot',
      payee: 'Amesbury C of E Primary School',
      purpose: 'Two days to prepare the Year 5 electricity project',
      wantedOn: 70,
      doneOn: 75,
    },
    decision: { decision: 'Approve', on: 43, amount: 350_00 },
    payment: { date: 75, category: 'Organising time', payee: 'Amesbury C of E Primary School', net: 310_00 },
  },
  {
    request: {
      id: 'R-1002',
      matter: 'Travel',
      cluster: 4,
      askedOn: 60,
      amount: 280_00,
      pot: 'Cluster pot',
      payee: 'Plain Coaches',
      purpose: 'Coach to the science day at the university',
      wantedOn: 110,
      committedOn: 66,
      doneOn: 112,
    },
    decision: { decision: 'Approve', on: 64, amount: 200_00, reason: 'Two schools can share a minibus.' },
    payment: { date: 112, category: 'Travel', payee: 'Plain Coaches', net: 200_00 },
  },
  {
    session: {
      id: 'CPD-101',
      date: 145,
      provider: 'Bright Spark Science',
      fellow: false,
      vatRegistered: true,
      netFee: 550_00,
    },
    request: {
      id: 'R-1003',
      matter: 'CPD session',
      cluster: 2,
      askedOn: 120,
      pot: 'Cluster pot',
      purpose: 'Working scientifically in mixed-age classes',
      committedOn: 122,
      doneOn: 150,
    },
    payment: { date: 150, category: 'CPD', payee: 'Bright Spark Science', net: 400_00, vat: 80_00 },
  },
  {
    request: {
      id: 'R-1004',
      matter: 'Project',
      cluster: 3,
      askedOn: 90,
      amount: 640_00,
      pot: 'Cluster pot',
      payee: 'Field Study Supplies',
      purpose: 'Shared pond-dipping and weather kit',
      agreeing: 5,
      committedOn: 100,
      doneOn: 104,
    },
    payment: { date: 104, category: 'Project', payee: 'Field Study Supplies', net: 525_00, vat: 105_00 },
  },
  {
    request: {
      id: 'R-1005',
      matter: 'Organising time',
      cluster: 1,
      askedOn: 200,
      amount: 500_00,
      pot: 'Cluster pot',
      payee: 'Larkhill Primary School',
      purpose: 'Four days to write a cluster newsletter',
    },
    decision: {
      decision: 'Decline',
      on: 205,
      reason: 'A newsletter can be shared work; the lead support of £300 covers it.',
    },
  },
];

/** Fills last year, but for its meetings and what came in: reviews, requests, what the allowances were spent on. */
export function addLastYear(book: SampleBook): void {
  const year = book.thisYear - 1;
  const on = (days: number) => book.schoolDay(firstDayOf(year) + days);
  addReviews(book);
  for (const one of CASES) book.addCase(one, on);
  SAMPLE_PEOPLE.leads.forEach((lead, cluster) => {
    const payee = book.schoolName(book.school(lead.school));
    const spent = { cluster, direction: 'Out', payee } as const;
    book.addLine({
      ...spent,
      date: on(220 + cluster),
      pot: 'Lead support',
      category: 'Supply',
      net: 180_00 + cluster * 15_00,
    });
    book.addLine({
      ...spent,
      date: on(230 + cluster),
      pot: 'Administration',
      category: 'Other',
      net: 60_00 + cluster * 10_00,
    });
  });
}

/** The Advisor's talk with each lead, and the clusters' reviews: one cluster's report is still missing. */
function addReviews(book: SampleBook): void {
  const year = book.thisYear - 1;
  SAMPLE_PEOPLE.leads.forEach((lead, cluster) => {
    book.changes.append('meetings', {
      id: `M-${year % 100}${cluster + 1}9`,
      cluster,
      date: book.schoolDay(dayOf(book.thisYear, 5, 11 + cluster)),
      inSchoolHours: true,
      kind: 'Advisor',
      status: 'Held',
      heldAt: book.schoolName(book.school(lead.school)),
      purpose: 'How the first year went',
    });
    book.changes.append('reviews', {
      id: `RV-${cluster + 1}`,
      cluster,
      year,
      heldOn: book.schoolDay(dayOf(book.thisYear, 7, 7)),
      reportReceived: cluster === 3 ? null : book.schoolDay(dayOf(book.thisYear, 7, 1)),
      notes: cluster === 0 ? 'Five meetings, good attendance.' : 'Reviewed at the summer meeting',
    });
  });
}
