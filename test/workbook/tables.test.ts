import { AMBIGUOUS, LEFT_OUT, UNKNOWN } from '../../src/workbook/kind';
import { headersOf } from '../../src/workbook/tables';
import { ASKED } from '../support/builders';
import { PROGRAMME, tables } from '../support/rules-tables';

const clusters = [
  { id: 'C-1', name: 'West Valley', aliases: 'West; Valley' },
  { id: 'C-2', name: 'East Hill', aliases: 'East; Valley' },
];
const schools = [
  { id: 'S-1', name: 'Oak Lane' },
  { id: 'S-2', name: 'Elm Road' },
];

describe('names of rows', () => {
  it(
    'knows a row by its ID, name and alias, whatever the case, and says when an alias is that of two rows ' + '(P5)',
    () => {
      const membership = [
        { id: 'MB-1', cluster: 'west valley', school: 'S-1', from: '2026-09-01' },
        { id: 'MB-2', cluster: 'East', school: 'Oak  Lane.', from: '2026-09-01' },
        { id: 'MB-3', cluster: 'Valley', school: 'Elm Road', from: '2026-09-01' },
      ];
      const table = tables({ clusters, schools, membership }).get('membership');
      expect(table.rows.map(({ cluster, school }) => [cluster, school])).toEqual([
        [0, 0],
        [1, 0],
      ]);
      expect(table.problems.map(({ a1, message }) => [a1, message])).toEqual([
        [
          'B4',
          expect.stringMatching(/that only one row goes by, but holds "Valley"\. Type the ID of the one that is meant/),
        ],
      ]);
    },
  );

  it('lets an alias never hide the name of another row', () => {
    const named = [
      { id: 'C-1', name: 'Old', aliases: 'New' },
      { id: 'C-2', name: 'New' },
    ];
    expect(tables({ clusters: named }).find('clusters', 'New')).toBe(1);
  });
});

describe('names that begin alike', () => {
  it('knows schools and clusters by ID, name and alias, and keeps names apart that only begin alike (P5)', () => {
    const read = tables({
      clusters: [
        { id: 'C-3', name: 'East Salisbury Rural Cluster', aliases: 'East Salisbury Rural; ESRC' },
        { id: 'C-5', name: 'East Salisbury Cluster', aliases: 'East Salisbury' },
      ],
    });
    const find = (name: string) => read.find('clusters', name);
    expect(
      ['C-3', 'the east salisbury rural cluster', 'ESRC', 'East Salisbury', 'East Salisbury Cluster.', 'East'].map(
        find,
      ),
    ).toEqual([0, 0, 0, 1, 1, -1]);
  });
});

describe('a name as people write it', () => {
  const names = [
    'St. Mark’s C.E. Junior School, Salisbury',
    'Ysgol Gynradd Tŷ-newydd',
    'St John’s & St Paul’s',
    'Oak – Elm',
  ];
  const book = tables({ schools: names.map((name, index) => ({ id: `S-${index}`, name })) });

  it.each([
    ['St. Mark\u2018s C.E. Junior School, Salisbury', 0],
    ['St. Mark\u2032s CE Junior School Salisbury', 0],
    ['Ysgol Gynradd Ty\u0302-newydd', 1],
    ['Ysgol Gynradd Tŷ newydd', 1],
    ['St John\u0060s and St Paul´s', 2],
    ['Oak - Elm', 3],
    ['Oak\u00a0\u2014\u200b Elm', 3],
  ])('%j leads to row %i, whatever its apostrophes, dashes, accents and "&" are (P5)', (name, row) =>
    expect(book.find('schools', name)).toBe(row),
  );

  it('that none goes by is told with the one that is perhaps meant', () => {
    const membership = ['St Marks CofE Junior, Salisbury', 'Beech Hall'].map((school, index) => ({
      id: `MB-${index}`,
      cluster: 'C-1',
      school,
      from: '2026-09-01',
    }));
    const { problems } = tables({
      clusters,
      schools: names.map((name, index) => ({ id: `S-${index}`, name })),
      membership,
    }).get('membership');
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('Did you mean St. Mark’s C.E. Junior School, Salisbury? Pick one from the list'),
      expect.stringMatching(/but holds "Beech Hall"\. Pick one from the list/),
    ]);
  });
});

describe('what a name leads to', () => {
  const book = tables({
    clusters,
    schools: [
      { id: 'S-1', name: 'St. Mark’s School' },
      { id: 'S-2', name: 'Elm Road' },
      { id: 'S-2', name: 'Ash Grove' },
      { id: 'S-4', name: 'The Lodge', aliases: 'S-2' },
    ],
    meetings: [{ id: 'M-1' }],
  });

  it.each([
    ['Elm Road', 1],
    ['elm  road ', 1],
    ['st marks school', 0],
    ["ST. MARK'S SCHOOL", 0],
    ['lodge', 2],
    ['S-4', 2],
    ['S-2', 1],
    ['Ash Grove', LEFT_OUT],
    ['Beech Hall', UNKNOWN],
    ['', UNKNOWN],
  ])('"%s" is row %i of the schools that can be read', (name, row) => expect(book.find('schools', name)).toBe(row));

  it('is no row where two go by it, spelt so or otherwise', () => {
    expect([book.find('clusters', 'Valley'), book.find('clusters', 'valley')]).toEqual([AMBIGUOUS, AMBIGUOUS]);
    const alike = [
      { id: 'C-1', name: 'North' },
      { id: 'C-2', name: 'The north' },
    ];
    const found = tables({ clusters: alike });
    expect([found.find('clusters', 'North'), found.find('clusters', 'NORTH')]).toEqual([0, AMBIGUOUS]);
  });

  it('is sure only where one good row goes by it', () => {
    expect([...book.rowsByName('clusters')]).toEqual([
      ['C-1', 0],
      ['C-2', 1],
      ['West Valley', 0],
      ['East Hill', 1],
      ['West', 0],
      ['East', 1],
    ]);
    expect(book.rowsByName('meetings').size).toBe(0);
    expect(book.find('meetings', 'M-1')).toBe(LEFT_OUT);
  });

  it('is found by ID alone where the ID is given, and said by name', () => {
    expect([book.byId('schools', 'S-4'), book.byId('schools', 'The Lodge')]).toEqual([2, -1]);
    expect([book.nameAt('schools', 2), book.nameAt('schools', 9)]).toEqual(['The Lodge', '']);
    expect(tables({ requests: [ASKED], ...PROGRAMME }).nameAt('requests', 0)).toBe('R-1');
  });
});

describe('tabs', () => {
  const book = tables({ schools: [{ id: 'S-1' }], clusters: [{ id: 'C-1' }] });

  it('are read once, and empty where they are not given', () => {
    expect(book.get('schools')).toBe(book.get('schools'));
    expect([book.has('schools'), book.has('ledger'), book.get('ledger').count]).toEqual([true, false, 0]);
    expect(book.grid('ledger')).toEqual([headersOf('ledger')]);
  });

  it('have their problems told in the order in which they stand, and not those that are not given', () => {
    expect(book.problems().map(({ sheet, a1 }) => `${sheet} ${a1}`)).toEqual(['Clusters B2', 'Schools B2']);
  });
});
