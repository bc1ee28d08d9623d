import type { Cell } from '../../src/workbook/cell';
import type { Kind } from '../../src/workbook/kind';
import { NO_REFERENCES, UNKNOWN, Unreadable } from '../../src/workbook/kind';
import * as kinds from '../../src/workbook/kinds';
import { CLUSTERS, cellDate, day, PROGRAMME, type Row, SCHOOLS, tables } from '../support/rules-tables';

const read = (kind: Kind<unknown>, cell: Cell) => kind.read(cell, NO_REFERENCES);

describe('dates', () => {
  const days = (cell: Cell) => kinds.dates.read(cell, NO_REFERENCES);
  it('reads several, and a single one that is a date already', () => {
    expect(days('01/09/2022; 1 Sept 2024')).toEqual([day('2022-09-01'), day('2024-09-01')]);
    expect(days(cellDate('2022-09-01'))).toEqual([day('2022-09-01')]);
  });
  it('says which piece is none, and reads what it writes', () => {
    expect(days('01/09/2022; soon')).toMatchObject({ expected: 'a date', piece: 'soon' });
    const both = [day('2022-09-01'), day('2024-09-01')];
    expect(days(kinds.dates.write(both, NO_REFERENCES))).toEqual(both);
  });
});

describe('cells that hold no names', () => {
  it.each(['#REF!', '#N/A'])('of %s are none of a cluster or school', (cell) => {
    for (const kind of [kinds.text, kinds.names]) expect(read(kind, cell)).toBeInstanceOf(Unreadable);
    const clusters = tables({ clusters: [{ id: 'C-1', name: 'North', aliases: cell, focusAreas: cell }] });
    expect(clusters.get('clusters').rows).toMatchObject([{ aliases: null, focusAreas: null }]);
    expect(clusters.get('clusters').problems.map(({ a1 }) => a1)).toEqual(['C2', 'G2']);
    expect(clusters.find('clusters', cell)).toBe(UNKNOWN);
  });
  it('are not those that only begin as an error does', () =>
    expect(read(kinds.names, '#NAMED after a poet; Oak')).toEqual(['#NAMED after a poet', 'Oak']));
  it.each([';;', ' ; '])('but "%s" are no e-mail addresses', (cell) =>
    expect(read(kinds.emails, cell)).toMatchObject({ expected: 'an e-mail address' }),
  );
});

describe('repairs', () => {
  const repairOf = (tabs: Parameters<typeof tables>[0], key: 'attendance' | 'membership') =>
    tables({ clusters: [{ id: 'C-1', name: 'North' }], schools: SCHOOLS, ...tabs })
      .get(key)
      .problems.map(({ repair }) => repair);
  const member = (from: Cell): Row => ({ id: 'MB-1', cluster: 'North', school: 'School 1', from });
  const came = (releaseCost: Cell): Row => ({ meeting: 'M-1', school: 'School 1', mark: 'Present', releaseCost });
  const meetings = [
    { id: 'M-1', cluster: 'North', date: '2026-10-01', inSchoolHours: true, kind: 'Whole cluster', status: 'Held' },
  ];

  it.each<[string, Cell | undefined]>([
    ['1.9.2026', 46_266],
    ['31/12/2099', 73_050],
    ['01/01/1899', undefined],
    ['31/12/9999', undefined],
  ])('of the date "%s" are %s', (from, expected) =>
    expect(repairOf({ membership: [member(from)] }, 'membership')).toEqual([expected]),
  );
  it.each<[string, Cell | undefined]>([
    ['£95', 95],
    ['-£5', undefined],
  ])('of the cost "%s" are %s', (cost, expected) =>
    expect(repairOf({ meetings, attendance: [came(cost)] }, 'attendance')).toEqual([expected]),
  );
});

