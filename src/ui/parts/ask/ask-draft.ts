import type { AskForm, MatterForm } from '../../../actions/answers';
import type { Matter, Pot } from '../../../rules/basics/words';

/** What the workbook offers somebody who asks. */
export type Known = Extract<AskForm, { ok: true }>;

export interface SessionDraft {
  date: string;
  provider: string;
  fellow: boolean;
  vatRegistered: 'yes' | 'no' | null;
  netFee: string;
  clusters: string[];
}

/** What the form holds: texts as typed, blank where nothing is. */
export interface AskDraft {
  matter: Matter | '';
  cluster: string;
  school: string;
  pot: string;
  amount: string;
  payee: string;
  purpose: string;
  wantedOn: string;
  committedOn: string;
  schoolsAgreeing: string[];
  agreedAt: string;
  session: string;
  newSession: SessionDraft;
  note: string;
  resource: string;
  stands: string;
}

/** What `session` holds while the session is none of the listed ones. */
export const NEW_SESSION = 'new';

/** Nothing typed yet, for a cluster. */
export function blankDraft(cluster: string): AskDraft {
  return {
    matter: '',
    cluster,
    school: '',
    pot: '',
    amount: '',
    payee: '',
    purpose: '',
    wantedOn: '',
    committedOn: '',
    schoolsAgreeing: [],
    agreedAt: '',
    session: '',
    newSession: { date: '', provider: '', fellow: false, vatRegistered: null, netFee: '', clusters: [] },
    note: '',
    resource: '',
    stands: '',
  };
}

/** What a form starts with: the request that is edited, or nothing for the person's own cluster. */
export function draftOf({ editing, myCluster }: Known): AskDraft {
  const blank = blankDraft(myCluster ?? '');
  if (editing === null) return blank;
  const { school, pot, amount, wantedOn, committedOn, session } = editing;
  return {
    ...blank,
    matter: editing.matter,
    cluster: editing.cluster,
    school: school ?? '',
    pot: pot ?? '',
    amount: amount ?? '',
    payee: editing.payee,
    purpose: editing.purpose,
    wantedOn: wantedOn ?? '',
    committedOn: committedOn ?? '',
    schoolsAgreeing: editing.schoolsAgreeing,
    session: session ?? '',
    note: editing.note,
    resource: editing.resource,
    stands: editing.stands ?? '',
  };
}

/** The pot of a matter that has to be paid from one and can be paid from no other, or null. */
export function onlyPot(matter: MatterForm | null): Pot | null {
  const needsOne = matter?.fields.some(({ name, required }) => name === 'pot' && required);
  const [pot = null, ...others] = matter?.pots ?? [];
  return needsOne && others.length === 0 ? pot : null;
}

/** Whether the session asked for is to be entered, too. */
export function hasNewSession(draft: AskDraft, matter: MatterForm | null): boolean {
  return draft.session === NEW_SESSION && (matter?.fields.some(({ name }) => name === 'session') ?? false);
}

/** Whether enough is filled in for the rules to say something of it; the server checks how it is filled in. */
export function isComplete(draft: AskDraft, matter: MatterForm | null): boolean {
  const { date, provider, netFee, vatRegistered } = draft.newSession;
  const needed = hasNewSession(draft, matter) ? [date, provider, netFee, vatRegistered ?? ''] : [];
  return matter !== null && [draft.cluster, draft.purpose, ...needed].every((text) => text.trim() !== '');
}

/** What is sent of a draft. */
export function requestOf(draft: AskDraft, matter: MatterForm | null): object {
  const isNew = hasNewSession(draft, matter);
  return {
    ...draft,
    school: draft.school || null,
    pot: draft.pot || onlyPot(matter),
    amount: draft.amount || null,
    stands: draft.stands || null,
    wantedOn: draft.wantedOn || null,
    committedOn: draft.committedOn || null,
    agreedAt: draft.agreedAt || null,
    session: isNew ? null : draft.session || null,
    newSession: isNew ? sessionOf(draft.newSession, draft.cluster) : null,
  };
}

function sessionOf(draft: SessionDraft, cluster: string): object {
  return {
    ...draft,
    vatRegistered: draft.vatRegistered === null ? undefined : draft.vatRegistered === 'yes',
    clusters: [...new Set([cluster, ...draft.clusters])],
  };
}
