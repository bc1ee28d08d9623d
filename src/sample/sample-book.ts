import type { Day, FundingYear } from '../rules/basics/days';
import { fundingYearOf, isoOf, weekdayOf } from '../rules/basics/days';
import type { Pence } from '../rules/basics/money';
import type { Category, Pot, Role } from '../rules/basics/words';
import { decisionMark } from '../rules/requests/decision-mark';
import { withRecordMark } from '../rules/requests/record-mark';
import { authorMark } from '../rules/requests/recorded';
import { writeAgreed } from '../rules/requests/schools-agree';
import type { SealPress } from '../rules/requests/seals';
import type { Snapshot } from '../rules/requests/snapshot';
import { writeSnapshot } from '../rules/requests/snapshot';
import type { ChangeSet } from '../workbook/change-set';
import type { Tables } from '../workbook/tables';
import { SAMPLE_PEOPLE } from './people';
import type { SampleCase, SampleDecision, SampleRequest, SampleSession } from './sample-case';

/** A line of the log that goes with a sample row. */
export interface SampleLogEntry {
  readonly time: string;
  readonly who: string;
  readonly role: string;
  readonly action: string;
  readonly reference: string;
  readonly what: string;
}

/** As {@link SampleLogEntry}, of a day; in the morning where it says no time. */
interface SampleNote extends Omit<SampleLogEntry, 'time' | 'role'> {
  readonly day: Day;
  readonly clock?: string;
  readonly role: Role;
}

/** A line of the ledger; `ids` are of the request and the session it is for. */
interface SampleLine {
  readonly date: Day;
  readonly cluster: number;
  readonly pot: Pot;
  readonly direction: 'In' | 'Out';
  readonly category: Category;
  readonly payee: string;
  readonly net: Pence;
  readonly vat?: Pence;
  readonly isFinal?: boolean;
  readonly ids?: { request: string; session?: string };
}

/** A request that was added, as its decisions see it. */
interface Asked {
  readonly request: SampleRequest;
  readonly snapshot: Snapshot;
  readonly committedOn: Day | null;
}

/** The day that an offset of a case stands for. */
type DayAt = (offset: number) => Day;

/** Cluster whose requests the Director decides: the Advisor's own. Rule A3. */
const ADVISORS_CLUSTER = 2;

/** Fills a workbook with sample rows: what is added, and what is in it already to refer to. */
export class SampleBook {
  readonly thisYear: FundingYear;
  readonly log: SampleLogEntry[] = [];
  private seed = 20_170_901;
  private lines = 0;
  private decisions = 0;

  constructor(
    readonly tables: Tables,
    readonly changes: ChangeSet,
    readonly today: Day,
    private readonly press: SealPress | null = null,
  ) {
    this.thisYear = fundingYearOf(today);
  }

  /** Adds a request with its session, what was decided and what was paid. */
  addCase({ session, request, decision, payment }: SampleCase, on: DayAt): void {
    if (session) this.addSession(session, request.cluster, on);
    const asked = this.ask(request, session?.id, on);
    if (decision) this.decide(asked, decision, on(decision.on));
    if (!payment) return;
    this.addLine({
      ...payment,
      date: on(payment.date),
      cluster: request.cluster,
      pot: 'Cluster pot',
      direction: 'Out',
      isFinal: true,
      ids: { request: request.id, session: session?.id },
    });
  }

  addLine({ ids, isFinal, ...line }: SampleLine): void {
    this.changes.appendFor('ledger', ids ?? {}, {
      ...line,
      id: `L-${1001 + this.lines++}`,
      vat: line.vat ?? null,
      finalClaim: isFinal ?? null,
      evidence: line.direction === 'Out' ? 'Invoice' : 'Remittance',
    });
  }

  note({ day, clock = '09:15', ...entry }: SampleNote): void {
    this.log.push({ time: `${isoOf(day)}T${clock}:00Z`, ...entry });
  }

  /** The address of a cluster's lead. */
  leadOf(cluster: number): string {
    return SAMPLE_PEOPLE.leads[cluster]!.email;
  }

  /** The row of a school, by its ID. */
  school(id: string): number {
    return this.tables.byId('schools', id);
  }

  schoolName(row: number): string {
    return this.tables.get('schools').at(row).name;
  }

