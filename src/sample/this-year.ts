import { firstDayOf } from '../rules/basics/days';
import { DRIFTING_SCHOOL } from './meetings';
import type { SampleBook } from './sample-book';
import type { SampleCase } from './sample-case';

/** What was asked and decided this year; dates count from today, and none comes before the year's first day. */
const CASES: readonly SampleCase[] = [
  {
    request: {
      id: 'R-1101',
      matter: 'Organising time',
      cluster: 3,
      askedOn: -30,
      amount: 350_00,
      pot: 'Cluster pot',
      payee: 'Manor Fields Primary School',
      purpose: 'Planning the spring science week',
      wantedOn: 40,
    },
    decision: { decision: 'Approve', on: -27, amount: 350_00 },
  },
  {
    request: {
      id: 'R-1102',
      matter: 'Organising time',
      cluster: 2,
      askedOn: -9,
      amount: 240_00,
      pot: 'Cluster pot',
      payee: 'Gomeldon Primary School',
      purpose: 'A day to set up the shared equipment loan',
      wantedOn: 25,
    },
  },
  {
    request: {
      id: 'R-1103',
      matter: 'Travel',
      cluster: 0,
      askedOn: -16,
      amount: 190_00,
      pot: 'Cluster pot',
      payee: 'Avon Minibuses',
      purpose: 'Minibus so that three rural schools can come in February',
      wantedOn: 80,
    },
    decision: {
      decision: 'More information',
      on: -12,
      reason: 'Which schools would come, and could they share cars?',
    },
  },
  {
    request: {
      id: 'R-1104',
      matter: 'PSQM',
      cluster: 4,
      askedOn: -14,
      school: 'S-29',
      payee: 'Salisbury training hub',
      purpose: 'First PSQM, round starting in the spring',
    },
  },
  {
    session: {
      id: 'CPD-111',
      date: 20,
      provider: 'Dr Iris Bloom',
      fellow: true,
      vatRegistered: false,
      netFee: 450_00,
    },
    request: {
      id: 'R-1105',
      matter: 'CPD session',
      cluster: 0,
      askedOn: -6,
      pot: 'Cluster pot',
      purpose: 'Assessment of enquiry skills',
      committedOn: -5,
    },
  },
  {
    request: {
      id: 'R-1106',
      matter: 'Project',
      cluster: 4,
      askedOn: -8,
      amount: 300_00,
      pot: 'Cluster pot',
      payee: 'Star Dome',
      purpose: 'Visiting planetarium for four schools',
      agreeing: 4,
    },
  },
  {
    request: {
      id: 'R-1107',
      matter: 'Organising time',
      cluster: 4,
      askedOn: -34,
      amount: 420_00,
      pot: 'Cluster pot',
      payee: 'Greentrees Primary School',
      purpose: 'Two days to run the cluster conference',
    },
    decision: { decision: 'Approve', on: -31, amount: 350_00, asDecided: { amount: 350_00 } },
  },
  {
    request: {
      id: 'R-1108',
      matter: 'Other funding',
      cluster: 1,
      askedOn: -20,
      amount: 1_000_00,
      payee: 'Enthuse Award',
      stands: 'Applied',
      purpose: 'Award applied for, result expected in the spring',
    },
  },
  {
    request: {
      id: 'R-1109',
      matter: 'School leaving',
      cluster: DRIFTING_SCHOOL.cluster,
      askedOn: -4,
      member: DRIFTING_SCHOOL.member,
      purpose: 'The school has not come since September',
      note: 'Two calls and a visit to the head teacher; a substitute was offered.',
    },
  },
];

/** Fills this year, but for its meetings and what came in: requests, and travel that nobody asked for. */
export function addThisYear(book: SampleBook): void {
  const on = (days: number) => book.schoolDay(Math.max(firstDayOf(book.thisYear), book.today + days));
  for (const one of CASES) book.addCase(one, on);
  book.addLine({
    date: on(-3),
    cluster: 4,
    pot: 'Cluster pot',
    direction: 'Out',
    category: 'Travel',
    payee: 'Plain Coaches',
    net: 85_00,
  });
}
