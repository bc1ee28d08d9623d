import type { Severity } from '../basics/finding';
import type { RuleNumber } from '../basics/passages';
import type { Category, Matter, Pot, Role } from '../basics/words';
import { MATTERS } from '../basics/words';

/** What kind of decision a matter needs. Kept apart on purpose: each has its own way to a yes. */
export type DecisionKind =
  | 'prior approval'
  | 'case by case'
  | 'capped'
  | 'schools agree'
  | 'order'
  | 'limited places'
  | 'decision'
  | 'declaration'
  | 'gate'
  | 'report';

export type RequestField =
  | 'school'
  | 'pot'
  | 'amount'
  | 'payee'
  | 'wantedOn'
  | 'committedOn'
  | 'schoolsAgreeing'
  | 'session'
  | 'note'
  | 'resource'
  | 'stands';

/** Who pays what a matter costs; null for a matter that is not about spending. */
export type Payer = 'pot' | 'pot or school' | 'Trust';

/** What is said of money that went out for a matter which was not approved or agreed to. */
export interface Unapproved {
  readonly rule: RuleNumber;
  readonly severity: Severity;
  /** The smallest change that takes it away. */
  readonly cure: string;
}

/** Spending that somebody has to agree to first. Rules S6 to S8. */
export const UNAPPROVED = {
  'Organising time': {
    rule: 'S6',
    severity: 'stop',
    cure: 'An approved request of organising time, named in the line.',
  },
  Travel: { rule: 'S7', severity: 'warn', cure: 'A request for travel, named in the line.' },
  Project: {
    rule: 'S8',
    severity: 'warn',
    cure: 'A request that enough of the schools agree to, named in the line.',
  },
} as const satisfies { readonly [M in Matter]?: Unapproved };

export interface MatterSpec {
  readonly kind: DecisionKind;
  /** Who decides; nobody where the list is empty. */
  readonly deciders: readonly Role[];
  /** Who has to see to it, where nobody decides. Rules S9, C4 and G1. */
  readonly readers?: readonly Role[];
  /** Who pays it. Rules S9 and S10. */
  readonly paidBy: Payer | null;
  /** The pots it may be paid from or comes into; none means no pot is named. */
  readonly pots: readonly Pot[];
  /** May be left without a pot: a school pays, or it is information only. */
  readonly potOptional?: boolean;
  /** The categories of the ledger under which it is paid from the cluster pot. */
  readonly categories: readonly Category[];
  /** What is said of a payment without approval; where nothing is said here, that of any spending. */
  readonly unapproved?: Unapproved;
  /** It brings money in and takes none. Rule G1. */
  readonly isIncome?: true;
  /** What it does to the membership of the school it names, once it is approved. */
  readonly membership?: 'joins' | 'leaves';
  /** It is about a school that belongs to the cluster on the day it is asked. Rule P7. */
  readonly isOfAMember?: true;
  /** In a sentence: "a request for travel". */
  readonly noun: string;
  /** Fields of the form beside matter, cluster and purpose. */
  readonly asks: readonly RequestField[];
  /** Fields without which it cannot be dealt with. */
  readonly needs: readonly RequestField[];
  /** Fields that mean something of their own here. */
  readonly labels?: { readonly [F in RequestField]?: FieldLabel };
  /** The first is the one it is asked by. */
  readonly rules: readonly [RuleNumber, ...RuleNumber[]];
  /** Said on the form, below the choice of matter. */
  readonly help: string;
}

/** A field of the form, as people read it. */
export interface FieldLabel {
  readonly label: string;
  readonly help: string;
}

