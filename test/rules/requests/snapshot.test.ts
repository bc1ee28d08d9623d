import type { Snapshot } from '../../../src/rules/requests/snapshot';
import {
  changesSince,
  isOnlyEmptied,
  lostId,
  readSnapshot,
  requestThen,
  snapshotOf,
  writeSnapshot,
} from '../../../src/rules/requests/snapshot';
import { ASKED, read } from '../../support/builders';
import { PSQM } from '../../support/request-cases';
import { CLUSTERS, day, type Row, SCHOOLS } from '../../support/rules-tables';

const of = (request: Row, more: { schools?: Row[]; clusters?: Row[] } = {}) => {
  const casebook = read({ requests: [request], ...more });
  return snapshotOf(casebook, casebook.requests.at(0));
};
const SNAPSHOT: Snapshot = {
  matter: 'Organising time',
  cluster: 'C-1',
  school: null,
  pot: 'Cluster pot',
  amount: 350_00,
  payee: 'School 1',
  purpose: 'Planning day',
  wantedOn: null,
  committedOn: null,
  authors: ['north@example.org'],
};

describe('what a decision was about (A2)', () => {
  it('is the request with IDs in place of names, its texts without spaces at their ends', () => {
    expect(of(ASKED)).toEqual(SNAPSHOT);
    const more = { payee: ' School 1 ', purpose: ' Planning day', school: 'School 2', wantedOn: '2026-12-01' };
    expect(of({ ...ASKED, ...more, committedOn: '2026-10-07', note: 'Please' })).toEqual({
      ...SNAPSHOT,
      school: 'S-2',
      wantedOn: '2026-12-01',
      committedOn: '2026-10-07',
    });
  });

  it('stays the same when a cluster or school is renamed (A2, P5)', () => {
    const clusters = [{ ...CLUSTERS[0]!, name: 'Upper Cluster', aliases: 'North Cluster' }, CLUSTERS[1]!];
    expect(of(ASKED, { clusters })).toEqual(SNAPSHOT);
  });

  it('says of a PSQM, and of nothing else, whether the school had held the mark (Q1)', () => {
    const schools = SCHOOLS.map((school) => ({ ...school, heldPsqm: school['id'] === 'S-1' }));
    expect([of(PSQM, { schools }).heldPsqm, of(PSQM).heldPsqm]).toEqual([true, false]);
    expect(of({ ...ASKED, school: 'School 1' }, { schools })).not.toHaveProperty('heldPsqm');
  });
});

describe('the cell that holds it (A1, A2)', () => {
  it('is read again as it was written, with the note where there is one', () => {
    expect(readSnapshot(writeSnapshot(SNAPSHOT))).toEqual(SNAPSHOT);
    const asked = { ...SNAPSHOT, note: null, agreeing: ['S-1'] };
    expect(readSnapshot(writeSnapshot(asked))).toEqual(asked);
  });

  it('is the same text whether or not there might have been a note', () =>
    expect(writeSnapshot({ ...SNAPSHOT, note: undefined } as unknown as Snapshot)).toBe(writeSnapshot(SNAPSHOT)));

  it.each<[string, object]>([
    ['no matter', { matter: undefined }],
    ['a cluster that is no text', { cluster: 1 }],
    ['no purpose', { purpose: null }],
    ['a school that is no text', { school: 2 }],
    ['half a penny', { amount: 0.5 }],
    ['a sum that is text', { amount: '350' }],
    ['a day that is no text', { committedOn: 20_000 }],
    ['authors that are no list', { authors: 'north@example.org' }],
    ['schools that are no texts', { agreeing: [1] }],
  ])('is none with %s', (_what, change) => expect(readSnapshot(JSON.stringify({ ...SNAPSHOT, ...change }))).toBeNull());

  it.each(['', 'Approved', '[]', 'null', '"text"', writeSnapshot(SNAPSHOT).slice(0, -2)])('is none as %j', (text) =>
    expect(readSnapshot(text)).toBeNull(),
  );
});

