import { formatDay, formatInstant } from '../rules/basics/days';
import { formatMoney, type Pence } from '../rules/basics/money';
import type { DecisionMade, Request } from '../rules/basics/rows';
import type { Kept, Register } from '../rules/basics/seals';
import type { Unplaced } from '../rules/basics/table';
import { asMeant, quoted } from '../rules/basics/text';
import type { Decision } from '../rules/basics/words';
import type { Books } from '../rules/money/books';
import { unmadeChange } from '../rules/overview/unmade-changes';
import type { Decider } from '../rules/requests/deciders';
import { canDecide, isRefused, nameOf } from '../rules/requests/deciders';
import { decisionMark } from '../rules/requests/decision-mark';
import { requestStates } from '../rules/requests/replay';
import type { RequestState, RequestStates } from '../rules/requests/request-state';
import { movesFrom } from '../rules/requests/request-state';
import { isKeyLost, KEY_LOST } from '../rules/requests/seal-notes';
import { SealPress } from '../rules/requests/seals';
import { snapshotOf, writeSnapshot } from '../rules/requests/snapshot';
import { flagText, saidText } from '../rules/requests/state-words';
import type { Decided } from './answers';
import type { Desk } from './desk';
import { deskOf, shownMark } from './desk';
import { idFrom } from './ids';
import { BOOK_TABS, penceTyped } from './lookups';
import type { Context } from './perform';
import { notInPeople, perform, refuse } from './perform';
import { keepSealed } from './register';
import { keepRights } from './register-people';
import type { Decide } from './schemas/decide';
import { decideSchema } from './schemas/decide';
import { lackingFor } from './verdict';
import type { World } from './world';

type Result = Extract<Decided, { ok: true }>['results'][number];
type Line = Decide['decisions'][number];
type DecisionDraft = Unplaced<DecisionMade>;

/** The row of a decision that can be written. */
interface Drafted {
  readonly draft: DecisionDraft;
}

/**
 * Decides one or several requests; each is checked alone, and the answer lists each. Rules A3, A5, A10 and A11.
 *
 * What is to be written is first looked at with the rules that the cell uses: no decision is written that would not
 * count.
 */
export function decideRequests(world: World, payload: unknown): Decided {
  return perform(
    world,
    decideSchema,
    payload,
    [...BOOK_TABS, 'reviews', 'log'],
    (context, value): Decided => {
      if (context.me.rows.length === 0) return refuseStranger(context, value);
      const desk = deskOf(context);
      keepRights(context);
      if (isKeyLost(desk.books)) return refuse(`${KEY_LOST}. Nothing was decided.`);
      const checked = value.decisions.map((line, index) => {
        // Of two decisions on one request nobody can tell which was meant.
        const isTwice = value.decisions.some(({ request }, other) => other !== index && request === line.request);
        const message = `${line.request} is in the list twice, so it was not decided. Open the form again.`;
        return isTwice
          ? { request: line.request, ok: false, message, flag: '' }
          : draftDecision(desk, line, value.token);
      });
      return { ok: true, results: writeDecisions(desk, checked) };
    },
    () => true, // a stranger is refused by the work itself, which notes the attempt
  );
}

/** What the log calls a decision that was not taken. */
export const REFUSED = 'Refused: decide';

function refuseStranger(context: Context, { decisions }: Decide): Decided {
  for (const { request, decision } of decisions) context.log(REFUSED, request, `${decision}: not in People`);
  return refuse(notInPeople(context.me.email));
}

/** Writes those decisions that count, and says what became of each. */
function writeDecisions(desk: Desk, checked: readonly (Result | Drafted)[]): Result[] {
  const { books, context } = desk;
  const { drafts, sealed, seals } = sealDrafts(
    books,
    checked.flatMap((entry) => ('draft' in entry ? [entry.draft] : [])),
  );
  const decisions = books.decisions.plus(drafts);
  const after = requestStates({ ...books, decisions, ...seals }, context.parameters, context.today);
  let next = 0;
  const results = checked.map((entry) => {
    if (!('draft' in entry)) return entry;
    const draft = drafts[next]!;
    const made = decisions.at(books.decisions.count + next++);
    return writeDecision(desk, draft, made, after);
  });
  const written = new Set(results.flatMap(({ ok, request }) => (ok ? [request] : [])));
  keepSealed(context, new Map(Array.from(sealed).filter(([request]) => written.has(request))));
  return results;
}

