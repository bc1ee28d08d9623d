import type { StateName } from '../../rules/requests/request-state';

const COLOURS: Record<StateName, 'good' | 'warn' | 'stop' | ''> = {
  approved: 'good',
  agreed: 'good',
  waiting: 'warn',
  'waiting for schools': 'warn',
  'waiting list': 'warn',
  'more information wanted': 'warn',
  'not allowed': 'stop',
  stale: 'stop',
  declined: 'stop',
  revoked: 'stop',
  expired: 'stop',
  'not needed': '',
  sent: 'warn',
  done: 'good',
  withdrawn: '',
};

/** A flag in the colour of its meaning; the words carry it alone. */
export function Flag({ text, state }: { text: string; state: StateName }) {
  return <span class={`flag ${COLOURS[state]}`}>{text}</span>;
}