  /** The rows of a cluster's schools. */
  members(cluster: number): number[] {
    return this.tables
      .get('membership')
      .where('cluster', cluster)
      .map(({ school }) => school);
  }

  /** The day itself, or the Monday after a weekend. */
  schoolDay(day: Day): Day {
    const weekday = weekdayOf(day);
    return weekday <= 5 ? day : day + 8 - weekday;
  }

  /** From 0 up to 1; the same numbers in every workbook: a linear congruence. */
  random(): number {
    this.seed = (this.seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return this.seed / 2_147_483_648;
  }

  private addSession({ date, ...session }: SampleSession, cluster: number, on: DayAt): void {
    this.changes.append('sessions', { ...session, date: on(date), clusters: [cluster], note: null });
  }

  private ask(request: SampleRequest, session: string | undefined, on: DayAt): Asked {
    const { id, cluster, school, member, agreeing, ...plain } = request;
    const dayAt = (offset: number | undefined) => (offset === undefined ? null : on(offset));
    const about = member === undefined ? school : this.schoolId(this.members(cluster)[member]!);
    const days = { askedOn: on(request.askedOn), wantedOn: dayAt(request.wantedOn) };
    const committedOn = dayAt(request.committedOn);
    const snapshot: Snapshot = {
      matter: request.matter,
      cluster: this.tables.get('clusters').at(cluster).id,
      school: about ?? null,
      pot: request.pot ?? null,
      amount: request.amount ?? null,
      payee: request.payee ?? null,
      purpose: request.purpose,
      wantedOn: days.wantedOn === null ? null : isoOf(days.wantedOn),
    };
    const agreement =
      agreeing === undefined ? null : this.agreement(snapshot, this.members(cluster).slice(0, agreeing));
    this.changes.appendFor(
      'requests',
      { session },
      {
        ...plain,
        ...days,
        id,
        cluster,
        committedOn,
        doneOn: dayAt(request.doneOn),
        school: about === undefined ? null : this.school(about),
        askedBy: [this.leadOf(cluster)],
        ...agreement,
      },
    );
    const sealable = { id, askedOn: days.askedOn, agreedOnWhat: agreement?.agreedOnWhat ?? null };
    this.press?.record(sealable, {
      committedOn,
      withdrawnOn: null,
      answeredOn: null,
      authors: [authorMark(this.leadOf(cluster))],
    });
    const what = withRecordMark(`${request.matter}: ${request.purpose}`, { ...sealable, committedOn });
    const who = this.leadOf(cluster);
    this.note({ day: days.askedOn, who, role: 'Cluster lead', action: 'Ask', reference: id, what });
    return { request, snapshot, committedOn };
  }

  private agreement(snapshot: Snapshot, schools: number[]) {
    const agreedOnWhat = writeAgreed(
      snapshot,
      schools.map((row) => this.schoolId(row)),
    );
    return { schoolsAgreeing: schools, agreedOnWhat };
  }

  private decide({ request, snapshot, committedOn }: Asked, decided: SampleDecision, on: Day): void {
    const { decision, amount = null, reason = null, asDecided } = decided;
    const isAdvisors = request.cluster === ADVISORS_CLUSTER;
    const role: Role = isAdvisors ? 'Director' : 'Advisor';
    const { email } = isAdvisors ? SAMPLE_PEOPLE.director : SAMPLE_PEOPLE.advisor;
    const decidedOnWhat: Snapshot = {
      ...snapshot,
      committedOn: committedOn !== null && committedOn <= on ? isoOf(committedOn) : null,
      authors: [this.leadOf(request.cluster)],
      ...asDecided,
      ...(decision === 'More information' ? { note: request.note ?? null } : {}),
    };
    const row = {
      id: `D-${1001 + this.decisions++}`,
      decision,
      amount,
      reason,
      decidedBy: email,
      role,
      inPlaceOf: null,
      decidedAt: `${isoOf(on)}T10:30:00Z`,
      decidedOnWhat: writeSnapshot(decidedOnWhat),
    };
    const seals = this.press?.seal(request.id, row);
    this.changes.appendFor('decisions', { request: request.id }, { ...row, ...seals });
    const what = `${reason ?? ''} ${decisionMark({ ...row, request: request.id })}`.trim();
    this.note({ day: on, clock: '10:30', who: email, role, action: decision, reference: request.id, what });
  }

  private schoolId(row: number): string {
    return this.tables.get('schools').at(row).id;
  }
}