interface SealedDrafts {
  readonly drafts: readonly DecisionDraft[];
  /** What is to be kept of their requests. */
  readonly sealed: Register;
  /** What they are checked against. */
  readonly seals: Pick<Books, 'seals'>;
}

/** Decisions with their seals; without where the workbook’s decisions are still to be taken over. Rule A1. */
function sealDrafts({ requests, seals }: Books, drafts: readonly DecisionDraft[]): SealedDrafts {
  const kept = seals?.();
  if (kept?.state !== 'kept') return { drafts, sealed: new Map(), seals: {} };
  const press = new SealPress(kept);
  const withSeals = drafts.map((draft) => ({ ...draft, ...press.seal(requests.at(draft.request).id, draft) }));
  const withDrafts: Kept = { ...kept, pending: new Map([...kept.pending, ...press.register]) };
  return { drafts: withSeals, sealed: press.register, seals: { seals: () => withDrafts } };
}

function writeDecision(desk: Desk, draft: DecisionDraft, made: DecisionMade, after: RequestStates): Result {
  const { books, context, figures } = desk;
  const request = books.requests.at(draft.request);
  const { id } = request;
  const because = after.ignored.find((one) => one.made === made)?.because;
  if (because) {
    const flag = flagText(figures.states.stateOf(request.row));
    return { request: id, ok: false, message: `${id}: ${because.message} (${because.rule})`, flag };
  }
  context.changes.append('decisions', draft);
  const flag = flagText(after.stateOf(request.row));
  const mark = decisionMark({ ...draft, request: id });
  context.log(draft.decision, id, `${flag}${wordsOf(books, request, draft)} ${mark}`);
  const next = unmadeChange(books, after, request)?.cure;
  return { request: id, ok: true, message: `${id} is ${flag}.${next ? ` Still to do: ${next}` : ''}`, flag };
}

function wordsOf({ clusters }: Books, { cluster, matter }: Request, { reason, inPlaceOf }: DecisionDraft): string {
  const place = inPlaceOf === null ? '' : ` in place of ${inPlaceOf}`;
  const what = `${clusters.at(cluster).name}, ${matter}`;
  return `${place}${reason === null ? '' : `: ${reason}`} (${what})`;
}

/** A line of the form with the request it decides. */
interface Case {
  readonly desk: Desk;
  readonly line: Line;
  readonly request: Request;
  readonly state: RequestState;
}

/** The row of one decision, or why it is not made. */
function draftDecision(desk: Desk, line: Line, token: string): Result | Drafted {
  const { books, figures, context } = desk;
  const request = books.requests.find('id', line.request);
  if (!request)
    return { request: line.request, ok: false, message: `There is no request ${quoted(line.request)}.`, flag: '' };
  const state = figures.states.stateOf(request.row);
  const own: Case = { desk, line, request, state };
  const no = (message: string): Result => ({
    request: line.request,
    ok: false,
    message: `${line.request}: ${message}`,
    flag: flagText(state),
  });
  const id = idFrom('D', token, line.request);
  const sent = books.decisions.find('id', id);
  if (sent) return isSame(sent, line) ? alreadySent(own) : no(sentOtherwise(own));
  const decider = canDecide(books, request, context.me.email, context.today);
  if (isRefused(decider)) {
    context.log(REFUSED, line.request, `${line.decision}: ${decider.message}`);
    return no(`${decider.message} (${decider.rule})`);
  }
  const why = whyNotNow(own) ?? whyIncomplete(own);
  return why === null ? { draft: decisionDraft(own, decider, id) } : no(why);
}

/** Whether a line says what was decided by it before; without an amount, all that was asked then was approved. */
const isSame = (sent: DecisionMade, line: Line): boolean =>
  sent.decision === line.decision &&
  (line.decision !== 'Approve' || !line.amount || penceTyped(line.amount) === sent.amount) &&
  asMeant(sent.reason ?? '') === asMeant(reasonIn(line) ?? '');

