import type { Named, SessionForm } from '../../../actions/answers';
import type { SessionDraft } from '../../parts/ask/ask-draft';
import { membersOn } from '../../parts/members-on';

/** What the workbook offers somebody who records training. */
export type Known = Extract<SessionForm, { ok: true }>;

/** How it is known who came. */
export type WhoCame = 'ticked' | 'meeting' | 'later';

export interface TrainingDraft {
  /** The session that is corrected; blank for a new one. */
  session: string;
  cluster: string;
  newSession: SessionDraft;
  who: WhoCame;
  meeting: string;
  came: string[];
  note: string;
}

const BLANK: SessionDraft = { date: '', provider: '', fellow: false, vatRegistered: null, netFee: '', clusters: [] };

export const blankTraining = ({ clusters, today }: Known): TrainingDraft => ({
  session: '',
  cluster: clusters[0]?.id ?? '',
  newSession: { ...BLANK, date: today },
  who: 'ticked',
  meeting: '',
  came: [],
  note: '',
});

/** What picking a session that is recorded fills in. */
export function sessionPicked(known: Known, picked: string): Partial<TrainingDraft> {
  const found = known.sessions.find(({ id }) => id === picked);
  if (!found) return blankTraining(known);
  const own = known.clusters.find(({ id }) => found.clusters.includes(id))?.id ?? '';
  return {
    session: found.id,
    cluster: own,
    newSession: {
      date: found.date,
      provider: found.provider,
      fellow: found.fellow,
      vatRegistered: found.vatRegistered ? 'yes' : 'no',
      netFee: found.netFee,
      clusters: found.clusters.filter((id) => id !== own),
    },
    who: found.meeting ? 'meeting' : 'ticked',
    meeting: found.meeting ?? '',
    came: found.came,
    note: found.note,
  };
}

/** The schools of all clusters that share it, on its day. */
export const sharingOn = ({ members }: Known, { cluster, newSession: { clusters, date } }: TrainingDraft): Named[] =>
  [cluster, ...clusters].flatMap((id) => membersOn(members, id, date));

/** Whether enough is filled in for the rules to say something of it. */
export const isComplete = ({
  cluster,
  newSession: { date, provider, netFee, vatRegistered },
}: TrainingDraft): boolean =>
  [cluster, date, provider, netFee, vatRegistered ?? ''].every((text) => text.trim() !== '');

/** What is sent of a draft. */
export function sessionOf(draft: TrainingDraft, known: Known): object {
  const { newSession, who, meeting, came, session, cluster, note } = draft;
  const { vatRegistered, clusters } = newSession;
  const shown = known.sessions.find(({ id }) => id === session)?.shown ?? null;
  const sharing = sharingOn(known, draft).map(({ id }) => id);
  return {
    session: session || null,
    shown,
    cluster,
    newSession: {
      ...newSession,
      vatRegistered: vatRegistered === null ? undefined : vatRegistered === 'yes',
      clusters: [...new Set([cluster, ...clusters])],
      meeting: who === 'meeting' ? meeting || null : null,
    },
    came: who === 'ticked' ? came.filter((id) => sharing.includes(id)) : null,
    note: note || null,
  };
}