describe('what changed since (A2)', () => {
  const roster = read();
  it.each<[Partial<Snapshot>, string[]]>([
    [{}, []],
    [{ amount: 420_00 }, ['amount £350.00 → £420.00']],
    [{ amount: 300_00 }, []],
    [{ amount: null }, ['amount £350.00 → none']],
    [{ cluster: 'C-2' }, ['cluster North Cluster → South Cluster']],
    [{ school: 'S-2' }, ['school none → School 2']],
    [{ school: 'S-99' }, ['school none → S-99']],
    [{ wantedOn: '2026-12-01' }, ['date wanted none → 1 Dec 2026']],
    [{ payee: '' }, ['payee “School 1” → none']],
    [{ matter: 'Travel', pot: null }, ['matter “Organising time” → “Travel”', 'pot “Cluster pot” → none']],
    [{ purpose: 'x'.repeat(41) }, [`purpose “Planning day” → “${'x'.repeat(40)}…”`]],
    [{ committedOn: '2026-10-01', authors: ['advisor@example.org'], note: 'Thanks' }, []],
  ])('with %j it is %j', (change, expected) =>
    expect(changesSince(roster, SNAPSHOT, { ...SNAPSHOT, ...change })).toEqual(expected),
  );

  const TYPED = { ...SNAPSHOT, purpose: 'Planning day – “maths” & art…', payee: "St Mark's" };
  it.each<[string, Partial<Snapshot>]>([
    ['a space that does not break', { purpose: 'Planning\u00a0day – “maths” & art…' }],
    ['a space more at the end', { purpose: 'Planning day – “maths” & art… ' }],
    ['a line break for a space', { purpose: 'Planning day –\n“maths” & art…' }],
    ['another dash, quotation marks and dots', { purpose: 'Planning day - "maths" & art...' }],
    ['"and" for "&"', { purpose: 'Planning day – “maths” and art…' }],
    ['a sign nobody sees', { purpose: 'Plan\u00adning day – “maths” & art…\u200b' }],
    ['a curly apostrophe', { payee: 'St Mark’s' }],
  ])('is nothing with %s', (_, change) => {
    const now = { ...TYPED, ...change };
    expect([changesSince(roster, TYPED, now), isOnlyEmptied(TYPED, now)]).toEqual([[], true]);
  });
  it('shows what differs where two texts look the same', () =>
    expect(changesSince(roster, SNAPSHOT, { ...SNAPSHOT, purpose: 'Pl\u0430nning day' })).toEqual([
      'purpose “Planning day” → “Pl\u0430[U+0430]nning day”',
    ]));
  it('shows of long texts the part that differs', () => {
    const long = 'Two days of planning for every science lead of the cluster, supply included, in ';
    const [before, after] = [
      `${long}May, at the lead school, with lunch`,
      `${long}June, at the lead school, with lunch`,
    ];
    expect(changesSince(roster, { ...SNAPSHOT, purpose: before }, { ...SNAPSHOT, purpose: after })).toEqual([
      'purpose “…ncluded, in May, at the lea…” → “…ncluded, in June, at the lea…”',
    ]);
  });

  it.each<[Partial<Snapshot>, boolean]>([
    [{}, true],
    [{ payee: null }, true],
    [{ payee: null, wantedOn: null, amount: 100_00 }, true],
    [{ payee: 'School 2' }, false],
    [{ payee: null, purpose: 'A party' }, false],
    [{ payee: null, amount: 351_00 }, false],
    [{ pot: null }, false],
    [{ school: null, wantedOn: null }, true],
    [{ wantedOn: '2026-12-01' }, false],
  ])('is nothing but a payee or a date that is gone with %j: %s (F11)', (change, is) =>
    expect(isOnlyEmptied(SNAPSHOT, { ...SNAPSHOT, ...change })).toBe(is),
  );

  it('names a sum where there was none', () =>
    expect(changesSince(roster, { ...SNAPSHOT, amount: null }, SNAPSHOT)).toEqual(['amount none → £350.00']));
});

describe('the request as a decision found it (A2, A3, Q1)', () => {
  const casebook = read({
    requests: [
      {
        ...ASKED,
        amount: 999,
        payee: 'Somebody',
        askedBy: 'north@example.org; advisor@example.org',
        withdrawnOn: '2026-10-20',
        committedOn: '2026-10-07',
        note: 'Thanks',
      },
    ],
  });
  const then = (decided: Snapshot) => requestThen(casebook, casebook.requests.at(0), decided);

  it('has what was decided, and nothing that was entered later', () =>
    expect(then({ ...SNAPSHOT, school: 'S-2', wantedOn: '2026-12-01' })!.request).toMatchObject({
      id: 'R-1',
      amount: 350_00,
      payee: 'School 1',
      school: 1,
      wantedOn: day('2026-12-01'),
      askedBy: ['north@example.org'],
      withdrawnOn: null,
      committedOn: null,
      note: null,
    }));

  it('has the authors of the row where the decision does not say who they were', () => {
    const { authors: _, ...older } = SNAPSHOT;
    expect(then(older)!.request.askedBy).toEqual(['north@example.org', 'advisor@example.org']);
  });

  it('is judged by whether the school had held the mark then', () => {
    const judged = then({ ...SNAPSHOT, matter: 'PSQM', pot: null, school: 'S-1', heldPsqm: true })!;
    expect([judged.casebook.schools.at(0).heldPsqm, casebook.schools.at(0).heldPsqm]).toEqual([true, false]);
  });

  it.each<[string, Partial<Snapshot>, string | null]>([
    ['cluster', { cluster: 'C-9' }, 'It was decided for the cluster C-9, an ID that no row has any more'],
    ['school', { school: 'S-99' }, 'It was decided for the school S-99, an ID that no row has any more'],
    ['matter', { matter: 'Parties' }, null],
    ['pot', { pot: 'Piggy bank' }, null],
  ])('is none where there is no such %s any more', (_what, change, says) => {
    expect(then({ ...SNAPSHOT, ...change })).toBeNull();
    expect(lostId(casebook, { ...SNAPSHOT, ...change })?.message.split(':')[0] ?? null).toBe(says);
  });
});
