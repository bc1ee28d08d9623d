import type { PaymentChoice, PaymentFields, PaymentForm } from '../../../actions/answers';

/** What the workbook offers somebody who records money. */
export type Known = Extract<PaymentForm, { ok: true }>;

/** Nothing typed yet, or the line that is corrected. */
export function draftOf({ editing, clusters, today }: Known): PaymentFields {
  if (editing) {
    const { id: _, shown: __, ...fields } = editing;
    return fields;
  }
  return {
    for: '',
    date: today,
    net: '',
    vat: '',
    cluster: clusters[0]?.id ?? '',
    pot: '',
    category: '',
    school: '',
    payee: '',
    finalClaim: false,
    evidence: '',
    note: '',
  };
}

export const choiceOf = ({ choices }: Known, draft: PaymentFields): PaymentChoice | null =>
  choices.find(({ id }) => id === draft.for) ?? null;

/** Whether its pot, and what it is booked as, are asked. */
export const isByHand = (choice: PaymentChoice | null): boolean => choice?.id === 'in' || choice?.id === 'out';

/** What picking what it is for fills in. */
export function filledBy(known: Known, draft: PaymentFields, id: string): Partial<PaymentFields> {
  const choice = known.choices.find((one) => one.id === id);
  if (!choice || id === 'line') return { for: id };
  const { net, vat, payee, school, categories } = choice;
  const category = categories[0] ?? '';
  if (isByHand(choice)) return { for: id, category: '', finalClaim: false };
  return { for: id, net, vat, payee, school, category, cluster: choice.cluster || draft.cluster, pot: choice.pot };
}

/** Whether enough is filled in for the rules to say something of it. */
export const isComplete = (draft: PaymentFields, choice: PaymentChoice | null): boolean =>
  choice !== null &&
  draft.date !== '' &&
  draft.net !== '' &&
  (!isByHand(choice) || (draft.pot !== '' && draft.category !== ''));

/** What is sent of a draft. */
export function paymentOf(draft: PaymentFields, known: Known): object {
  const text = (value: string) => value || null;
  return {
    ...draft,
    line: known.editing?.id ?? null,
    shown: known.editing?.shown ?? null,
    vat: text(draft.vat),
    cluster: text(draft.cluster),
    pot: text(draft.pot),
    category: text(draft.category),
    school: text(draft.school),
  };
}
