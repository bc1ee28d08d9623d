import { sumOf } from '../../../src/rules/basics/log-chain';
import type { Request } from '../../../src/rules/basics/rows';
import type { Kept, Recorded, Seals } from '../../../src/rules/basics/seals';
import { readRecordMark, recordDigest, withRecordMark } from '../../../src/rules/requests/record-mark';
import {
  agreedSeal,
  answeredOn,
  asRecorded,
  differencesOf,
  isCompared,
  isNothing,
  isRecordedAuthor,
  isSameRecord,
  promisedOn,
  recordedBy,
  recordedOf,
  withAuthors,
  withRecord,
} from '../../../src/rules/requests/recorded';
import { differenceFinding, differenceNote } from '../../../src/rules/requests/recorded-words';
import { isKeyLost, KEY_LOST, sealNotes, uncheckedText, unverified } from '../../../src/rules/requests/seal-notes';
import { ASKED, read } from '../../support/builders';
import { day, type Row } from '../../support/rules-tables';

const NOTHING: Recorded = { withdrawnOn: null, committedOn: null, agreed: '', answeredOn: null, authors: [] };
const [EARLY, LATE] = [day('2026-11-10'), day('2026-11-20')];
const AGREED = 'Project, School 1; School 2';
const sealOf = sumOf;
const requestsWith = (more: Row = {}) => read({ requests: [{ ...ASKED, agreedOnWhat: '', ...more }] }).requests;
const agreed = (text = AGREED) => agreedSeal(sealOf, { ...requestsWith().at(0), agreedOnWhat: text });

const kept = (recorded: Partial<Recorded> | null, more: Partial<Kept> = {}, count = 0): Kept => {
  const sealed = { count, seal: '', decision: '', ...(recorded ? { recorded: { ...NOTHING, ...recorded } } : {}) };
  return { state: 'kept', register: new Map([['R-1', sealed]]), pending: new Map(), sealOf, ...more };
};
/** A request as it counts: what its cells say beside what was recorded of it. */
const counted = (cells: Row, recorded: Partial<Recorded> | null = null, more: Partial<Kept> = {}): Request =>
  asRecorded(requestsWith(cells), () => kept(recorded, more)).at(0);

