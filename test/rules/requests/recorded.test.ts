import type { Kept } from '../../../src/rules/basics/seals';
import { asRecorded, differencesOf } from '../../../src/rules/requests/recorded';
import { ASKED, read } from '../../support/builders';
import { day } from '../../support/rules-tables';

const kept = (recorded: Partial<NonNullable<ReturnType<Kept['register']['get']>>['recorded']>): Kept => ({
  state: 'kept',
  register: new Map([
    [
      'R-1',
      {
        count: 0,
        seal: '',
        decision: '',
        recorded: { withdrawnOn: null, committedOn: null, agreed: '', answeredOn: null, authors: [], ...recorded },
      },
    ],
  ]),
  pending: new Map(),
  sealOf: (text) => `sealed ${text}`,
});

/** A request of which every cell is filled in. */
const FULL = {
  ...ASKED,
  id: 'R-1',
  school: 'School 1',
  payee: 'Coach firm',
  wantedOn: '2026-12-01',
  committedOn: '2026-11-10',
  schoolsAgreeing: 'School 1; School 2',
  session: 'CPD-1',
  withdrawnOn: '2026-11-20',
  doneOn: '2026-11-21',
  note: 'A note',
  agreedOnWhat: '{"matter":"Project"}',
  resource: 'Magazine',
  stands: 'Applied',
};

const SESSIONS = [{ id: 'CPD-1', date: '2026-10-01', provider: 'P', netFee: 100, clusters: 'North Cluster' }];
const { requests } = read({ requests: [FULL], sessions: SESSIONS });
const cells = requests.at(0) as unknown as Record<string, unknown>;

describe('a request as it was recorded (A1)', () => {
  const JUDGED = ['withdrawnOn', 'committedOn', 'agreedOnWhat'];
  const counted = (seals: Kept) => asRecorded(requests, () => seals).at(0) as unknown as Record<string, unknown>;

  it('has every cell of its row but those that forms record', () => {
    const own = counted(kept({}));
    const names = Object.keys(cells).filter((name) => name !== 'flag');
    expect(names.filter((name) => cells[name] === null)).toEqual([]);
    for (const name of names.filter((one) => !JUDGED.includes(one)))
      expect([name, own[name]]).toEqual([name, cells[name]]);
  });

  it('has the earlier of a day that was recorded and one in its cell, and no agreement that nobody recorded', () => {
    const own = counted(kept({ withdrawnOn: day('2026-11-19'), committedOn: day('2026-11-12') }));
    expect(JUDGED.map((name) => own[name])).toEqual([day('2026-11-19'), day('2026-11-10'), null]);
  });

  it('says where the two differ', () => {
    const of = (seals: Kept) =>
      differencesOf(asRecorded(requests, () => seals).at(0)).map(({ column, how }) => [column, how]);
    const withdrawnOn = day('2026-11-20');
    expect(of(kept({ withdrawnOn }))).toEqual([
      ['committedOn', 'typed'],
      ['agreedOnWhat', 'typed'],
    ]);
    expect(of(kept({ withdrawnOn, committedOn: withdrawnOn, agreed: 'another' }))).toEqual([
      ['committedOn', 'changed'],
      ['agreedOnWhat', 'changed'],
    ]);
  });
});
