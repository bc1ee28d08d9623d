import type { MeetingForm, Named } from '../../../actions/answers';
import type { Mark, MeetingKind, MeetingStatus } from '../../../rules/basics/words';

/** What the workbook offers somebody who records a meeting. */
export type Known = Extract<MeetingForm, { ok: true }>;

/** What the form holds: texts as typed, blank where nothing is. */
export interface MeetingDraft {
  /** The planned meeting it was; blank where it was not in the diary. */
  meeting: string;
  cluster: string;
  date: string;
  /** Further days on which the same is planned. */
  more: string[];
  start: string;
  end: string;
  hours: 'in' | 'after' | null;
  kind: MeetingKind;
  status: MeetingStatus;
  heldAt: string;
  purpose: string;
  note: string;
  marks: Record<string, Mark>;
  costs: Record<string, string>;
}

/** What the form opens with: nothing but one's own cluster and today, or the meeting that is corrected. */
export function meetingDraft({ myCluster, today, editing }: Known): MeetingDraft {
  const blank: MeetingDraft = {
    meeting: '',
    cluster: myCluster ?? '',
    date: today,
    more: [],
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
  if (!editing) return blank;
  const { id, cluster, date, kind, status, heldAt, purpose, note, marks } = editing;
  return {
    ...blank,
    ...{ meeting: id, cluster, date, kind, status, heldAt, purpose, note },
    start: editing.start ?? '',
    end: editing.end ?? '',
    hours: editing.inSchoolHours ? 'in' : 'after',
    marks: Object.fromEntries(marks.map(({ school, mark }) => [school, mark])),
    costs: Object.fromEntries(marks.map(({ school, releaseCost }) => [school, releaseCost.replace('£', '')])),
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
  const { hours, marks, costs, meeting, more, ...same } = draft;
  const isHeld = draft.status === 'Held';
  const marked = members.filter(({ id }) => marks[id]);
  return {
    ...same,
    meeting: isHeld && meeting ? meeting : null,
    more: more.slice(
      0,
      more.reduce((last, date, index) => (date === '' ? last : index + 1), 0),
    ),
    start: draft.start || null,
    end: draft.end || null,
    inSchoolHours: hours === null ? undefined : hours === 'in',
    attendance: isHeld ? marked.map(({ id }) => ({ school: id, mark: marks[id], releaseCost: costs[id] || null })) : [],
  };
}

/** Whether enough is typed to say what it would do: whose it is, when, and whether in school hours. */
export const isComplete = ({ cluster, date, hours }: MeetingDraft): boolean =>
  cluster !== '' && date !== '' && hours !== null;