describe('a request as it counts, by its cells and by what its forms recorded (A1, A6, A7, S8)', () => {
  it.each<[string, Row, Partial<Recorded>, Partial<Request>, string[]]>([
    ['nothing, and nothing was', {}, {}, { withdrawnOn: null, committedOn: null, agreedOnWhat: null }, []],
    [
      'a withdrawal that was recorded',
      { withdrawnOn: '2026-11-10' },
      { withdrawnOn: EARLY },
      { withdrawnOn: EARLY },
      [],
    ],
    ['none of a withdrawal', {}, { withdrawnOn: EARLY }, { withdrawnOn: EARLY }, ['withdrawnOn changed']],
    ['a typed withdrawal', { withdrawnOn: '2026-11-10' }, {}, { withdrawnOn: EARLY }, ['withdrawnOn typed']],
    [
      'a later withdrawal',
      { withdrawnOn: '2026-11-20' },
      { withdrawnOn: EARLY },
      { withdrawnOn: EARLY },
      ['withdrawnOn changed'],
    ],
    [
      'an earlier promise, which counts against it',
      { committedOn: '2026-11-10' },
      { committedOn: LATE },
      { committedOn: EARLY },
      ['committedOn changed'],
    ],
    [
      'a later promise',
      { committedOn: '2026-11-20' },
      { committedOn: EARLY },
      { committedOn: EARLY },
      ['committedOn changed'],
    ],
    ['what schools agreed to', { agreedOnWhat: AGREED }, { agreed: agreed() }, { agreedOnWhat: AGREED }, []],
    ['the same with other blanks', { agreedOnWhat: `Project,  School 1;\nSchool 2 ` }, { agreed: agreed() }, {}, []],
    ['schools that nobody recorded', { agreedOnWhat: AGREED }, {}, { agreedOnWhat: null }, ['agreedOnWhat typed']],
    ['other schools', { agreedOnWhat: 'x' }, { agreed: agreed() }, { agreedOnWhat: null }, ['agreedOnWhat changed']],
    ['no schools any more', {}, { agreed: agreed() }, { agreedOnWhat: null }, ['agreedOnWhat changed']],
    [
      'schools that agreed to it as it was asked on another day',
      { agreedOnWhat: AGREED, askedOn: '2026-10-06' },
      { agreed: agreed() },
      { agreedOnWhat: null },
      ['agreedOnWhat changed'],
    ],
  ])('where its cells say %s', (_what, cells, recorded, expected, differences) => {
    const request = counted(cells, recorded);
    expect(request).toMatchObject(expected);
    expect(differencesOf(request).map(({ column, how }) => `${column} ${how}`)).toEqual(differences);
    expect([isCompared(request), promisedOn(request)]).toEqual([true, recorded.committedOn ?? null]);
  });

  it('is as its cells say where there is nothing to compare it with', () => {
    const requests = requestsWith({ committedOn: '2026-11-10', agreedOnWhat: AGREED });
    for (const seals of [undefined, () => ({ state: 'none' }) as Seals, () => ({ state: 'unreadable' }) as Seals])
      expect(asRecorded(requests, seals)).toBe(requests);
    const request = requests.at(0);
    expect([isCompared(request), promisedOn(request), answeredOn(request), differencesOf(request)]).toEqual([
      false,
      EARLY,
      null,
      [],
    ]);
    expect(isRecordedAuthor(request, 'north@example.org')).toBe(false);
  });

  it('is right as it was and as it is about to be, while a run is not finished that was cut off', () => {
    const pending = (recorded: Partial<Recorded>) =>
      new Map([['R-1', { count: 0, seal: '', decision: '', recorded: { ...NOTHING, ...recorded } }]]);
    const about = { pending: pending({ withdrawnOn: LATE, answeredOn: LATE }) };
    expect(differencesOf(counted({ withdrawnOn: '2026-11-20' }, {}, about))).toEqual([]);
    expect(answeredOn(counted({ withdrawnOn: '2026-11-20' }, {}, about))).toBe(LATE);
    expect(differencesOf(counted({}, {}, about))).toEqual([]);
    expect(differencesOf(counted({ withdrawnOn: '2026-11-10' }, {}, about))).toHaveLength(1);
  });

  it('is compared once for the same seals, and anew for others', () => {
    const [requests, seals] = [requestsWith(), kept({})];
    expect(asRecorded(requests, () => seals)).toBe(asRecorded(requests, () => seals));
    expect(asRecorded(requests, () => kept({}))).not.toBe(asRecorded(requests, () => seals));
  });
});

describe('what is recorded of a request (A1, A3, A7)', () => {
  const request = (more: Row = {}) => requestsWith(more).at(0);

  it.each<[string, number, Partial<Recorded>, Row, number | null]>([
    ['nothing', 0, {}, {}, null],
    ['the day of the form', 0, {}, { committedOn: '2026-11-20' }, LATE],
    ['a later day, before it was decided on', 0, { committedOn: EARLY }, { committedOn: '2026-11-20' }, LATE],
    ['no day any more, before it was decided on', 0, { committedOn: EARLY }, {}, null],
    ['no later day, once it was', 1, { committedOn: EARLY }, { committedOn: '2026-11-20' }, EARLY],
    ['an earlier day, once it was', 1, { committedOn: LATE }, { committedOn: '2026-11-10' }, EARLY],
    ['the day it had, once it was', 1, { committedOn: LATE }, {}, LATE],
  ])('of a promise is %s', (_what, count, before, form, expected) =>
    expect(recordedBy(kept(before, {}, count), request(form)).committedOn).toBe(expected),
  );

  it('keeps its withdrawal and answer, seals what schools agreed to, and adds who asked', () => {
    const before = { withdrawnOn: EARLY, answeredOn: LATE, authors: ['mark'] };
    const recorded = recordedBy(kept(before), request({ agreedOnWhat: AGREED }));
    expect(recorded).toMatchObject({ withdrawnOn: EARLY, answeredOn: LATE, agreed: agreed() });
    expect(recorded.agreed).toHaveLength(16);
    expect(recorded.authors).toEqual(['mark', expect.stringMatching(/^[0-9a-f]{8}$/)]);
    expect(recordedBy(kept(null), { ...request(), id: 'R-9' }).committedOn).toBeNull();
  });

  it('tells authors apart by their mailboxes, each once', () => {
    const authors = withAuthors(NOTHING, ['north@example.org', 'north+trips@example.org', 'south@example.org']);
    expect(authors).toHaveLength(2);
    const of = counted({}, { authors: authors.slice(0, 1) });
    expect(
      ['north@example.org', 'north+x@example.org', 'south@example.org'].map((who) => isRecordedAuthor(of, who)),
    ).toEqual([true, true, false]);
  });

  it('is the same, or nothing, only where all of it is', () => {
    const full: Recorded = {
      withdrawnOn: EARLY,
      committedOn: LATE,
      agreed: 'a',
      answeredOn: EARLY,
      authors: ['m', 'n'],
    };
    expect([isSameRecord(full, { ...full, authors: ['m', 'n'] }), isNothing(NOTHING)]).toEqual([true, true]);
    const others: Partial<Recorded>[] = [
      { withdrawnOn: LATE },
      { committedOn: EARLY },
      { agreed: 'b' },
      { answeredOn: LATE },
      { authors: ['mn'] },
    ];
    for (const more of others) {
      expect(isSameRecord(full, { ...full, ...more })).toBe(false);
      expect(isNothing({ ...NOTHING, ...more })).toBe(false);
    }
  });

  it('goes with what is kept of its decisions, or begins with none', () => {
    const seals = kept({ answeredOn: EARLY }, {}, 2);
    expect(withRecord(seals, 'R-1', NOTHING)).toEqual({ count: 2, seal: '', decision: '', recorded: NOTHING });
    expect(withRecord(seals, 'R-9', NOTHING)).toEqual({ count: 0, seal: '', decision: '', recorded: NOTHING });
    expect([recordedOf(seals, 'R-1').answeredOn, recordedOf(seals, 'R-9')]).toEqual([EARLY, NOTHING]);
  });
});