describe('what each kind takes', () => {
  const roster = tables({ clusters: CLUSTERS, schools: SCHOOLS });
  const SUMMER_NOON = new Date('2026-07-01T11:30:00Z');
  const choice = kinds.choice('Present', 'Absent');

  it.each<[string, Kind<unknown>, Cell, unknown]>([
    ['a date', kinds.date, cellDate('2026-07-01'), day('2026-07-01')],
    ['a date whose cell lost its format', kinds.date, 46_204, day('2026-07-01')],
    ['such a date with a time of day', kinds.date, 46_204.75, day('2026-07-01')],
    ['a time', kinds.time, '13:30', 810],
    ['a time with a full stop', kinds.time, '9.05', 545],
    ['a time in the afternoon', kinds.time, '1:30 pm', 810],
    ['noon', kinds.time, '12:00 PM', 720],
    ['a time as part of a day', kinds.time, 0.5625, 810],
    ['a time as a sheet has it', kinds.time, SUMMER_NOON, 750],
    ['a sum', kinds.money, -12.34, -1_234],
    ['a cost', kinds.cost, 0, 0],
    ['a count', kinds.count, 0, 0],
    ['a tick', kinds.tick, true, true],
    ['a funding year', kinds.fundingYear, '2026/27', 2026],
    ['a stamp', kinds.stamp, '2026-09-01T13:30:00Z', '2026-09-01T13:30:00Z'],
    ['a choice', choice, ' present ', 'Present'],
    ['an address', kinds.email, ' Lead@Example.org ', 'lead@example.org'],
    [
      'addresses, each once',
      kinds.emails,
      'a@example.org; A@example.org\nb@example.org',
      ['a@example.org', 'b@example.org'],
    ],
    ['text', kinds.text, 5, '5'],
    ['names', kinds.names, 'North; Northern\n Far north ', ['North', 'Northern', 'Far north']],
    ['a reference', kinds.reference('clusters'), 'Northern', 0],
    ['references, each once', kinds.references('schools'), 'School 2; S-2; School 1', [1, 0]],
  ])('%s', (_, kind, cell, value) => expect(kind.read(cell, roster)).toEqual(value));

  it.each<[string, Kind<unknown>, Cell, string]>([
    ['text', kinds.date, '01/09/2026', 'a date'],
    ['a day too far off', kinds.date, cellDate('2100-01-01'), 'a date between 2000 and 2099'],
    ['a number that is no day of the programme', kinds.date, 2026, 'a date'],
    ['a time that is none', kinds.time, '24:00', 'a time of day'],
    ['sixty minutes', kinds.time, '13:60', 'a time of day'],
    ['half a penny', kinds.money, 1.005, 'a sum of money in whole pence'],
    ['a sum as text', kinds.money, '5', 'a sum of money'],
    ['a cost below nothing', kinds.cost, -0.01, 'a sum of 0 or more'],
    ['half a teacher', kinds.count, 1.5, 'a whole number'],
    ['less than nobody', kinds.count, -1, 'a whole number'],
    ['a word for a tick', kinds.tick, 'yes', 'a tick'],
    ['two years that do not follow', kinds.fundingYear, '2026/28', 'a funding year'],
    ['a date for a stamp', kinds.stamp, '2026-09-01', 'a date and time'],
    ['a word that is not offered', choice, 'Here', 'one of Present, Absent'],
    ['two addresses for one', kinds.email, 'a@example.org b@example.org', 'an e-mail address'],
    ['one bad address of two', kinds.emails, 'a@example.org; b', 'an e-mail address'],
    ['a cluster nobody knows', kinds.reference('clusters'), 'West', 'a cluster of the Clusters tab'],
    ['one school of two nobody knows', kinds.references('schools'), 'School 1; Oak', 'a school of the Schools tab'],
    ['no school at all', kinds.references('schools'), ';', 'a school of the Schools tab'],
  ])('not %s', (_, kind, cell, expected) => expect(kind.read(cell, roster)).toMatchObject({ expected }));

  it.each<[string, Kind<unknown>, unknown, Cell]>([
    ['a date as its serial number', kinds.date, day('2026-07-01'), 46_204],
    ['a time', kinds.time, 545, '09:05'],
    ['a sum', kinds.money, -1_234, -12.34],
    ['a year', kinds.fundingYear, 2026, '2026/27'],
    ['an address', kinds.email, 'Lead@example.org', 'lead@example.org'],
    ['a formula as text', kinds.text, '=1+1', "'=1+1"],
    ['a reference', kinds.reference('clusters'), 1, 'South Cluster'],
    ['references', kinds.references('schools'), [1, 0], 'School 2; School 1'],
    ['a day and month as text', kinds.parameterValue, '20 July', "'20 July"],
    ['a number of Settings', kinds.parameterValue, 0.2, 0.2],
  ])('%s is written so that it is read again', (_, kind, value, cell) =>
    expect(kind.write(value, roster)).toEqual(cell),
  );

  it.each<[Cell, boolean | undefined]>([
    ['Yes', true],
    ['✓', true],
    ['1', true],
    ['no', false],
    ['perhaps', undefined],
  ])('the word %p is repaired to a tick: %p', (cell, expected) =>
    expect(kinds.tick.repair!(cell, NO_REFERENCES)).toBe(expected),
  );
});

describe('focus areas (G4)', () => {
  it('a cluster may have several, with semicolons between them, or none (G4)', () => {
    const clusters = [
      { ...CLUSTERS[0]!, focusAreas: 'Assessment; Family learning\nStaff training' },
      { ...CLUSTERS[1]! },
    ];
    const { rows } = tables({ ...PROGRAMME, clusters }).get('clusters');
    expect(rows.map(({ focusAreas }) => focusAreas)).toEqual([
      ['Assessment', 'Family learning', 'Staff training'],
      null,
    ]);
  });
});
