import type { Day, FundingYear } from '../rules/basics/days';
import { addMonths, dayOf, firstDayOf, formatYear, fundingYearOf, isoOf, weekdayOf } from '../rules/basics/days';
import type { Pence } from '../rules/basics/money';
import type { Category, Decision, Mark, Matter, MeetingKind, Pot, Role } from '../rules/basics/words';
import { FOCUS_AREAS } from '../rules/basics/words';
import { decisionMark } from '../rules/requests/decision-mark';
import { writeAgreed } from '../rules/requests/schools-agree';
import type { Snapshot } from '../rules/requests/snapshot';
import { writeSnapshot } from '../rules/requests/snapshot';
import type { ChangeSet } from '../workbook/change-set';
import type { Tables } from '../workbook/tables';

/** Invented people; the Advisor is based at Winterbourne Earls, as the guidance has it. */
export const SAMPLE_PEOPLE = {
  director: { name: 'Dr Alison Reeve', email: 'director@example.org' },
  advisor: { name: 'Tom Hartley', email: 'advisor@example.org', school: 'S-18' },
  leads: [
    { name: 'Priya Nair', email: 'lead.stonehenge@example.org', school: 'S-02' },
    { name: 'Owen Clarke', email: 'lead.plain@example.org', school: 'S-11' },
    { name: 'Hannah Frost', email: 'lead.rural@example.org', school: 'S-13' },
    { name: 'Marcus Bell', email: 'lead.west@example.org', school: 'S-24' },
    { name: 'Grace Adeyemi', email: 'lead.east@example.org', school: 'S-29' },
  ],
  bursars: [
    { name: 'Linda Marsh', email: 'bursar.stonehenge@example.org', school: 'S-02' },
    { name: 'Peter Coombes', email: 'bursar.west@example.org', school: 'S-24' },
  ],
  scienceLeads: [
    { name: 'Ruth Ellison', email: 'science.larkhill@example.org', school: 'S-11' },
    { name: 'Daniel Okoro', email: 'science.greentrees@example.org', school: 'S-29' },
    { name: 'Megan Price', email: 'science.manorfields@example.org', school: 'S-24' },
  ],
} as const;

const TRUST = 'Primary Science Teaching Trust';

/** A line of the log that goes with a sample row. */
export interface SampleLogEntry {
  readonly time: string;
  readonly who: string;
  readonly role: string;
  readonly action: string;
  readonly reference: string;
  readonly what: string;
}

/** Months after September and day of the month of each cluster's meetings in a year; `after` marks after-school ones. */
const CALENDARS: readonly (readonly { month: number; date: number; after?: boolean; group?: boolean }[])[] = [
  [
    { month: 1, date: 7 },
    { month: 2, date: 18 },
    { month: 4, date: 20 },
    { month: 6, date: 10 },
    { month: 8, date: 12 },
  ],
  [
    { month: 1, date: 14 },
    { month: 4, date: 13 },
    { month: 6, date: 3 },
    { month: 9, date: 16 },
  ],
  [
    { month: 0, date: 24 },
    { month: 2, date: 5 },
    { month: 4, date: 27 },
    { month: 5, date: 24, after: true },
    { month: 6, date: 24 },
    { month: 9, date: 9 },
  ],
  [
    { month: 1, date: 21 },
    { month: 2, date: 11, after: true },
    { month: 5, date: 3 },
    { month: 7, date: 28, after: true },
    { month: 8, date: 19 },
  ],
  [
    { month: 0, date: 30 },
    { month: 1, date: 28, group: true },
    { month: 2, date: 25 },
    { month: 4, date: 6 },
    { month: 5, date: 10 },
    { month: 8, date: 5 },
    { month: 9, date: 23 },
  ],
];

/**
 * Two plausible years of invented meetings, requests, decisions and payments, ending today.
 *
 * Expects the clusters and schools of the guidance in the workbook, and nothing else.
 *
 * @returns The log lines that belong to what was added.
 */
