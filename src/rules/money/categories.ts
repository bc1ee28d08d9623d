/** The categories of the ledger: where money of each may come from or go to. Rules F5 to F8, S3, S6 to S10 and Q1. */
import type { Category, Direction, Pot } from '../basics/words';
import { POTS } from '../basics/words';
import type { Unapproved } from '../requests/matters';
import { UNAPPROVED } from '../requests/matters';

/**
 * What is said of a payment from the cluster pot that is not for a request of a matter which is paid under its
 * category.
 */
export interface RequestWanted extends Unapproved {
  readonly says: string;
  /** It is said of a payment without any request too. */
  readonly isNeeded: boolean;
}

export interface CategorySpec {
  readonly direction: Direction;
  /** Pots it may come into or go out of. */
  readonly pots: readonly Pot[];
  /** The rules entitle a pot to it; other money that comes in is other income. */
  readonly isEntitlement?: true;
  readonly request?: RequestWanted;
}

export const CATEGORY_SPECS: Record<Category, CategorySpec> = {
  Match: { direction: 'In', pots: ['Cluster pot'], isEntitlement: true },
  'School cash': { direction: 'In', pots: ['Cluster pot'], isEntitlement: true },
  'Lead support': { direction: 'In', pots: ['Lead support'], isEntitlement: true },
  Administration: { direction: 'In', pots: ['Administration'], isEntitlement: true },
  'Other funding': { direction: 'In', pots: ['Cluster pot'] },
  'Other income': { direction: 'In', pots: POTS },
  CPD: {
    direction: 'Out',
    pots: ['Cluster pot'],
    request: {
      rule: 'S3',
      severity: 'warn',
      cure: 'The session of the CPD sessions tab in the line.',
      says: 'the cap is per session',
      isNeeded: false,
    },
  },
  'Organising time': {
    direction: 'Out',
    pots: ['Cluster pot', 'Lead support'],
    request: { ...UNAPPROVED['Organising time'], says: 'spent without approval', isNeeded: true },
  },
  Travel: {
    direction: 'Out',
    pots: ['Cluster pot'],
    request: { ...UNAPPROVED.Travel, says: 'travel is decided case by case', isNeeded: true },
  },
  Project: {
    direction: 'Out',
    pots: ['Cluster pot'],
    request: { ...UNAPPROVED.Project, says: 'the schools agree to a project', isNeeded: true },
  },
  Resources: {
    direction: 'Out',
    pots: ['Cluster pot'],
    request: {
      rule: 'S9',
      severity: 'warn',
      cure: 'A pot or a school that pays.',
      says: 'the pot pays for further copies only',
      isNeeded: false,
    },
  },
  Supply: {
    direction: 'Out',
    pots: POTS,
    request: { ...UNAPPROVED.Project, says: 'the schools agree to a project', isNeeded: true },
  },
  PSQM: {
    direction: 'Out',
    pots: ['Cluster pot'],
    request: { ...UNAPPROVED.Project, says: 'the schools agree to a project', isNeeded: true },
  },
  Other: { direction: 'Out', pots: POTS },
};
