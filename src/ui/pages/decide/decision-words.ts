import type { Decision } from '../../../rules/basics/words';

/** What the buttons say. */
export const DECISION_WORDS: Record<Decision, string> = {
  Approve: 'Approve',
  'More information': 'Ask back',
  Decline: 'Decline',
  Revoke: 'Revoke',
};

/** What the words that go with a decision are. */
export const REASON_WORDS: Record<Decision, string> = {
  Approve: 'Conditions',
  'More information': 'Your question',
  Decline: 'Why not',
  Revoke: 'Why it is revoked',
};
