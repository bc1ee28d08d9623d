import { FUNCTIONS } from '../../src/functions/all';
import { dayOfIso } from '../../src/rules/basics/days';
import { PARAMETER_NAMES } from '../../src/rules/basics/parameter-table';
import type { Cell } from '../../src/workbook/cell';
import type { SheetKey } from '../../src/workbook/sheets';
import { cellDate, grid, PROGRAMME, type Row } from '../support/rules-tables';

/** A programme in which every parameter is needed: meetings of all sorts, VAT, a session, a project, releases. */
const TABS: { [K in SheetKey]?: Row[] } = {
  ...PROGRAMME,
  meetings: [
    { id: 'M-1', cluster: 'North', date: '2026-09-10', inSchoolHours: true, kind: 'Whole cluster', status: 'Held' },
    { id: 'M-2', cluster: 'North', date: '2026-10-10', inSchoolHours: false, kind: 'Whole cluster', status: 'Held' },
  ],
  attendance: [
    { meeting: 'M-1', school: 'School 1', mark: 'Present', releaseCost: 90 },
    { meeting: 'M-1', school: 'School 2', mark: 'Absent' },
    { meeting: 'M-2', school: 'School 1', mark: 'Present' },
  ],
  sessions: [
    {
      id: 'CPD-1',
      date: '2026-10-01',
      provider: 'Ann',
      vatRegistered: true,
      netFee: 550,
      clusters: 'North',
      meeting: 'M-1',
    },
  ],
  requests: [
    {
      id: 'R-1',
      matter: 'Project',
      cluster: 'North',
      pot: 'Cluster pot',
      amount: 100,
      purpose: 'Pond',
      schoolsAgreeing: 'School 1; School 2; School 3',
      askedBy: 'north@example.org',
      askedOn: '2026-09-20',
    },
    {
      id: 'R-2',
      matter: 'CPD session',
      cluster: 'North',
      pot: 'Cluster pot',
      session: 'CPD-1',
      purpose: 'Training',
      committedOn: '2026-09-25',
      askedBy: 'north@example.org',
      askedOn: '2026-09-20',
    },
  ],
  ledger: [
    {
      id: 'L-1',
      date: '2026-09-30',
      cluster: 'North',
      pot: 'Cluster pot',
      direction: 'In',
      category: 'Match',
      net: 2500,
    },
    {
      id: 'L-2',
      date: '2026-10-20',
      cluster: 'North',
      pot: 'Cluster pot',
      direction: 'Out',
      category: 'CPD',
      net: 100,
      vat: 20,
      request: 'R-2',
      session: 'CPD-1',
    },
  ],
  reviews: [],
  release: [],
  decisions: [],
};

/** What a function is asked for. */
const ASKED: Record<string, Cell> = {
  asAt: cellDate('2026-11-24'),
  date: cellDate('2026-11-24'),
  year: '2026/27',
  cluster: 'North Cluster',
  subject: 'North Cluster',
  figure: 'Meetings',
};

function answers(settings: Row[]): Map<string, Cell | Cell[][]> {
  const found = new Map<string, Cell | Cell[][]>();
  for (const { name, parameters, call } of FUNCTIONS) {
    if (!parameters.some(({ tab }) => tab === 'settings')) continue;
    const given = parameters.map((parameter) => {
      const { tab } = parameter as { tab?: SheetKey };
      if (tab === 'settings') return grid('settings', settings);
      return tab ? grid(tab, TABS[tab] ?? []) : ASKED[parameter.name];
    });
    found.set(name, call(...given));
  }
  return found;
}

const unset = (parameter: string): Row[] => [{ parameter, from: '2026/27', status: 'unset' }];
const column = (table: Cell | Cell[][] | undefined, header: string): Cell[] => {
  const rows = table as Cell[][];
  const at = rows[0]!.indexOf(header);
  return rows.slice(1).map((row) => row[at]!);
};

describe('a parameter that is not set', () => {
  it('was asked for on a day of the calendar', () => expect(dayOfIso('2026-11-24')).not.toBeNull());

  it.each(PARAMETER_NAMES)('%s: nothing throws into a cell, and no number is invented', (name) => {
    for (const [, answer] of answers(unset(name))) {
      expect(JSON.stringify(answer)).not.toMatch(/NaN|Infinity|undefined/);
      for (const cell of [answer].flat(2)) expect(cell).not.toBeNaN();
    }
  });

  it.each([
    ['meetings.min', ['Meetings', 'Pace']],
    ['meetings.model', ['Meetings']],
    ['meetings.afterSchoolCounts', ['Counted meetings', 'Meetings', 'Pace', 'Attendance', 'To watch']],
    ['pace.weeksPerMeeting', ['Pace']],
    ['year.lastMeeting', ['Pace']],
    ['engage.misses', ['To watch']],
    ['release.perSchool', ['Release committed', 'Release evidenced']],
    ['release.halfDays', ['Release committed', 'Entitled']],
    ['release.maxPerHalfDay', ['Release committed', 'Release evidenced']],
    ['cluster.minSchools', ['Size']],
    ['match.basis', ['Entitled']],
    ['lead.support', ['Entitled']],
    ['vat.chargedToPot', ['Spent', 'Available']],
  ] as const)('%s: only %j say "not set", and the rest of the row stands', (name, expected) => {
    const before = answers([]).get('CLUSTER_OVERVIEW') as Cell[][];
    const after = answers(unset(name)).get('CLUSTER_OVERVIEW') as Cell[][];
    const headers = before[0]!.filter((header) => header !== 'Assumes' && header !== 'Findings') as string[];
    const changed = headers.filter((header) => column(after, header)[0] !== column(before, header)[0]);
    expect(changed).toEqual(expect.arrayContaining([...expected]));
    for (const header of changed) expect(column(after, header)[0]).toBe('not set');
  });

  it('agreement.years: how long an agreement lasts is not known, nor what it entitles to afterwards (P8, F6)', () => {
    const found = answers(unset('agreement.years'));
    expect(column(found.get('CLUSTER_OVERVIEW'), 'Agreement')[0]).toBe('not set: how long it lasts');
    expect(column(found.get('AGREEMENT_END'), 'Agreement end')[0]).toBe('not set');
    expect(column(found.get('CLUSTER_POTS'), 'Entitled').slice(0, 3)).toEqual(['not set', 300, 120]);
  });

  it('makes the review a draft (status unset)', () => {
    const review = answers(unset('meetings.min')).get('CLUSTER_REVIEW') as Cell[][];
    expect(review.find(([item]) => item === 'Status')![1]).toMatch(/^DRAFT: .*meetings\.min/);
    expect(review.find(([item]) => item === 'Meetings')![1]).toBe('1 counted, 1 after school: not set, not set');
  });
});
