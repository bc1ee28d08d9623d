/** What a simulated step is: who does what, and what goes wrong meanwhile. */
import fc from 'fast-check';
import { FORMS, type FormAct } from './forms';

export const OWNER = 'owner@example.org';
export const DECIDERS = ['director@example.org', 'advisor@example.org'];
const PEOPLE = [
  ...DECIDERS,
  'lead.west@example.org',
  'lead.east@example.org',
  'lead.plain@example.org',
  'bursar.west@example.org',
  'science.larkhill@example.org',
  'stranger@example.org',
];

/** What calls the script, and may be cut off or meet somebody else's call. */
export const ACTIONS = {
  ...(Object.fromEntries(Object.keys(FORMS).map((name) => [name, 2])) as Record<FormAct, number>),
  'record a meeting': 4,
  ask: 6,
  'change a request': 3,
  decide: 8,
  'answer a question': 2,
  withdraw: 2,
  undo: 3,
  'repair cells': 2,
  'switch the digest': 1,
  'run the digest': 1,
  'verify the log': 1,
  'close the log': 1,
  'set up again': 2,
  'save the set-up': 1,
};
/** What people do to the sheet itself. */
export const BY_HAND = {
  'type payments': 5,
  'mistype a cell': 3,
  'change a sum': 2,
  sort: 3,
  'move a column': 1,
  'insert rows': 1,
  'delete a payment': 1,
  'rename a tab': 1,
  'open it again': 1,
  'let days pass': 2,
  'let a year pass': 1,
  'change a cell': 8,
  'change a figure': 2,
  'copy a cell': 6,
  'clear a cell': 2,
  'copy a row': 2,
  'paste a block': 2,
  'delete a row': 2,
  'type a person': 2,
  'insert a column': 1,
  'delete a column': 1,
  'rename a header': 1,
  'delete a tab': 1,
  'change the zone': 1,
  'make a copy': 1,
};
export type Act = keyof typeof ACTIONS;
export type Edit = keyof typeof BY_HAND;
export type Deed = Act | Edit;

export interface Trouble {
  /**
   * A service that fails, a script that is ended, somebody else's whole action in between, a lock that is not granted,
   * or a mail that is refused.
   */
  kind: 'fails' | 'stops' | 'meanwhile' | 'locked' | 'no mail';
  /** Before or after which of its service calls, counted from the first one or from the first that writes. */
  when: 'before' | 'after';
  from: 'start' | 'writing';
  at: number;
  meanwhile: Step;
  /** A second one, counted from the first. */
  second?: Pick<Trouble, 'kind' | 'when' | 'at' | 'meanwhile'> | undefined;
  /** Whether the form is sent again. */
  again: boolean;
}

export interface Step {
  who: string;
  does: Deed;
  /** Stand for every choice the step makes, one after the other. */
  picks: number[];
  trouble?: Trouble | undefined;
}

const oneOf = <K extends string>(weights: Record<K, number>): fc.Arbitrary<K> =>
  fc.oneof(
    ...Object.entries<number>(weights).map(([value, weight]) => ({ weight, arbitrary: fc.constant(value as K) })),
  );
const picks = fc.noBias(fc.array(fc.nat(9_999), { minLength: 8, maxLength: 8 }));
const plainAction = fc.record({ who: fc.constantFrom(...PEOPLE), does: oneOf(ACTIONS), picks });
const kind = oneOf({ fails: 6, stops: 12, meanwhile: 6, locked: 1, 'no mail': 1 });
const second = fc.record({
  kind: oneOf({ fails: 1, stops: 1, meanwhile: 1 }),
  when: oneOf({ before: 1, after: 1 }),
  at: fc.noBias(fc.nat(9)),
  meanwhile: plainAction,
});
const trouble = fc.record({
  kind,
  when: oneOf({ before: 1, after: 1 }),
  second: fc.option(second, { nil: undefined, freq: 2 }),
  from: oneOf({ start: 1, writing: 4 }),
  at: fc.noBias(fc.nat(39)),
  meanwhile: plainAction,
  again: fc.boolean(),
});
/** So many steps, one after the other. */
export const steps = (length: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.oneof(
      { weight: 1, arbitrary: plainAction },
      { weight: 6, arbitrary: plainAction.chain((act) => trouble.map((given) => ({ ...act, trouble: given }))) },
      { weight: 3, arbitrary: fc.record({ who: fc.constantFrom(...PEOPLE), does: oneOf(BY_HAND), picks }) },
    ),
    { minLength: length, maxLength: length },
  );
