import type { MeetingForm, Named } from '../../../actions/answers';
import type { Mark, MeetingKind } from '../../../rules/basics/words';

/** What the workbook offers somebody who records a meeting. */
export type Known = Extract<MeetingForm, { ok: true }>;

/** What the form holds: texts as typed, blank where nothing is. */
export interface MeetingDraft {
  /** The planned meeting it was; blank where it was not in the diary. */
  meeting: string;
  cluster: string;
  date: string;
  start: string;
  end: string;
  hours: 'in' | 'after' | null;
  kind: MeetingKind;
  status: 'Held' | 'Planned';
  heldAt: string;
  purpose: string;
  note: string;
  marks: Record<string, Mark>;
  costs: Record<string, string>;
}

export function blankMeeting({ myCluster, today }: Known): MeetingDraft {
  return {
    meeting: '',
    cluster: myCluster ?? '',
    date: today,
    start: '',
    end: '',
    hours: null,
    kind: 'Whole cluster',
    status: 'Held',
    heldAt: '',
    purpose: '',
    note: '',
    marks: {},
    costs: {},
  };
}

/** What picking a planned meeting fills in. */
export function plannedMeeting(planned: Known['planned'], picked: string): Partial<MeetingDraft> {
  const entry = planned.find(({ id }) => id === picked);
  if (!entry) return { meeting: picked };
  const { id: meeting, start, end, inSchoolHours, ...same } = entry;
  const hours = inSchoolHours ? 'in' : 'after';
  return { ...same, meeting, start: start ?? '', end: end ?? '', hours, status: 'Held' };
}

/** What is sent of a draft; who came only of a meeting that was held. */
export function meetingOf(draft: MeetingDraft, members: readonly Named[]): object {
  const { hours, marks, costs, ...same } = draft;
  const isHeld = draft.status === 'Held';
  const marked = members.filter(({ id }) => marks[id]);
  return {
    ...same,
    meeting: isHeld && draft.meeting ? draft.meeting : null,
    start: draft.start || null,
    end: draft.end || null,
    inSchoolHours: hours === null ? undefined : hours === 'in',
    attendance: isHeld ? marked.map(({ id }) => ({ school: id, mark: marks[id], releaseCost: costs[id] || null })) : [],
  };
}