describe('what no form recorded, in words', () => {
  it.each([
    [
      'withdrawnOn',
      'typed',
      null,
      'A6 warn',
      /^It was withdrawn by hand, which counts\. .*“Withdrawn on”\.$/,
      '“Withdrawn on” typed by hand',
    ],
    [
      'withdrawnOn',
      'changed',
      EARLY,
      'A6 stop',
      /^It was withdrawn on 10 Nov 2026 in .*, or ask anew\.$/,
      '“Withdrawn on” was 10 Nov 2026 in the form',
    ],
    [
      'committedOn',
      'typed',
      null,
      'A7 warn',
      /^“Committed on” was typed by hand: .*▸ Change\.$/,
      '“Committed on” typed by hand',
    ],
    [
      'committedOn',
      'changed',
      EARLY,
      'A7 stop',
      /^“Committed on” was 10 Nov 2026 in the form, .*▸ Change\.$/,
      '“Committed on” was 10 Nov 2026 in the form',
    ],
    [
      'agreedOnWhat',
      'typed',
      null,
      'S8 stop',
      /was not recorded in the form, so it does not count\. Tick/,
      'schools typed by hand, so not counted',
    ],
    [
      'agreedOnWhat',
      'changed',
      null,
      'S8 stop',
      /was changed after the form recorded it, .*Put “Agreed on what”/,
      'what the schools agreed to was changed by hand, so not counted',
    ],
  ] as const)('%s %s', (column, how, recorded, weight, message, note) => {
    const found = differenceFinding({ column, how, recorded });
    expect([`${found.rule} ${found.severity}`, found.message]).toEqual([weight, expect.stringMatching(message)]);
    expect(found.cure).not.toBe('');
    expect(differenceNote({ column, how, recorded })).toBe(note);
  });
});

describe('the mark of what was recorded, in the log (A12)', () => {
  const request = requestsWith({ agreedOnWhat: AGREED, committedOn: '2026-11-10' }).at(0);
  it('is at the end of a line, and read again', () => {
    const line = withRecordMark('Project', request);
    expect(line).toBe(`Project [recorded ${recordDigest(request)}]`);
    expect(readRecordMark(line)).toBe(recordDigest(request));
    expect([readRecordMark(`${line} `), readRecordMark('[recorded 12]'), readRecordMark('Project')]).toEqual([
      null,
      null,
      null,
    ]);
  });
  it.each<[string, Partial<Request>, boolean]>([
    ['another request', { id: 'R-2' }, false],
    ['another day', { askedOn: EARLY }, false],
    ['another promise', { committedOn: LATE }, false],
    ['no promise', { committedOn: null }, false],
    ['other schools', { agreedOnWhat: 'x' }, false],
    ['other blanks', { agreedOnWhat: ` ${AGREED.replace(' ', '\n ')}` }, true],
  ])('is that of %s: %s', (_what, more, isSame) =>
    expect(recordDigest({ ...request, ...more }) === recordDigest(request)).toBe(isSame),
  );
  it('is there where money was promised or schools agree, and where somebody wrote words that look like it', () => {
    const marked = (what: string, more: Partial<Request>) => withRecordMark(what, { ...request, ...more }) !== what;
    expect(marked('x', { committedOn: null })).toBe(true);
    expect(marked('x', { agreedOnWhat: null })).toBe(true);
    expect(marked('x', { committedOn: null, agreedOnWhat: null })).toBe(false);
    expect(marked('x [recorded 0123456789abcdef]', { committedOn: null, agreedOnWhat: null })).toBe(true);
  });
});

