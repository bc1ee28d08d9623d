/** Recording a session of training with who came to it, or correcting one. Rules S1 to S5 and M3. */

import type { Attendance, Session } from '../rules/basics/rows';
import { quoted } from '../rules/basics/text';
import { capital } from '../rules/basics/words';
import type { Books } from '../rules/money/books';
import type { Recorded, Refusal, SessionPreview } from './answers';
import { say } from './answers';
import { splitRows } from './ask';
import { idFrom } from './ids';
import { BOOK_TABS, booksIn, unreadText } from './lookups';
import { splitText } from './not-needed';
import type { Context } from './perform';
import { ask, perform, refuse } from './perform';
import { potChange, worstOf } from './record-payment';
import { check } from './schemas/parts';
import type { RecordSession } from './schemas/record-session';
import { recordSessionSchema } from './schemas/record-session';
import type { DraftSession, SessionVerdict } from './session-line';
import { draftSession, judgeSession, sessionText } from './session-line';
import { mayDo, TRAINING, whyNotTheirs } from './whose-job';
import type { World } from './world';

/** What the pot and each school would pay of a session that is being typed; writes nothing. */
export function previewSession(world: World, payload: unknown): SessionPreview {
  const checked = check(recordSessionSchema, payload);
  if ('problems' in checked)
    return refuse('Fill in the marked fields to see what the rules say.', { problems: checked.problems });
  return ask(world, BOOK_TABS, (context): SessionPreview => {
    const books = booksIn(context.tables);
    const draft = drafted(context, books, checked.value);
    if ('ok' in draft) return draft;
    const verdict = judgeSession(context, books, draft);
    const { split, findings, pot } = verdict;
    return {
      ok: true,
      severity: worstOf(findings),
      sentence: costText(draft, verdict),
      pot: potChange(books, pot, pot),
      split: split ? splitRows(context, split) : [],
      findings: findings.map(say),
      unread: unreadText(context, BOOK_TABS),
    };
  });
}

/** "The pot pays £480.00, six schools £30.00 each" */
function costText({ session }: DraftSession, { split }: SessionVerdict): string {
  if (split === null) return 'What the pot pays is not set';
  const text = splitText(split, session.clusters[0]!);
  return capital(text);
}

/** Writes a session, and a meeting with who came where it was part of none; or corrects a session. */
export function recordSession(world: World, payload: unknown): Recorded {
  return perform(world, recordSessionSchema, payload, BOOK_TABS, (context, value): Recorded => {
    const books = booksIn(context.tables);
    const draft = drafted(context, books, value);
    if ('ok' in draft) return draft;
    const verdict = judgeSession(context, books, draft);
    const before = books.sessions.find('id', draft.session.id);
    const gathering = idFrom('M', value.token);
    const there = before ? whatIsThere(context, before, draft, gathering) : 'none';
    if (there === 'all') return told(draft, verdict, []);
    if (there === 'other' && !value.session)
      return refuse('This form was sent before with something else in it: nothing was written. Open the form again.');
    if (before && there === 'other' && sessionText(books, before) !== value.shown)
      return refuse(`${before.id} was changed since you opened it. Open the form again to see it as it stands.`);
    const said = verdict.findings.map(say);
    if (!value.confirmed && verdict.findings.some(({ severity }) => severity !== 'note'))
      return refuse('Please look at this before it is recorded.', { findings: said, confirm: true });
    write(context, books, draft, gathering);
    return told(draft, verdict, said);
  });
}

/** The session a form becomes, where the person may write it: the one that is there, and as it is to be. */
function drafted(context: Context, books: Books, payload: RecordSession): DraftSession | Refusal {
  const existing = payload.session ? books.sessions.find('id', payload.session) : undefined;
  if (payload.session && !existing)
    return refuse(`There is no session ${quoted(payload.session)}. Open the form again.`);
  const clusterAt = (row: number) => books.clusters.at(row);
  if (existing && !existing.clusters.some((row) => mayDo(context, TRAINING, clusterAt(row))))
    return whyNotTheirs(context, TRAINING, clusterAt(existing.clusters[0]!))!;
  const draft = draftSession(context, payload, payload.session ?? idFrom('CPD', payload.token));
  return 'ok' in draft ? draft : (whyNotTheirs(context, TRAINING, clusterAt(draft.session.clusters[0]!)) ?? draft);
}

