import { psqmPlaces } from '../../src/functions/schools';
import { requestFlags, waitingRequests } from '../../src/functions/tables';
import { Parameters } from '../../src/rules/basics/parameters';
import { explain } from '../../src/rules/figures/explain';
import { overview } from '../../src/rules/overview/overview';
import { findSubject } from '../../src/workbook/find-subject';
import type { SheetKey } from '../../src/workbook/sheets';
import { ASKED, books, cellDate, day, grid, PROGRAMME, type Row, tables } from '../support/rules-tables';

const call = (
  fn: typeof requestFlags,
  requests: Row[],
  decisions: Row[] = [],
  more: unknown[] = [],
  asAt = '2026-11-24',
) =>
  fn.call(
    cellDate(asAt),
    grid('settings', []),
    grid('clusters', PROGRAMME.clusters),
    grid('schools', PROGRAMME.schools),
    grid('membership', PROGRAMME.membership),
    grid('people', PROGRAMME.people),
    grid('sessions', []),
    grid('requests', requests),
    grid('decisions', decisions),
    ...more,
  ) as unknown[][];

describe('PSQM_PLACES', () => {
  const psqm = { ...ASKED, matter: 'PSQM', school: 'School 1', pot: null, amount: null, payee: 'A hub' };
  const requests = [
    { ...psqm, id: 'R-1', askedOn: '2026-08-31' },
    { ...psqm, id: 'R-2', askedOn: '2026-09-01' },
    { ...psqm, id: 'R-3', school: 'School 2', askedOn: '2026-11-24' },
    { ...psqm, id: 'R-4', school: 'School 3', askedOn: '2026-11-25' },
  ];
  const settings = (status: string) =>
    grid('settings', [{ parameter: 'psqm.places', value: 5, from: '2025/26', status, source: 'The Trust' }]);
  const places = (asAt: string, status = 'confirmed') => {
    const given: Partial<Record<SheetKey, Row[]>> = { ...PROGRAMME, requests };
    const tabs = psqmPlaces.parameters
      .slice(1)
      .map(({ tab }) => (tab === 'settings' ? settings(status) : grid(tab!, given[tab!] ?? [])));
    return (psqmPlaces.call(cellDate(asAt), ...tabs) as unknown[][]).slice(1);
  };

  it('counts what was asked for up to the day in its funding year, and no other (Q3)', () => {
    expect(places('2026-08-31')).toEqual([['2025/26', 5, 0, 5, 1]]);
    expect(places('2026-11-23')).toEqual([['2026/27', 5, 0, 5, 1]]);
    expect(places('2026-11-24')).toEqual([['2026/27', 5, 0, 5, 2]]);
    expect(places('2026-11-25')).toEqual([['2026/27', 5, 0, 5, 3]]);
  });

  it('says where the number of places is assumed', () => {
    expect(places('2026-11-24', 'assumed').slice(1)).toEqual([['assumes 5 PSQM places', '', '', '', '']]);
  });

  it('is explained with the requests that have a place or wait, and no later ones', () => {
    const read = tables({ ...PROGRAMME, requests });
    const all = { ...books(read), release: read.get('release'), reviews: read.get('reviews') };
    const asked = (figure: string, asAt: string) =>
      explain(all, new Parameters([]), findSubject(read, '2026/27')!, figure, day(asAt));
    expect(asked('Waiting', '2026-11-24')).toMatchObject({
      about: 'PSQM places, 2026/27: Waiting',
      answer: '2',
      reasons: [
        {
          rule: 'Q3',
          inputs: [expect.stringContaining('PSQM places'), 'R-2: waiting for Advisor', 'R-3: waiting for Advisor'],
        },
      ],
    });
    expect(asked('Left', '2026-11-24')).toMatchObject({
      answer: 'not set',
      reasons: [{ rule: 'Q3', change: 'Enter psqm.places in Settings.' }],
    });
    expect(asked('Agreement', '2026-11-24')).toBeNull();
  });

  it('are named by Why? of every request that has a place, one whose approval ran out too', () => {
    const decision: Row = {
      id: 'D-1',
      request: 'R-2',
      decision: 'Approve',
      decidedBy: 'advisor@example.org',
      role: 'Advisor',
      decidedAt: '2026-10-06T12:00:00Z',
      decidedOnWhat: JSON.stringify({
        matter: 'PSQM',
        cluster: 'C-1',
        school: 'S-1',
        pot: null,
        amount: null,
        payee: 'A hub',
        purpose: 'Planning day',
        wantedOn: null,
      }),
    };
    const read = tables({ ...PROGRAMME, requests: [requests[1]!], decisions: [decision] });
    const all = { ...books(read), release: read.get('release'), reviews: read.get('reviews') };
    const five = new Parameters([{ parameter: 'psqm.places', value: 5, from: 2020, status: 'confirmed' }]);
    const asked = (asAt: string) => explain(all, five, findSubject(read, 'R-2')!, 'Flag', day(asAt));
    const places = { rule: 'Q3', change: '5 places fewer would put it on the waiting list.' };
    expect(asked('2027-08-31')).toMatchObject({
      answer: 'approved',
      reasons: expect.arrayContaining([expect.objectContaining(places)]),
    });
    expect(asked('2027-09-01')).toMatchObject({
      answer: 'expired',
      reasons: expect.arrayContaining([expect.objectContaining(places)]),
    });
  });
});

