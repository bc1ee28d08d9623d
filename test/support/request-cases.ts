/** Requests with the decisions on them, and what the tracker says of them. */
import type { Parameters } from '../../src/rules/basics/parameters';
import { requestStates } from '../../src/rules/requests/replay';
import type { RequestState, RequestStates } from '../../src/rules/requests/request-state';
import { flagText } from '../../src/rules/requests/state-words';
import { AS_AT, ASKED, parameters, read, type Tabs } from './builders';
import { day, type Row, SCHOOLS } from './rules-tables';

/** Where the requests of some tabs stand. */
export const statesOf = (tabs: Tabs, asAt = AS_AT, settings: Parameters = parameters()): RequestStates =>
  requestStates(read(tabs), settings, day(asAt));

/** The flags of the requests of some tabs, in the order of their rows. */
export const flags = (tabs: Tabs, asAt = AS_AT, settings: Parameters = parameters()): string[] =>
  statesOf(tabs, asAt, settings).states.map(flagText);

/** The flag of one request with the decisions on it. */
export const flag = (
  request: Row,
  decisions: Row[] = [],
  asAt = AS_AT,
  more: Tabs = {},
  settings: Parameters = parameters(),
): string => flags({ requests: [request], decisions, ...more }, asAt, settings)[0]!;

/** The state of one request. */
export const stateOf = (request: Row, more: Tabs = {}, asAt = AS_AT): RequestState =>
  statesOf({ requests: [request], ...more }, asAt).states[0]!;

/** The schools with one more, which is in no cluster. */
export const WITH_NINTH: Row[] = [...SCHOOLS, { id: 'S-9', name: 'School 9', phase: 'Primary' }];

/** A request about membership, of a school that is in no cluster. */
export const JOINING: Row = { ...ASKED, matter: 'Add a school', pot: null, amount: null, school: 'School 9' };

/** A request for a PSQM place, whose training hub is confirmed. */
export const PSQM: Row = { ...ASKED, matter: 'PSQM', pot: null, amount: null, school: 'School 1', payee: 'Hub' };

/** A project to which enough of North's schools agree. */
export const AGREED: Row = { ...ASKED, matter: 'Project', schoolsAgreeing: 'School 1; School 2; School 3' };
