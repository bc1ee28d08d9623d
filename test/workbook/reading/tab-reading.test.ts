import { ASKED, line, meeting } from '../../support/builders';
import { CLUSTERS, MEMBERSHIP, PROGRAMME, type Row, SCHOOLS, tables } from '../../support/rules-tables';

const ledger = (...rows: Row[]) => tables({ ...PROGRAMME, ledger: rows }).get('ledger');
const membership = (...rows: Row[]) => tables({ ...PROGRAMME, membership: rows }).get('membership');
const meetings = (...rows: Row[]) => tables({ ...PROGRAMME, meetings: rows }).get('meetings');
const MEMBER = MEMBERSHIP[0]!;

describe('rows in use', () => {
  it('are those with anything typed; a tick that is off, noughts and white space are nothing', () => {
    expect(ledger({ finalClaim: false }, { finalClaim: true }).leftOut).toEqual([3]);
    for (const nothing of [
      { net: 0, vat: 0 },
      { note: ' ' },
      { payee: '\u00a0\u200b', finalClaim: false },
      { id: "'" },
    ])
      expect(ledger(nothing)).toMatchObject({ leftOut: [], nextRow: 2 });
    expect(ledger({ net: 0, vat: 0.5 }).leftOut).toEqual([2]);
    expect(ledger({ flag: 'worked out' }).leftOut).toEqual([]);
  });

  it('end where the next one is to be written', () => {
    expect(ledger().nextRow).toBe(2);
    expect(ledger({}, line('L-1'), {}, {}).nextRow).toBe(4);
  });
});

describe('texts that a column repeats, and that are read once', () => {
  const lists = (...askedBy: string[]) =>
    tables({ ...PROGRAMME, requests: askedBy.map((by, row) => ({ ...ASKED, id: `R-${row}`, askedBy: by })) });

  it('are in each row what they say', () => {
    const [one, two] = ['lead@example.org; bursar@example.org', 'LEAD@example.org'];
    const { rows, problems } = lists(one, two, one, '', two).get('requests');
    const both = ['lead@example.org', 'bursar@example.org'];
    expect(rows.map(({ askedBy }) => askedBy)).toEqual([both, ['lead@example.org'], both, ['lead@example.org']]);
    expect(problems.map(({ row }) => row)).toEqual([5]);
  });

  it('are told of in each row in which they cannot be read', () => {
    const { problems, leftOut } = lists('somebody', 'lead@example.org', 'somebody').get('requests');
    expect(problems.map(({ row }) => row)).toEqual([2, 4]);
    expect(leftOut).toEqual([2, 4]);
  });

  it('are the rows of another tab, however many they name', () => {
    const named = ['School 2; School 1', null, 'School 1', 'School 2; School 1'];
    const requests = named.map((schoolsAgreeing, row) => ({ ...ASKED, id: `R-${row}`, schoolsAgreeing }));
    const { rows } = tables({ ...PROGRAMME, requests }).get('requests');
    expect(rows.map((row) => row.schoolsAgreeing)).toEqual([[1, 0], null, [0], [1, 0]]);
  });
});

describe('a day or time before the one it follows', () => {
  it('leaves the row out, and is told of the second one', () => {
    const { problems, leftOut } = membership(
      { ...MEMBER, from: '2026-09-02', to: '2026-09-01' },
      { ...MEMBER, id: 'MB-2', from: '2026-09-01', to: '2026-09-01' },
      { ...MEMBER, id: 'MB-3', from: '2026-09-02' },
    );
    expect(problems.map(({ a1, message }) => [a1, message])).toEqual([
      [
        'E2',
        'Membership!E2 (To): should hold a date not before From, but holds the date 2026-09-01. Mend it, or From in the same ' +
          'row.',
      ],
    ]);
    expect(leftOut).toEqual([2]);
  });

  it('is told of times as well, where both are there', () => {
    const { problems } = meetings(
      meeting('M-1', '2026-10-01', { start: '15:00', end: '13:00' }),
      meeting('M-2', '2026-10-08', { end: '13:00' }),
    );
    expect(problems.map(({ a1, message }) => [a1, message])).toEqual([
      ['E2', expect.stringMatching(/should hold a time not before Start, but holds "13:00"/)],
    ]);
  });

  it('leaves out a row whose last day lies before its first, and says what is wrong (P7)', () => {
    const read = tables({
      ...PROGRAMME,
      membership: [{ id: 'MB-1', cluster: 'North', school: 'School 1', from: '2026-09-01', to: '2026-08-31' }],
    }).get('membership');
    expect(read.count).toBe(0);
    expect(read.problems.map(({ message }) => message)).toEqual([
      'Membership!E2 (To): should hold a date not before From, but holds the date 2026-08-31. Mend it, or From in the same row.',
    ]);
  });
});

describe('IDs', () => {
  it('of another row leave the later one out, however they are spaced', () => {
    const { problems, rows } = ledger(line('L-1'), line('L-2'), line(' L-1 '), line('L-1'));
    expect(problems.map(({ a1, severity, message }) => [a1, severity, message])).toEqual(
      ['A4', 'A5'].map((a1) => [a1, 'error', expect.stringContaining('an ID of its own (row 2 has this one)')]),
    );
    expect(rows.map(({ id }) => id)).toEqual(['L-1', 'L-2']);
  });

  it('that are blank are asked for, repeat nothing, and leave no row out', () => {
    const { problems, count } = ledger(line(''), line(''));
    expect(problems.map(({ a1, severity }) => `${a1} ${severity}`)).toEqual(['A2 warning', 'A3 warning']);
    expect(count).toBe(2);
  });

  it('repeat what was read, in tabs that keep their rows too', () => {
    const schools = [SCHOOLS[0]!, { ...SCHOOLS[1]!, id: 'S-1' }];
    expect(tables({ clusters: CLUSTERS, schools }).get('schools')).toMatchObject({
      leftOut: [3],
      problems: [{ a1: 'A3', severity: 'error' }],
    });
  });
});

describe('what cannot be read', () => {
  it('counts as blank where the tab keeps its rows, unless every row needs it', () => {
    const { rows, problems, leftOut } = tables({
      schools: [
        { ...SCHOOLS[0]!, phase: 'Nursery', heldPsqm: 'perhaps' },
        { ...SCHOOLS[1]!, name: '' },
      ],
    }).get('schools');
    expect(rows).toMatchObject([{ id: 'S-1', phase: null, heldPsqm: false }]);
    expect(problems.map(({ a1, severity }) => `${a1} ${severity}`).sort()).toEqual([
      'B3 error',
      'D2 warning',
      'E2 warning',
    ]);
    expect(leftOut).toEqual([3]);
  });

  it('is told with help where a cell is blank that has to be filled in', () => {
    expect(ledger(line('L-1', { date: '  ' })).problems.map(({ message }) => message)).toEqual([
      'Ledger!B2 (Date): should hold something, but holds nothing. A date, such as 01/09/2026.',
    ]);
  });
});