describe('WAITING_REQUESTS', () => {
  const report = { ...ASKED, id: 'R-2', matter: 'Problem, idea or question', pot: null, amount: null };

  it('lists reports until they are done with, for whom they are (C4)', () => {
    const flags = (requests: Row[]) =>
      call(waitingRequests, requests)
        .slice(1)
        .map((row) => [row[1], row[6]]);
    expect(flags([report])).toEqual([['R-2', 'to read: Advisor, Director']]);
    expect(flags([{ ...report, doneOn: '2026-11-20' }])).toEqual([['', '']]);
    expect(flags([{ ...report, withdrawnOn: '2026-11-20' }])).toEqual([['', '']]);
    expect(call(requestFlags, [report])).toEqual([['Flag'], ['not needed']]);
  });

  it('says below which assumed values it rests on, and nothing where there are none (S8)', () => {
    const project = { ...ASKED, matter: 'Project', schoolsAgreeing: 'School 1' };
    const foot = (requests: Row[]) => call(waitingRequests, requests).slice(2);
    expect(foot([ASKED])).toEqual([]);
    expect(foot([project])).toEqual([['assumes agreement of more than 50% of the schools', '', '', '', '', '', '']]);
  });

  it('lists an approval that ran out, and Overview counts it as waiting (A8)', () => {
    const decision: Row = {
      id: 'D-1',
      request: 'R-1',
      decision: 'Approve',
      amount: 350,
      decidedBy: 'advisor@example.org',
      role: 'Advisor',
      decidedAt: '2026-10-06T12:00:00Z',
      decidedOnWhat: JSON.stringify({
        matter: 'Organising time',
        cluster: 'C-1',
        school: null,
        pot: 'Cluster pot',
        amount: 35_000,
        payee: 'School 1',
        purpose: 'Planning day',
        wantedOn: null,
      }),
    };
    const read = books(tables({ ...PROGRAMME, requests: [ASKED], decisions: [decision] }));
    const waiting = (asAt: string) => [
      overview(read, new Parameters([]), day(asAt))[0][0]!.waiting,
      call(waitingRequests, [ASKED], [decision], [], asAt)[1]![6],
    ];
    expect(waiting('2027-08-31')).toEqual([0, '']);
    expect(waiting('2027-09-01')).toEqual([1, 'expired']);
  });

  it('says of a request with a decision that cannot be read what is wrong, and nothing else (A1)', () => {
    const broken = { id: 'D-1', request: 'R-1', decision: 'Approve', amount: 'lots', decidedBy: 'advisor@example.org' };
    expect(call(requestFlags, [ASKED], [broken])[1]![0]).toMatch(
      /^not allowed: A decision on it cannot be read\. Decisions!D2 \(Amount\): .*\(A1\)$/,
    );
  });
});