export function addSampleRows(tables: Tables, changes: ChangeSet, today: Day): SampleLogEntry[] {
  const sample = new Sample(tables, changes, today);
  sample.people();
  sample.agreements();
  for (const year of [sample.thisYear - 1, sample.thisYear]) {
    sample.meetings(year);
    sample.income(year);
  }
  sample.reviews();
  sample.lastYearsRequests();
  sample.thisYearsRequests();
  return sample.log.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

interface SampleRequest {
  id: string;
  matter: Matter;
  cluster: number;
  askedOn: Day;
  purpose: string;
  amount?: Pence;
  pot?: Pot;
  payee?: string;
  school?: string;
  wantedOn?: Day;
  committedOn?: Day;
  doneOn?: Day;
  agreeing?: string[];
  session?: string;
  note?: string;
  askedBy?: string;
}

class Sample {
  readonly thisYear: FundingYear;
  readonly log: SampleLogEntry[] = [];
  private seed = 20_170_901;
  private lines = 0;
  private decided = 0;

  constructor(
    private readonly tables: Tables,
    private readonly changes: ChangeSet,
    private readonly today: Day,
  ) {
    this.thisYear = fundingYearOf(today);
  }

  people(): void {
    const { director, advisor, leads, bursars, scienceLeads } = SAMPLE_PEOPLE;
    this.changes.append('people', { ...director, role: 'Director' });
    const others: [Role, readonly { name: string; email: string; school: string }[]][] = [
      ['Advisor', [advisor]],
      ['Cluster lead', leads],
      ['Finance', bursars],
      ['Science lead', scienceLeads],
    ];
    for (const [role, people] of others) {
      people.forEach((person, index) => {
        const cluster = role === 'Cluster lead' ? index : null;
        this.changes.append('people', { ...person, role, cluster, school: this.school(person.school) });
      });
    }
  }

  /** Every agreement began with last funding year, so that this is its second year. */
  agreements(): void {
    const { rowNumber } = this.tables.get('clusters');
    SAMPLE_PEOPLE.leads.forEach((lead, cluster) => {
      this.changes.update('clusters', rowNumber[cluster]!, {
        leadSchool: this.school(lead.school),
        stage: 'Stage 3',
        agreementStart: firstDayOf(this.thisYear - 1),
        focusAreas: CHOSEN_AREAS[cluster % CHOSEN_AREAS.length]!.map((area) => FOCUS_AREAS[area]),
      });
    });
  }

  meetings(year: FundingYear): void {
    CALENDARS.forEach((calendar, cluster) => {
      calendar.forEach((entry, number) => {
        const date = this.schoolDay(addMonths(dayOf(year, 9, Math.min(entry.date, 28)), entry.month));
        const held = date <= this.today;
        // A cluster that has not booked beyond the next meeting shows what the pace warning looks like.
        if (!held && cluster === 3 && date > this.today + 60) return;
        const id = `M-${year % 100}${cluster + 1}${number + 1}`;
        const kind: MeetingKind = entry.group ? 'Sub-group' : 'Whole cluster';
        this.changes.append('meetings', {
          id,
          cluster,
          date,
          start: entry.after ? 945 : 780,
          end: entry.after ? 1020 : 930,
          inSchoolHours: !entry.after,
          kind,
          status: held ? 'Held' : 'Planned',
          heldAt: this.schoolName(this.members(cluster)[number % this.members(cluster).length]!),
          purpose: PURPOSES[(cluster + number) % PURPOSES.length]!,
        });
        if (!held) return;
        this.attendance(id, cluster, number, year);
        this.note(
          date,
          this.leadOf(cluster),
          'Cluster lead',
          'Record a meeting',
          id,
          `${kind}, ${entry.after ? 'after school' : 'in school hours'}`,
        );
      });
    });
    for (const cluster of [0, 2, 4]) {
      for (const school of this.members(cluster)) {
        if ((school + cluster) % 3 === 0) continue;
        this.changes.append('release', {
          school,
          year,
          declaredBy: SAMPLE_PEOPLE.leads[cluster]!.name,
          declaredOn: this.schoolDay(firstDayOf(year) + 20),
        });
      }
    }
  }

  /** The Advisor's talks with each lead, and last year's reviews: one cluster's report is still missing. */
  reviews(): void {
    const year = this.thisYear - 1;
    SAMPLE_PEOPLE.leads.forEach((lead, cluster) => {
      const talk = this.schoolDay(dayOf(this.thisYear, 5, 11 + cluster));
      this.changes.append('meetings', {
        id: `M-${year % 100}${cluster + 1}9`,
        cluster,
        date: talk,
        inSchoolHours: true,
        kind: 'Advisor',
        status: 'Held',
        heldAt: this.schoolName(this.school(lead.school)),
        purpose: 'How the first year went',
      });
      this.changes.append('reviews', {
        id: `RV-${cluster + 1}`,
        cluster,
        year: year,
        heldOn: this.schoolDay(dayOf(this.thisYear, 7, 7)),
        reportReceived: cluster === 3 ? null : this.schoolDay(dayOf(this.thisYear, 7, 1)),
        notes: 'Reviewed at the summer meeting',
      });
    });
  }

  private attendance(id: string, cluster: number, number: number, year: FundingYear): void {
    this.members(cluster).forEach((school, index) => {
      const drifting = cluster === 1 && index === 4 && year === this.thisYear;
      const roll = this.random();
      const mark: Mark =
        drifting || roll < 0.06 ? 'Absent' : roll < 0.14 ? 'Apologies' : roll < 0.24 ? 'Substitute' : 'Present';
      const came = mark === 'Present' || mark === 'Substitute';
      const cost = [null, null, 8_500, 9_000, 10_000, 11_500][(index + number) % 6]!;
      this.changes.appendFor(
        'attendance',
        { meeting: id },
        {
          school,
          mark,
          teachers: came ? 1 : null,
          releaseCost: came ? cost : null,
        },
      );
    });
  }

  /** Match and allowances as the rules entitle to them; one cluster still waits for this year's match. */
  income(year: FundingYear): void {
    for (let cluster = 0; cluster < CALENDARS.length; cluster++) {
      const paid = this.schoolDay(firstDayOf(year) + 27 + cluster);
      if (paid > this.today) continue;
      const late = cluster === 3 && year === this.thisYear;
      if (!late) this.line(paid, cluster, 'Cluster pot', 'In', 'Match', TRUST, this.members(cluster).length * 500_00);
      this.line(paid, cluster, 'Lead support', 'In', 'Lead support', TRUST, 300_00);
      this.line(paid, cluster, 'Administration', 'In', 'Administration', TRUST, 120_00);
    }
  }

  lastYearsRequests(): void {
    const start = firstDayOf(this.thisYear - 1);
    const day = (days: number) => this.schoolDay(start + days);
    this.request({
      id: 'R-1001',
      matter: 'Organising time',
      cluster: 0,
      askedOn: day(40),
      amount: 350_00,
      pot: 'Cluster pot',
      payee: 'Amesbury C of E Primary School',
      purpose: 'Two days to prepare the Year 5 electricity project',
      wantedOn: day(70),
      doneOn: day(75),
    });
    this.decide('R-1001', 'Approve', day(43), 350_00, null);
    this.line(day(75), 0, 'Cluster pot', 'Out', 'Organising time', 'Amesbury C of E Primary School', 310_00, {
      request: 'R-1001',
      final: true,
    });

    this.request({
      id: 'R-1002',
      matter: 'Travel',
      cluster: 4,
      askedOn: day(60),
      amount: 280_00,
      pot: 'Cluster pot',
      payee: 'Plain Coaches',
      purpose: 'Coach to the science day at the university',
      wantedOn: day(110),
      committedOn: day(66),
      doneOn: day(112),
    });
    this.decide('R-1002', 'Approve', day(64), 200_00, 'Two schools can share a minibus.');
    this.line(day(112), 4, 'Cluster pot', 'Out', 'Travel', 'Plain Coaches', 200_00, { request: 'R-1002', final: true });

    const sessionDay = day(145);
    this.changes.append('sessions', {
      id: 'CPD-101',
      date: sessionDay,
      provider: 'Bright Spark Science',
      fellow: false,
      vatRegistered: true,
      netFee: 550_00,
      clusters: [2],
      note: null,
    });
    this.request({
      id: 'R-1003',
      matter: 'CPD session',
      cluster: 2,
      askedOn: day(120),
      pot: 'Cluster pot',
      session: 'CPD-101',
      purpose: 'Working scientifically in mixed-age classes',
      committedOn: day(122),
      doneOn: day(150),
    });
    this.line(day(150), 2, 'Cluster pot', 'Out', 'CPD', 'Bright Spark Science', 400_00, {
      vat: 80_00,
      request: 'R-1003',
      session: 'CPD-101',
      final: true,
    });

    const agreeing = this.members(3)
      .slice(0, 5)
      .map((school) => this.tables.get('schools').id[school]!);
    this.request({
      id: 'R-1004',
      matter: 'Project',
      cluster: 3,
      askedOn: day(90),
      amount: 640_00,
      pot: 'Cluster pot',
      payee: 'Field Study Supplies',
      purpose: 'Shared pond-dipping and weather kit',
      agreeing,
      committedOn: day(100),
      doneOn: day(104),
    });
    this.line(day(104), 3, 'Cluster pot', 'Out', 'Project', 'Field Study Supplies', 525_00, {
      vat: 105_00,
      request: 'R-1004',
      final: true,
    });

    this.request({
      id: 'R-1005',
      matter: 'Organising time',
      cluster: 1,
      askedOn: day(200),
      amount: 500_00,
      pot: 'Cluster pot',
      payee: 'Larkhill Primary School',
      purpose: 'Four days to write a cluster newsletter',
    });
    this.decide(
      'R-1005',
      'Decline',
      day(205),
      null,
      'A newsletter can be shared work; the lead support of £300 covers it.',
    );
    for (const cluster of [0, 1, 2, 3, 4]) {
      this.line(
        day(220 + cluster),
        cluster,
        'Lead support',
        'Out',
        'Supply',
        this.leadSchool(cluster),
        180_00 + cluster * 15_00,
      );
      this.line(
        day(230 + cluster),
        cluster,
        'Administration',
        'Out',
        'Other',
        this.leadSchool(cluster),
        60_00 + cluster * 10_00,
      );
    }
    this.changes.append('reviews', {
      id: 'RV-101',
      cluster: 0,
      year: this.thisYear - 1,
      heldOn: day(300),
      notes: `Annual review of ${formatYear(this.thisYear - 1)}: five meetings, good attendance.`,
    });
  }

  thisYearsRequests(): void {
    const ago = (days: number) => this.schoolDay(Math.max(firstDayOf(this.thisYear), this.today - days));
    this.request({
      id: 'R-1101',
      matter: 'Organising time',
      cluster: 3,
      askedOn: ago(30),
      amount: 350_00,
      pot: 'Cluster pot',
      payee: 'Manor Fields Primary School',
      purpose: 'Planning the spring science week',
      wantedOn: this.schoolDay(this.today + 40),
    });
    this.decide('R-1101', 'Approve', ago(27), 350_00, null);

    this.request({
      id: 'R-1102',
      matter: 'Organising time',
      cluster: 2,
      askedOn: ago(9),
      amount: 240_00,
      pot: 'Cluster pot',
      payee: 'Gomeldon Primary School',
      purpose: 'A day to set up the shared equipment loan',
      wantedOn: this.schoolDay(this.today + 25),
    });

    this.request({
      id: 'R-1103',
      matter: 'Travel',
      cluster: 0,
      askedOn: ago(16),
      amount: 190_00,
      pot: 'Cluster pot',
      payee: 'Avon Minibuses',
      purpose: 'Minibus so that three rural schools can come in February',
      wantedOn: this.schoolDay(this.today + 80),
    });
    this.decide('R-1103', 'More information', ago(12), null, 'Which schools would come, and could they share cars?');

    this.request({
      id: 'R-1104',
      matter: 'PSQM',
      cluster: 4,
      askedOn: ago(14),
      school: 'S-29',
      payee: 'Salisbury training hub',
      purpose: 'First PSQM, round starting in the spring',
    });

    this.changes.append('sessions', {
      id: 'CPD-111',
      date: this.schoolDay(this.today + 20),
      provider: 'Dr Iris Bloom',
      fellow: true,
      vatRegistered: false,
      netFee: 450_00,
      clusters: [0],
      note: null,
    });
    this.request({
      id: 'R-1105',
      matter: 'CPD session',
      cluster: 0,
      askedOn: ago(6),
      pot: 'Cluster pot',
      session: 'CPD-111',
      purpose: 'Assessment of enquiry skills',
      committedOn: ago(5),
    });

    this.request({
      id: 'R-1106',
      matter: 'Project',
      cluster: 4,
      askedOn: ago(8),
      amount: 300_00,
      pot: 'Cluster pot',
      payee: 'Star Dome',
      purpose: 'Visiting planetarium for four schools',
      agreeing: this.members(4)
        .slice(0, 4)
        .map((school) => this.tables.get('schools').id[school]!),
    });

    this.request({
      id: 'R-1107',
      matter: 'Organising time',
      cluster: 4,
      askedOn: ago(34),
      amount: 420_00,
      pot: 'Cluster pot',
      payee: 'Greentrees Primary School',
      purpose: 'Two days to run the cluster conference',
    });
    this.decide('R-1107', 'Approve', ago(31), 350_00, null, { amount: 350_00 });

    this.request({
      id: 'R-1108',
      matter: 'Other funding',
      cluster: 1,
      askedOn: ago(20),
      amount: 1_000_00,
      payee: 'Enthuse Award',
      purpose: 'Award applied for, result expected in the spring',
    });
    this.request({
      id: 'R-1109',
      matter: 'School leaving',
      cluster: 1,
      askedOn: ago(4),
      school: this.tables.get('schools').id[this.members(1)[4]!]!,
      purpose: 'The school has not come since September',
      note: 'Two calls and a visit to the head teacher; a substitute was offered.',
    });
    this.line(ago(3), 4, 'Cluster pot', 'Out', 'Travel', 'Plain Coaches', 85_00);
  }

  private request(request: SampleRequest): void {
    const { id, school, session, agreeing, askedBy, ...rest } = request;
    const by = askedBy ?? this.leadOf(request.cluster);
    const row = {
      ...rest,
      id,
      school: school ? this.school(school) : null,
      schoolsAgreeing: agreeing ? agreeing.map((key) => this.school(key)) : null,
      agreedOnWhat: agreeing ? writeAgreed(this.snapshot(request), agreeing) : null,
      askedBy: [by],
    };
    if (session) this.changes.appendFor('requests', { session }, row);
    else this.changes.append('requests', row);
    this.requests.set(id, request);
    this.note(request.askedOn, by, 'Cluster lead', 'Ask', id, `${request.matter}: ${request.purpose}`);
  }

  private snapshot(request: SampleRequest): Snapshot {
    return {
      matter: request.matter,
      cluster: this.tables.get('clusters').id[request.cluster]!,
      school: request.school ?? null,
      pot: request.pot ?? null,
      amount: request.amount ?? null,
      payee: request.payee ?? null,
      purpose: request.purpose,
      wantedOn: request.wantedOn === undefined ? null : isoOf(request.wantedOn),
    };
  }

  private readonly requests = new Map<string, SampleRequest>();

  /** `then` is what differed when it was decided: the row was changed afterwards. */
  private decide(
    id: string,
    decision: Decision,
    on: Day,
    amount: Pence | null,
    reason: string | null,
    then: Partial<Snapshot> = {},
  ): void {
    const request = this.requests.get(id)!;
    const ownCluster = request.cluster === 2;
    const decider = ownCluster ? SAMPLE_PEOPLE.director : SAMPLE_PEOPLE.advisor;
    const snapshot: Snapshot = {
      ...this.snapshot(request),
      committedOn: (request.committedOn ?? on + 1) > on ? null : isoOf(request.committedOn!),
      authors: [request.askedBy ?? this.leadOf(request.cluster)],
      ...then,
    };
    const role: Role = ownCluster ? 'Director' : 'Advisor';
    const row = {
      id: `D-${String(1001 + this.decided++)}`,
      decision,
      amount,
      reason,
      decidedBy: decider.email,
      role,
      inPlaceOf: null,
      decidedAt: `${isoOf(on)}T10:30:00Z`,
      decidedOnWhat: writeSnapshot(
        decision === 'More information' ? { ...snapshot, note: request.note ?? null } : snapshot,
      ),
    };
    this.changes.appendFor('decisions', { request: id }, row);
    const what = `${reason ?? ''} ${decisionMark({ ...row, request: id })}`.trim();
    this.note(on, decider.email, role, decision, id, what, '10:30');
  }

  private line(
    date: Day,
    cluster: number,
    pot: Pot,
    direction: 'In' | 'Out',
    category: Category,
    payee: string,
    net: Pence,
    more: { vat?: Pence; request?: string; session?: string; final?: boolean } = {},
  ): void {
    const ids = {
      ...(more.request ? { request: more.request } : {}),
      ...(more.session ? { session: more.session } : {}),
    };
    this.changes.appendFor('ledger', ids, {
      id: `L-${String(1001 + this.lines++)}`,
      date,
      cluster,
      pot,
      direction,
      category,
      payee,
      net,
      vat: more.vat ?? null,
      finalClaim: more.final ?? null,
      evidence: direction === 'Out' ? 'Invoice' : 'Remittance',
    });
  }

  private note(
    day: Day,
    who: string,
    role: Role,
    action: string,
    reference: string,
    what: string,
    clock = '09:15',
  ): void {
    this.log.push({ time: `${isoOf(day)}T${clock}:00Z`, who, role, action, reference, what });
  }

  private leadOf = (cluster: number): string => SAMPLE_PEOPLE.leads[cluster]!.email;
  private leadSchool = (cluster: number): string => this.schoolName(this.school(SAMPLE_PEOPLE.leads[cluster]!.school));
  private school = (id: string): number => this.tables.byId('schools', id);
  private schoolName = (row: number): string => this.tables.get('schools').name[row]!;

  private members(cluster: number): number[] {
    const membership = this.tables.get('membership');
    return Array.from(membership.school).filter((_, row) => membership.cluster[row] === cluster);
  }

  /** The day itself, or the Monday after a weekend. */
  private schoolDay(day: Day): Day {
    const weekday = weekdayOf(day);
    return weekday <= 5 ? day : day + 8 - weekday;
  }

  /** The same numbers in every workbook: a linear congruence. */
  private random(): number {
    this.seed = (this.seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return this.seed / 2_147_483_648;
  }
}

/** What the sample's clusters chose (G4), by their place in the guidance's list. */
const CHOSEN_AREAS = [[0, 3], [11], [7, 14]] as const;

const PURPOSES = [
  'Enquiry skills',
  'Sharing resources',
  'Planning the science week',
  'Assessment strategies',
  'Electricity and circuits',
  'Outdoor science',
];
