import { formatDay, isoOf } from '../rules/basics/days';
import { formatMoney } from '../rules/basics/money';
import type { SessionForm } from './answers';
import { BOOK_TABS, booksIn, memberList, unreadText } from './lookups';
import { ask } from './perform';
import { presentAt, sessionText } from './session-line';
import { clustersOf, refuseOther, TRAINING, yoursText } from './whose-job';
import type { World } from './world';

/** What the form needs to open: the person's clusters, their sessions, and meetings at which one may have been. */
export function sessionForm(world: World): SessionForm {
  return ask(world, BOOK_TABS, (context): SessionForm => {
    const { tables, me, today } = context;
    const clusters = clustersOf(context, TRAINING);
    if (clusters.length === 0) return refuseOther(context, TRAINING);
    const books = booksIn(tables);
    const theirs = new Set(clusters.map(({ row }) => row));
    const idOf = (row: number) => books.clusters.at(row).id;
    const schoolIds = (rows: readonly number[]) => rows.map((row) => books.schools.at(row).id);
    return {
      ok: true,
      me: { email: me.email, name: me.name, roles: me.roles },
      yours: yoursText(TRAINING, clusters, tables.get('clusters').count),
      unread: unreadText(context, BOOK_TABS),
      today: isoOf(today),
      clusters: clusters.map(({ id, name }) => ({ id, name })),
      allClusters: books.clusters.rows.map(({ id, name }) => ({ id, name })),
      members: memberList(tables),
      sessions: books.sessions.rows
        .filter((session) => session.clusters.some((row) => theirs.has(row)))
        .sort((a, b) => b.date - a.date || (a.id < b.id ? 1 : -1))
        .map((session) => {
          const row = tables.get('sessions').at(session.row);
          return {
            id: session.id,
            label: `${formatDay(session.date)}, ${session.provider}, ${formatMoney(session.netFee)}`,
            shown: sessionText(books, session),
            clusters: session.clusters.map(idOf),
            date: isoOf(session.date),
            provider: session.provider,
            fellow: row.fellow === true,
            vatRegistered: session.vatRegistered,
            netFee: (session.netFee / 100).toFixed(2),
            meeting: session.meeting === null ? null : tables.get('meetings').at(session.meeting).id,
            came: schoolIds(presentAt(books.attendance, session.meeting)),
            note: row.note ?? '',
          };
        }),
      meetings: tables
        .get('meetings')
        .rows.filter(({ status, cluster, date }) => status === 'Held' && theirs.has(cluster) && date <= today)
        .sort((a, b) => b.date - a.date || (a.id < b.id ? 1 : -1))
        .map(({ row, id, date, kind, cluster }) => ({
          id,
          label: `${formatDay(date)}, ${kind.toLowerCase()}`,
          date: isoOf(date),
          cluster: idOf(cluster),
          came: schoolIds(presentAt(books.attendance, row)),
        })),
    };
  });
}