/**
 * How much of a form the workbook holds already: a run that was cut off may have left out who came.
 *
 * @param gathering - The ID of the meeting at which the form marks them.
 */
function whatIsThere(
  { tables }: Context,
  before: Session,
  { session, marks }: DraftSession,
  gathering: string,
): 'all' | 'part' | 'other' {
  const { fellow, note } = tables.get('sessions').at(before.row);
  const books = booksIn(tables);
  const isSame =
    sessionText(books, before) === sessionText(books, session) &&
    (fellow === true) === session.fellow &&
    (note ?? null) === session.note;
  const held = before.meeting === null ? null : tables.get('meetings').at(before.meeting);
  const isPlaced = marks.length === 0 ? before.meeting === session.meeting : held?.id === gathering;
  const made = books.attendance.where('meeting', before.meeting ?? -1);
  const differs = ({ school, mark }: Attendance) => !marks.some((own) => own.school === school && own.mark === mark);
  if (!isSame || !isPlaced || (marks.length > 0 && made.some(differs))) return 'other';
  return marks.length === 0 || made.length === marks.length ? 'all' : 'part';
}

function write(context: Context, books: Books, { session, existing, marks }: DraftSession, gathering: string): void {
  const { tables, changes, log } = context;
  const { clusters, meeting, ...rest } = session;
  const values = { ...rest, clusters: [...clusters] };
  const hasMarks = marks.length > 0;
  if (hasMarks) writeMarks(context, session, marks, gathering);
  const came = marks.filter(({ mark }) => mark === 'Present').length;
  const who = hasMarks ? `, ${came} of ${marks.length} schools came` : '';
  const now = `${sessionText(books, session)}${who}`;
  if (existing) {
    const rowNumber = tables.get('sessions').rowNumber(existing.row);
    const { id: _, ...cells } = values;
    changes.update('sessions', rowNumber, hasMarks ? cells : { ...cells, meeting });
    if (hasMarks) changes.updateId('sessions', rowNumber, 'meeting', gathering);
    log('Correct training', session.id, `was: ${sessionText(books, existing)}; now: ${now}`);
    return;
  }
  if (tables.byId('sessions', session.id) < 0) {
    if (hasMarks) changes.appendFor('sessions', { meeting: gathering }, values);
    else changes.append('sessions', { ...values, meeting });
  }
  log('Record training', session.id, now);
}

/** Marks who came at a gathering that counts for nothing: training is no meeting of the cluster (M2). */
function writeMarks(
  { tables, changes }: Context,
  { clusters, date, provider }: DraftSession['session'],
  marks: DraftSession['marks'],
  gathering: string,
): void {
  const row = tables.byId('meetings', gathering);
  if (row < 0) {
    const kind = { inSchoolHours: false, kind: 'Sub-group', status: 'Held' } as const;
    changes.append('meetings', {
      id: gathering,
      cluster: clusters[0]!,
      date,
      ...kind,
      purpose: `Training: ${provider}`,
    });
  }
  const made = new Set(
    row < 0
      ? []
      : tables
          .get('attendance')
          .where('meeting', row)
          .map(({ school }) => school),
  );
  for (const mark of marks) if (!made.has(mark.school)) changes.appendFor('attendance', { meeting: gathering }, mark);
}

function told(
  draft: DraftSession,
  verdict: SessionVerdict,
  findings: Extract<Recorded, { ok: true }>['findings'],
): Recorded {
  const { session, existing } = draft;
  const cost = costText(draft, verdict);
  return {
    ok: true,
    id: session.id,
    message: `${existing ? 'Corrected' : 'Recorded'}: training by ${session.provider} (${session.id}). ${cost}.`,
    next:
      'Nothing is set aside in the pot for it yet: record the payment as soon as it is made, in Clusters ▸ Record ▸ A ' +
      'payment or income.',
    findings,
  };
}