/** Every matter, once: flags, forms, the ledger, docs/requests.md and tests read this table. */
export const MATTER_SPECS: Record<Matter, MatterSpec> = {
  'Organising time': {
    kind: 'prior approval',
    deciders: ['Advisor'],
    pots: ['Cluster pot'],
    paidBy: 'pot',
    categories: ['Organising time', 'Supply'],
    unapproved: UNAPPROVED['Organising time'],
    noun: 'organising time',
    asks: ['pot', 'amount', 'payee', 'wantedOn', 'committedOn', 'note'],
    needs: ['pot', 'amount'],
    rules: ['S6', 'S10', 'S12', 'A7'],
    help:
      'Extra time to organise the cluster, paid from the cluster pot. The Advisor approves it before the money ' +
      'is promised.',
  },
  Travel: {
    kind: 'case by case',
    deciders: ['Advisor'],
    pots: ['Cluster pot'],
    paidBy: 'pot',
    categories: ['Travel'],
    unapproved: UNAPPROVED.Travel,
    noun: 'travel',
    asks: ['pot', 'amount', 'payee', 'wantedOn', 'committedOn', 'note'],
    needs: ['pot', 'amount'],
    rules: ['S7', 'S10', 'S12'],
    help: 'Coaches or cars that let teachers meet. The Advisor decides each case.',
  },
  'CPD session': {
    kind: 'capped',
    deciders: [],
    pots: ['Cluster pot'],
    paidBy: 'pot',
    categories: ['CPD'],
    noun: 'a CPD session',
    asks: ['pot', 'session', 'committedOn', 'note'],
    needs: ['pot', 'session'],
    rules: ['S1', 'S2', 'S3', 'S4', 'S5', 'F15'],
    help:
      'Training by a provider. The pot pays up to the cap a session; the schools share what is above it. Nobody ' +
      'needs to decide.',
  },
  Project: {
    kind: 'schools agree',
    deciders: [],
    pots: ['Cluster pot'],
    paidBy: 'pot',
    categories: ['Project', 'Supply', 'Resources', 'PSQM'],
    unapproved: UNAPPROVED.Project,
    noun: 'a project',
    asks: ['pot', 'amount', 'payee', 'wantedOn', 'committedOn', 'schoolsAgreeing', 'note'],
    needs: ['pot', 'amount'],
    rules: ['S8', 'S10', 'S12'],
    help: 'A project of the whole cluster or of some of its schools. Enough of its schools agree, by name.',
  },
  'Resource: first copy': {
    kind: 'order',
    deciders: [],
    pots: [],
    paidBy: 'Trust',
    categories: [],
    isOfAMember: true,
    readers: ['Advisor', 'Director'],
    noun: 'a first copy',
    asks: ['school', 'resource', 'wantedOn', 'note'],
    needs: ['school', 'resource'],
    rules: ['S9'],
    help:
      'A first copy of a Trust resource for a school, one of each resource. The Trust pays; this is an order, which ' +
      'is done once it was sent.',
  },
  'Resource: further copy': {
    kind: 'order',
    deciders: [],
    pots: ['Cluster pot'],
    potOptional: true,
    paidBy: 'pot or school',
    categories: ['Resources'],
    isOfAMember: true,
    noun: 'a further copy',
    asks: ['school', 'resource', 'pot', 'amount', 'payee', 'wantedOn', 'committedOn', 'note'],
    needs: ['amount'],
    rules: ['S9', 'S10', 'S12'],
    help: 'A further copy of a Trust resource. The cluster pot or a school pays, never the Trust.',
  },
  PSQM: {
    kind: 'limited places',
    deciders: ['Advisor'],
    pots: [],
    paidBy: null,
    categories: [],
    isOfAMember: true,
    noun: 'the PSQM',
    labels: { payee: { label: 'Training hub', help: 'Once it is confirmed; leave it blank until then.' } },
    asks: ['school', 'payee', 'wantedOn', 'note'],
    needs: ['school'],
    rules: ['Q1', 'Q2', 'Q3'],
    help:
      'A funded place for a school’s first Primary Science Quality Mark. Places are limited and need a training ' +
      'hub.',
  },
  'Add a school': {
    kind: 'decision',
    deciders: ['Director', 'Advisor'],
    pots: [],
    membership: 'joins',
    paidBy: null,
    categories: [],
    noun: 'adding a school',
    asks: ['school', 'wantedOn', 'note'],
    needs: ['school'],
    rules: ['C1', 'P1', 'P4'],
    help: 'A school would like to join the cluster. The Director or the Advisor decides.',
  },
  'Replace a school': {
    kind: 'decision',
    deciders: ['Director', 'Advisor'],
    pots: [],
    membership: 'joins',
    paidBy: null,
    categories: [],
    noun: 'replacing a school',
    asks: ['school', 'wantedOn', 'note'],
    needs: ['school'],
    rules: ['C3', 'P1', 'P4'],
    help:
      'A new school for one that left. It may be possible and is never required. The Director or the Advisor ' +
      'decides.',
  },
  'School leaving': {
    kind: 'decision',
    deciders: ['Advisor'],
    pots: [],
    membership: 'leaves',
    paidBy: null,
    categories: [],
    isOfAMember: true,
    noun: 'a school that leaves',
    labels: { note: { label: 'What was done to encourage it', help: 'The steps taken before this was asked.' } },
    asks: ['school', 'wantedOn', 'note'],
    needs: ['school'],
    rules: ['C2', 'P1'],
    help: 'A school no longer takes part. Write down what was done to encourage it first; then the Advisor decides.',
  },
  'Other funding': {
    kind: 'declaration',
    deciders: [],
    pots: ['Cluster pot'],
    potOptional: true,
    paidBy: null,
    categories: [],
    isIncome: true,
    readers: ['Advisor'],
    noun: 'money from elsewhere',
    labels: {
      payee: { label: 'Who gives it', help: 'Such as an award or a firm.' },
      amount: { label: 'Amount', help: 'In pounds, if it is known.' },
    },
    asks: ['stands', 'pot', 'amount', 'payee', 'wantedOn', 'note'],
    needs: ['stands'],
    rules: ['G1'],
    help:
      'Money from elsewhere, applied for, received or refused. The Advisor is told; it never counts against the next ' +
      'stage.',
  },
  'Next stage': {
    kind: 'gate',
    deciders: ['Director'],
    pots: [],
    paidBy: null,
    categories: [],
    isOfAMember: true,
    noun: 'the next stage',
    asks: ['school', 'wantedOn', 'note'],
    needs: [],
    rules: ['G3'],
    help:
      'Passing to the National Programme after the second year. Needs both annual reviews and the report; the ' +
      'Director decides.',
  },
  'Problem, idea or question': {
    kind: 'report',
    deciders: [],
    pots: [],
    paidBy: null,
    categories: [],
    readers: ['Advisor', 'Director'],
    noun: 'a problem, idea or question',
    asks: ['school', 'note'],
    needs: [],
    rules: ['C4'],
    help:
      'Anything the Advisor and the Director should know. Early is best. Nobody needs to decide; one of them answers, ' +
      'and you see it in My requests.',
  },
};

/** Who has to see to a request that nobody decides; nobody where the list is empty. */
export const readersOf = (matter: Matter): readonly Role[] => MATTER_SPECS[matter].readers ?? [];

/** Whether whoever sees to it has to answer whoever asked. Rule C4. */
export const needsAnswer = (matter: Matter): boolean => MATTER_SPECS[matter].kind === 'report';

/** Matters whose money goes out under a category, in their order. */
export const mattersUnder = (category: Category): Matter[] =>
  MATTERS.filter((matter) => MATTER_SPECS[matter].categories.includes(category));

/** "Advisor", "Director or Advisor", or nothing. */
export function rolesText(roles: readonly string[]): string {
  return roles.join(' or ');
}
