import type { Matter, Pot, Role } from '../basics/words';

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
  | 'note';

export interface MatterSpec {
  readonly kind: DecisionKind;
  /** Who decides; nobody where the list is empty. */
  readonly deciders: readonly Role[];
  /** Pots it may be paid from; none means no pot is named. */
  readonly pots: readonly Pot[];
  /** May be left without a pot: a school pays, or it is information only. */
  readonly potOptional?: boolean;
  /** What it does to the membership of the school it names, once it is approved. */
  readonly membership?: 'joins' | 'leaves';
  /** Fields of the form beside matter, cluster and purpose. */
  readonly asks: readonly RequestField[];
  /** Fields without which it cannot be dealt with. */
  readonly needs: readonly RequestField[];
  readonly rules: readonly string[];
  /** Said on the form, below the choice of matter. */
  readonly help: string;
}

/** Every matter, once: flags, forms, docs/decisions.md and tests read this table. */
export const MATTER_SPECS: Record<Matter, MatterSpec> = {
  'Organising time': {
    kind: 'prior approval',
    deciders: ['Advisor'],
    pots: ['Cluster pot'],
    asks: ['pot', 'amount', 'payee', 'wantedOn', 'committedOn', 'note'],
    needs: ['pot', 'amount'],
    rules: ['S6', 'S10', 'S12', 'A7'],
    help: 'Extra time to organise the cluster, paid from the cluster pot. The Advisor approves it before the money is promised.',
  },
  Travel: {
    kind: 'case by case',
    deciders: ['Advisor'],
    pots: ['Cluster pot'],
    asks: ['pot', 'amount', 'payee', 'wantedOn', 'committedOn', 'note'],
    needs: ['pot', 'amount'],
    rules: ['S7', 'S10', 'S12'],
    help: 'Coaches or cars that let teachers meet. The Advisor decides each case.',
  },
  'CPD session': {
    kind: 'capped',
    deciders: [],
    pots: ['Cluster pot'],
    asks: ['pot', 'session', 'committedOn', 'note'],
    needs: ['pot', 'session'],
    rules: ['S1', 'S2', 'S3', 'S4', 'S5', 'F15'],
    help: 'Training by a provider. The pot pays up to the cap a session; the schools share what is above it. Nobody needs to decide.',
  },
  Project: {
    kind: 'schools agree',
    deciders: [],
    pots: ['Cluster pot'],
    asks: ['pot', 'amount', 'payee', 'wantedOn', 'committedOn', 'schoolsAgreeing', 'note'],
    needs: ['pot', 'amount'],
    rules: ['S8', 'S10', 'S12'],
    help: 'A project of the whole cluster or of some of its schools. More than half of the schools agree, by name.',
  },
  'Resource: first copy': {
    kind: 'order',
    deciders: [],
    pots: [],
    asks: ['school', 'wantedOn', 'note'],
    needs: [],
    rules: ['S9'],
    help: 'A first copy of a Trust resource for a school. The Trust pays; this is an order.',
  },
  'Resource: further copy': {
    kind: 'order',
    deciders: [],
    pots: ['Cluster pot'],
    potOptional: true,
    asks: ['school', 'pot', 'amount', 'payee', 'wantedOn', 'committedOn', 'note'],
    needs: ['amount'],
    rules: ['S9', 'S10', 'S12'],
    help: 'A further copy of a Trust resource. The cluster pot or a school pays, never the Trust.',
  },
  PSQM: {
    kind: 'limited places',
    deciders: ['Advisor'],
    pots: [],
    asks: ['school', 'payee', 'wantedOn', 'note'],
    needs: ['school'],
    rules: ['Q1', 'Q2', 'Q3'],
    help: 'A funded place for a school’s first Primary Science Quality Mark. Places are limited and need a training hub.',
  },
  'Add a school': {
    kind: 'decision',
    deciders: ['Director', 'Advisor'],
    pots: [],
    membership: 'joins',
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
    asks: ['school', 'wantedOn', 'note'],
    needs: ['school'],
    rules: ['C3', 'P1', 'P4'],
    help: 'A new school for one that left. It may be possible and is never required. The Director or the Advisor decides.',
  },
  'School leaving': {
    kind: 'decision',
    deciders: ['Advisor'],
    pots: [],
    membership: 'leaves',
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
    asks: ['pot', 'amount', 'payee', 'wantedOn', 'note'],
    needs: [],
    rules: ['G1'],
    help: 'Money from elsewhere, received or applied for. It never counts against the next stage; please tell us.',
  },
  'Next stage': {
    kind: 'gate',
    deciders: ['Director'],
    pots: [],
    asks: ['school', 'wantedOn', 'note'],
    needs: [],
    rules: ['G3'],
    help: 'Passing to the National Programme after the second year. Needs both annual reviews and the report; the Director decides.',
  },
  'Problem, idea or question': {
    kind: 'report',
    deciders: [],
    pots: [],
    asks: ['school', 'note'],
    needs: [],
    rules: ['C4'],
    help: 'Anything the Advisor and the Director should know. Early is best. Nobody needs to decide.',
  },
};

/** Who is to read what needs no decision but should be known early. Rule C4. */
export const READERS_OF_REPORTS: readonly Role[] = ['Advisor', 'Director'];

/** "Advisor", "Director or Advisor", or nothing. */
export function rolesText(roles: readonly string[]): string {
  return roles.join(' or ');
}
