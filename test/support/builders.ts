/** Rows of the small programme, each as it mostly is in tests; what a test is about it says itself. */
import type { ParameterName } from '../../src/rules/basics/parameter-table';
import type { Setting } from '../../src/rules/basics/parameters';
import { Parameters } from '../../src/rules/basics/parameters';
import { snapshotOf, writeSnapshot } from '../../src/rules/requests/snapshot';
import type { SheetKey } from '../../src/workbook/sheets';
import { books, PROGRAMME, type Row, tables } from './rules-tables';

/** The day on which tests look at the programme, unless they say otherwise. */
export const AS_AT = '2026-11-24';
export const NORTH = 'North Cluster';
export const SOUTH = 'South Cluster';

export type Tabs = { [K in SheetKey]?: Row[] };

/** Everything the rules take: the small programme with some tabs of its own. */
export const read = (tabs: Tabs = {}) => books(tables({ ...PROGRAMME, ...tabs }));

/** The parameters as the tracker sets them up, with some rows of Settings. */
export const parameters = (...rows: Setting[]): Parameters => new Parameters(rows);

/** A row of Settings: a confirmed value, or one that is not set. */
export const set = (parameter: ParameterName, value: number | null, from = 2026): Setting => ({
  parameter,
  value,
  from,
  status: value === null ? 'unset' : 'confirmed',
});

/** A counted meeting of North. */
export const meeting = (id: string, date: string, more: Row = {}): Row => ({
  id,
  cluster: NORTH,
  date,
  inSchoolHours: true,
  kind: 'Whole cluster',
  status: 'Held',
  ...more,
});

/** What a school, by its number, did at a meeting. */
export const mark = (of: string, school: number, mark = 'Present', more: Row = {}): Row => ({
  meeting: of,
  school: `School ${school}`,
  mark,
  ...more,
});

/** A request that the Advisor decides on. */
export const ASKED: Row = {
  id: 'R-1',
  matter: 'Organising time',
  cluster: NORTH,
  pot: 'Cluster pot',
  amount: 350,
  payee: 'School 1',
  purpose: 'Planning day',
  askedBy: 'north@example.org',
  askedOn: '2026-10-05',
};

/** A line of the Ledger, in North's cluster pot unless told otherwise. */
export const ledgerLine = (
  id: string,
  date: string,
  direction: 'In' | 'Out',
  category: string,
  net: number,
  more: Row = {},
): Row => ({ id, date, cluster: NORTH, pot: 'Cluster pot', direction, category, net, ...more });

/** Training for North of which the schools pay a part: £550 net is above the cap. */
export const SESSION: Row = {
  id: 'CPD-1',
  date: '2026-11-02',
  provider: 'Bright Sparks',
  vatRegistered: true,
  netFee: 550,
  clusters: NORTH,
};

/** What a request says as it stands in some tabs, as its decision keeps it. */
export function requestAsAsked(tabs: { [K in SheetKey]?: readonly Row[] }, request = 0): string {
  const casebook = books(tables({ ...PROGRAMME, ...tabs }));
  return writeSnapshot(snapshotOf(casebook, casebook.requests.at(request)));
}

/** A decision by the Advisor on a request as it stands in some tabs, unless told otherwise. */
export function decisionOn(
  tabs: { [K in SheetKey]?: readonly Row[] },
  request: number,
  decision: string,
  decidedAt: string,
  more: Row = {},
): Row {
  const on = tabs.requests![request]!;
  return {
    id: `D-${request + 1}`,
    request: on['id']!,
    decision,
    amount: decision === 'Approve' ? on['amount']! : null,
    decidedBy: 'advisor@example.org',
    role: 'Advisor',
    decidedAt,
    decidedOnWhat: requestAsAsked(tabs, request),
    ...more,
  };
}

/** An approval of a request as it stands, in full unless told otherwise. */
export const approval = (request: Row, more: Row = {}): Row => ({
  id: `D-${request['id']}`,
  request: request['id'],
  decision: 'Approve',
  amount: request['amount'],
  decidedBy: 'advisor@example.org',
  role: 'Advisor',
  decidedAt: '2026-10-08T10:00:00Z',
  decidedOnWhat: requestAsAsked({ requests: [request] }),
  ...more,
});

/** Match that North's pot received, or what else a test says of a line. */
export const line = (id: string, more: Row = {}): Row => ledgerLine(id, '2026-10-02', 'In', 'Match', 2_000, more);
