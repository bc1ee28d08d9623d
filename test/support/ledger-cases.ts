/** Lines of North's ledger, and what the rules say of them and of the pot they are in. */
import type { Finding } from '../../src/rules/basics/finding';
import type { Setting } from '../../src/rules/basics/parameters';
import { ledgerFindings } from '../../src/rules/money/ledger-findings';
import { type PotFigures, type PotYear, potFigures } from '../../src/rules/money/pots';
import { requestStates } from '../../src/rules/requests/replay';
import { flagText } from '../../src/rules/requests/state-words';
import { ROSTER } from '../../src/sample/roster';
import { AS_AT, ASKED, ledgerLine, parameters, read, SESSION, type Tabs } from './builders';
import { books, day, type Row, tables } from './rules-tables';

/** The last day of the year in which tests look at the programme. */
export const YEAR_END = '2027-08-31';

/** What North's cluster pot has before a test takes anything from it. */
export const MONEY = ledgerLine('L-0', '2026-09-10', 'In', 'Match', 5_000);

/** Further copies for North, which nobody has to approve. */
export const COPIES: Row = { ...ASKED, id: 'R-0', matter: 'Resource: further copy', amount: 50_000 };

/** A payment for {@link COPIES}: nothing is wrong with it by itself. */
export const copies = (id: string, date: string, net: number, more: Row = {}): Row =>
  ledgerLine(id, date, 'Out', 'Resources', net, { request: 'R-0', ...more });

/** A project that North's schools agree to. */
export const AGREED: Row = {
  ...ASKED,
  matter: 'Project',
  amount: 100,
  schoolsAgreeing: 'School 1; School 2; School 3',
};

/** What North asks for its training. */
export const TRAIN: Row = { ...ASKED, matter: 'CPD session', amount: null, session: 'CPD-1' };
export const TRAINING: Tabs = { requests: [TRAIN], sessions: [SESSION] };

/** Training for North without VAT, £100 above the cap. */
export const PLAIN: Row = { ...SESSION, vatRegistered: false, netFee: 500 };

/** What is wrong with each line of a ledger; unless told otherwise, {@link COPIES} were asked for. */
export const findingsIn = (
  ledger: Row[],
  tabs: Tabs = {},
  asAt = AS_AT,
  settings: readonly Setting[] = [],
): (readonly Finding[])[] =>
  ledgerFindings(read({ ledger, requests: [COPIES], ...tabs }), parameters(...settings), day(asAt));

type Lines = Parameters<typeof findingsIn>;

/** What is wrong with each line after {@link MONEY}, in words with its rule. */
export const flagsOf = (...[ledger, ...more]: Lines): string[][] =>
  findingsIn([MONEY, ...ledger], ...more)
    .slice(1)
    .map((found) => found.map(({ rule, message }) => `${rule}: ${message}`));

/** The rules that each line after {@link MONEY} breaks. */
export const rulesOf = (...[ledger, ...more]: Lines): string[][] =>
  findingsIn([MONEY, ...ledger], ...more)
    .slice(1)
    .map((found) => found.map(({ rule }) => rule));

/** The pots of 2026/27, or of another year. */
export const potsIn = (tabs: Tabs, asAt = AS_AT, settings: readonly Setting[] = [], year = 2026): PotFigures =>
  potFigures(read(tabs), parameters(...settings), year, day(asAt));

/** North's cluster pot with {@link MONEY} and some lines more. */
export const potOf = (...[ledger, tabs = {}, ...more]: Lines): PotYear =>
  potsIn({ ledger: [MONEY, ...ledger], ...tabs }, ...more).pots[0]!;

/** The flag of each request. */
export const requestFlags = (tabs: Tabs): string[] =>
  requestStates(read(tabs), parameters(), day(AS_AT)).states.map(flagText);

/** The five clusters of the guidance, with agreements from 1 September 2026. */
export const roster = () =>
  books(
    tables({
      clusters: ROSTER.map(({ id, name }) => ({ id, name, agreementStart: '2026-09-01' })),
      schools: ROSTER.flatMap(({ schools }) => schools.map(({ name }) => ({ id: name, name }))),
      membership: ROSTER.flatMap((cluster) =>
        cluster.schools.map(({ name }) => ({ id: name, cluster: cluster.name, school: name, from: '2017-09-01' })),
      ),
    }),
  );

/** A finding as people read it: its rule and weight, and its words. */
export const said = ({ rule, severity, message }: Finding) => [`${rule} ${severity}`, message];
