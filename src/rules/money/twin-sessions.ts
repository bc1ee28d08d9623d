import { groupBy } from '../basics/lists';
import type { Session } from '../basics/rows';
import { byDay } from '../basics/rows';
import type { Table } from '../basics/table';
import { asNamed } from '../basics/text';

/** Two sessions that may be one. */
export interface Twins {
  readonly earlier: Session;
  readonly later: Session;
}

/** Sessions by the same provider within a day of each other: perhaps one session split to dodge the cap. Rule S4. */
export function twinSessions(sessions: Table<Session>): Twins[] {
  const byProvider = groupBy(sessions.rows, ({ provider }) => asNamed(provider));
  return [...byProvider.values()].flatMap((own) => {
    const inOrder = [...own].sort(byDay(({ date }) => date));
    return inOrder.flatMap((later, index) => {
      const earlier = inOrder[index - 1];
      return earlier && later.date - earlier.date <= 1 ? [{ earlier, later }] : [];
    });
  });
}

/** The twin of a session; of two the later pair's, or null. Rule S4. */
export function twinOf(sessions: Table<Session>, session: Session): Session | null {
  let twin: Session | null = null;
  for (const { earlier, later } of twinSessions(sessions)) {
    if (earlier.row === session.row) twin = later;
    else if (later.row === session.row) twin = earlier;
  }
  return twin;
}