const alreadySent = ({ line, state }: Case): Result => {
  const flag = flagText(state);
  return { request: line.request, ok: true, message: `${line.request} is ${saidText(state)} already.`, flag };
};

const sentOtherwise = ({ state }: Case): string =>
  `it is ${saidText(state)}: this form was sent before, to decide otherwise. Open it again. (A11)`;

/** Who decided on a request before, and when; nothing where nobody did. */
function earlierText({ desk, request }: Case): string {
  const made = desk.figures.states.decisionOn(request.row);
  if (!made) return '';
  const who = nameOf(desk.books.people, made.decidedBy);
  return ` ${who} decided on ${formatInstant(Date.parse(made.decidedAt))}.`;
}

/**
 * Why a request cannot be decided as it is: its state, or what was changed since it was shown. Rules A2, A6 and A11.
 */
function whyNotNow(own: Case): string | null {
  const { desk, line, request, state } = own;
  const earlier = earlierText(own);
  const said = saidText(state);
  if (!movesFrom(state).includes(line.decision))
    return `it is ${said}; ${VERBS[line.decision]} is not possible now.${earlier} (A6)`;
  const mark = shownMark(desk, request);
  if (line.shown !== mark) {
    const meanwhile = earlier !== '' && line.shown.split('.')[0] === mark.split('.')[0];
    return meanwhile
      ? `it is ${said} since it was shown to you.${earlier} Look at it again, then decide. (A11)`
      : 'it has changed since it was shown to you. Look at it again, then decide. (A2)';
  }
  return request.askedOn > desk.context.today
    ? `“Asked on” is ${formatDay(request.askedOn)}, after today. Put that right, then decide. (A2)`
    : null;
}

/** What is amiss in the form: a reason that is wanting, or a sum that cannot be approved. Rule A5. */
function whyIncomplete(own: Case): string | null {
  const { line, request } = own;
  if (line.decision !== 'Approve' && reasonIn(line) === null)
    return `a reason is needed for ${VERBS[line.decision]}. (A5)`;
  const lacking = line.decision === 'Approve' && reasonIn(line) === null ? lackingIn(own) : [];
  if (lacking.length > 0)
    return `it lacks ${lacking.join(', ')}: to let it pass all the same, give the reason, which stays in the flag. (G3)`;
  const [amount, asked] = [amountIn(line, request), request.amount];
  if (amount === null) return null;
  if (asked === null) return 'no amount was asked, so none can be approved. (A5)';
  if (amount > asked) return `${formatMoney(amount)} is more than was asked, ${formatMoney(asked)}. (A5)`;
  return amount === 0 && asked !== 0 ? 'to approve nothing, decline it and say why. (A5)' : null;
}

/** What is missing of the checklist that the request asks to pass. Rule G3. */
const lackingIn = ({ desk: { books, context }, request }: Case): string[] =>
  lackingFor({ ...books, reviews: context.tables.get('reviews') }, context.parameters, request, context.today);

const reasonIn = ({ reason }: Line): string | null => (reason ?? '').trim() || null;

/** What is approved: the sum in the form, or else what was asked. */
const amountIn = ({ decision, amount }: Line, request: Request): Pence | null =>
  decision === 'Approve' ? (amount ? penceTyped(amount) : request.amount) : null;

function decisionDraft(own: Case, decider: Decider, id: string): DecisionDraft {
  const { desk, line, request } = own;
  const lacking = line.decision === 'Approve' ? lackingIn(own) : [];
  const snapshot = { ...snapshotOf(desk.books, request), ...(lacking.length > 0 ? { lacking } : {}) };
  return {
    id,
    request: request.row,
    decision: line.decision,
    amount: amountIn(line, request),
    reason: reasonIn(line),
    decidedBy: desk.context.me.email,
    role: decider.role,
    inPlaceOf: decider.inPlaceOf,
    decidedAt: desk.context.now,
    seal: null,
    sealedBefore: null,
    decidedOnWhat: writeSnapshot(line.decision === 'More information' ? { ...snapshot, note: request.note } : snapshot),
  };
}

const VERBS: Record<Decision, string> = {
  Approve: 'approving it',
  'More information': 'asking for more information',
  Decline: 'declining it',
  Revoke: 'revoking it',
};
