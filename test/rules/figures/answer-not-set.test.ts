import { fundingYearOf } from '../../../src/rules/basics/days';
import { PARAMETER_NAMES } from '../../../src/rules/basics/parameter-table';
import { CLUSTER_FIGURES } from '../../../src/rules/figures/cluster-figures';
import { POT_FIGURES } from '../../../src/rules/figures/pot-figures';
import { AS_AT, ASKED, line, NORTH, parameters, SESSION, set, type Tabs } from '../../support/builders';
import { day, tables } from '../../support/rules-tables';
import { askIn, EMPTY } from '../../support/why';
import { attendedBy, psqmRequest } from '../../support/why-cases';

const BUSY: Tabs = {
  ...attendedBy([true, false, false]),
  release: [{ school: 'School 1', year: '2026/27' }],
  sessions: [{ ...SESSION, date: '2026-11-10' }],
  requests: [
    {
      ...ASKED,
      matter: 'CPD session',
      amount: '',
      payee: '',
      session: 'CPD-1',
      askedOn: '2026-11-02',
      committedOn: '2026-11-03',
    },
    psqmRequest('R-2', { school: 'School 2', askedOn: '2026-11-02' }),
  ],
  ledger: [
    line('L-1', { net: 900 }),
    line('L-2', { direction: 'Out', category: 'CPD', net: 420, vat: 84, request: 'R-1' }),
    line('L-3', { direction: 'Out', category: 'Other', net: 600, vat: 10 }),
  ],
};
const FIGURES: [string, string][] = [
  ...[...Object.keys(CLUSTER_FIGURES.columns), 'Agreement', 'Agreement end', 'Stage', 'Review 1', 'Missing'].map(
    (figure): [string, string] => [NORTH, figure],
  ),
  ...['Cluster pot', 'Lead support', 'Administration'].flatMap((pot) =>
    Object.keys(POT_FIGURES.columns).map((figure): [string, string] => [`${NORTH}: ${pot}: 2026/27`, figure]),
  ),
  ...Object.keys(POT_FIGURES.columns).map((figure): [string, string] => ['All clusters: All pots: 2026/27', figure]),
  ...['Counted', 'Attended', 'Share', 'Missed in a row', 'Watch'].map((figure): [string, string] => [
    'School 1',
    figure,
  ]),
  ...['Half-days', 'Committed', 'Declared', 'Evidenced', 'Shortfall', 'Owes', 'Paid', 'Open', 'Shared by'].flatMap(
    (figure): [string, string][] => [
      ['School 1', figure],
      ['School 6', figure],
      ['All schools', figure],
    ],
  ),
  ['R-1', 'Flag'],
  ['R-2', 'Flag'],
  ['R-2', 'School days'],
  ...['L-1', 'L-2', 'L-3'].map((id): [string, string] => [id, 'Flag']),
  ...PARAMETER_NAMES.map((name): [string, string] => [name, '']),
];

describe('a parameter that is not set', () => {
  const busy = tables({ ...EMPTY, ...BUSY });
  it.each(PARAMETER_NAMES)('%s: every figure has an answer, and says what to enter where it is "not set"', (name) => {
    const unset = parameters(set(name, null, fundingYearOf(day('2000-01-01'))));
    expect(askIn(busy, name, '', AS_AT, unset).reasons[0]!.change).toBe(`Enter ${name} in Settings.`);
    for (const [subject, figure] of FIGURES) {
      const { answer, reasons } = askIn(busy, subject, figure, AS_AT, unset);
      expect(reasons.length).toBeGreaterThan(0);
      expect(JSON.stringify([answer, reasons])).not.toMatch(/NaN|undefined/);
      if (answer !== 'not set') continue;
      const said = reasons.map(({ rule, inputs, change }) => `${rule} ${inputs.join()} ${change}`).join();
      if (!said.includes(`Enter ${name} in Settings.`)) throw new Error(`${subject}, ${figure}: ${said}`);
    }
  });
});
