import type { Subject } from '../../src/rules/figures/explain';
import { findSubject } from '../../src/workbook/find-subject';
import { ASKED, line, SESSION } from '../support/builders';
import { PROGRAMME, tables } from '../support/rules-tables';

const book = tables({
  ...PROGRAMME,
  requests: [ASKED],
  sessions: [SESSION],
  ledger: [line('L-1'), line('L-2')],
});
const pot = { kind: 'pot', cluster: 1, pot: 'Lead support', year: 2026 } as const;

describe('what a name stands for', () => {
  it.each<[string, Subject]>([
    ['North Cluster', { kind: 'cluster', cluster: 0 }],
    ['  northern ', { kind: 'cluster', cluster: 0 }],
    ['C-2', { kind: 'cluster', cluster: 1 }],
    ['School 3', { kind: 'school', school: 2 }],
    ['All schools', { kind: 'school', school: null }],
    ['School 3: North Cluster', { kind: 'school', school: 2, within: 0 }],
    ['School 3: CPD-1', { kind: 'school', school: 2, session: 0 }],
    ['all schools: South Cluster', { kind: 'school', school: null, within: 1 }],
    ['2026/27', { kind: 'places', year: 2026 }],
    ['match.basis', { kind: 'parameter', name: 'match.basis' }],
    ['R-1', { kind: 'request', request: 0 }],
    ['L-2', { kind: 'ledger', line: 1 }],
    ['South Cluster: lead support: 2026/27', pot],
    ['All clusters: All pots: 2025/26', { kind: 'all pots', year: 2025 }],
  ])('"%s" is found', (name, subject) => expect(findSubject(book, name)).toEqual(subject));

  it.each([
    '',
    'West Cluster',
    'R-2',
    'L-3',
    'match.bases',
    'School 99: North Cluster',
    'School 3: Nowhere',
    'South Cluster: Savings: 2026/27',
    'Nowhere: Lead support: 2026/27',
    'South Cluster: Lead support: soon',
    'All clusters: Lead support: 2026/27',
  ])('"%s" is nothing', (name) => expect(findSubject(book, name)).toBeNull());

  it('takes a blank name for no line without an ID', () => {
    const withoutId = tables({ ...PROGRAMME, ledger: [line('')] });
    expect(findSubject(withoutId, '')).toBeNull();
  });
});