describe('what could not be checked of decisions (A1)', () => {
  const DECIDED = { decision: 'Approve', decidedBy: 'advisor@example.org', role: 'Advisor', amount: 350 };
  const decision = (id: string, request: string, more: Row = {}): Row => ({
    ...DECIDED,
    id,
    request,
    decidedAt: '2026-11-20T10:00:00Z',
    decidedOnWhat: '{}',
    ...more,
  });
  const requests = ['R-1', 'R-2', 'R-3', 'R-4', 'R-5'].map((id) => ({ ...ASKED, id }));
  const casebook = (decisions: Row[], seals: Seals, more: Row[] = requests) => ({
    ...read({ requests: more, decisions }),
    seals: () => seals,
  });
  const register = (...ids: string[]) => new Map(ids.map((id) => [id, { count: 1, seal: 's', decision: `D-${id}` }]));

  it('is all of them in a copy, and where what is kept cannot be read', () => {
    const sealed = [decision('D-1', 'R-1', { seal: 'abc' })];
    const [none, unreadable] = [{ state: 'none' }, { state: 'unreadable' }] as const;
    expect([casebook(sealed, none), casebook([decision('D-1', 'R-1')], none)].map(isKeyLost)).toEqual([true, false]);
    expect(isKeyLost(casebook(sealed, kept(null)))).toBe(false);
    expect(uncheckedText(casebook(sealed, none))).toBe(KEY_LOST);
    expect(uncheckedText(casebook([], none))).toBe('');
    expect(uncheckedText(casebook([], unreadable))).toMatch(/^Seals were not checked: /);
    expect(uncheckedText(read())).toBe('');
    const notes = sealNotes(
      casebook(sealed, none, [requests[0]!, { ...requests[1]!, agreedOnWhat: 'x' }, requests[2]!]),
    );
    expect([0, 1, 2].map(notes)).toEqual([KEY_LOST, KEY_LOST, '']);
  });

  it.each<[string, Row[], string[], string[]]>([
    ['nothing', [], [], []],
    ['a row', [decision('D-1', 'R-1')], [], ['1 row of Decisions is not counted: not made in Decide']],
    [
      'rows',
      [decision('D-1', 'R-1'), decision('D-2', 'R-2')],
      [],
      ['2 rows of Decisions are not counted: not made in Decide'],
    ],
    ['a request', [], ['R-3'], ['decisions on R-3 were changed or are missing']],
    [
      'a row and many requests',
      [decision('D-1', 'R-1')],
      ['R-2', 'R-3', 'R-4', 'R-5'],
      [
        '1 row of Decisions is not counted: not made in Decide',
        expect.stringMatching(
          /^decisions on R-2, R-3, R-4 and 1 more.* were changed or are missing$/,
        ) as unknown as string,
      ],
    ],
  ])('is said of all of them: %s', (_what, decisions, gone, expected) =>
    expect(unverified(casebook(decisions, kept(null, { register: register(...gone) })))).toEqual(expected),
  );
  it('is not said where nothing can be checked', () =>
    expect(unverified(casebook([decision('D-1', 'R-1')], { state: 'none' }))).toEqual([]));

  it('stands behind the flag: decisions that were not made, then cells that were typed', () => {
    const of = (cells: Row, ...decisions: Row[]) =>
      sealNotes(casebook(decisions, kept(null, { register: new Map() }), [{ ...ASKED, agreedOnWhat: '', ...cells }]))(
        0,
      );
    expect(of({})).toBe('');
    expect(of({}, decision('D-1', 'R-1'), decision('D-2', 'R-1'))).toBe('D-1, D-2 not made in Decide, so not counted');
  });
});
