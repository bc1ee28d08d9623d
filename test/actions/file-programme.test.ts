import { fileForm, openFile, previewFile } from '../../src/actions/open-file';
import { DIRECTOR, done, LEAD, open } from '../support/action-cases';
import { FakeWorkbook } from '../support/fake-world';
import { token } from '../support/tracker';

const OWNER = 'owner@example.org';
const COLUMNS = ['cluster', 'name', 'phase', 'leads', 'from'];
const ROWS = [
  ['North', 'Ash School', 'Primary', 'Yes', '01/09/2025'],
  ['North', 'Birch School', 'Infant', '', '01/09/2025'],
  ['South', 'Coombe School', 'Junior', '', '15/01/2026'],
];
type Rows = readonly (readonly string[])[];

const sentOf = (rows: Rows = ROWS, columns = COLUMNS) => ({
  ...{ token: token(), file: 'Pasted rows', target: 'programme', columns },
  rows: rows.map((row) => [...row]),
});
const shownOf = (book: FakeWorkbook, rows: Rows, columns?: string[]) =>
  done(previewFile(book.as(OWNER), sentOf(rows, columns)));
const saysOf = (rows: Rows, columns?: string[]) =>
  shownOf(new FakeWorkbook({}), rows, columns).rows.map(({ is, problems, there }) =>
    is === 'wrong' ? problems.map(({ message }) => message).join(' ') : `${is}${there}`,
  );

/** Looks at a list and writes what is new in it. */
function write(book: FakeWorkbook, rows: Rows = ROWS, columns?: string[]) {
  const sent = sentOf(rows, columns);
  const shown = done(previewFile(book.as(OWNER), sent));
  const take = shown.rows.flatMap(({ is }, index) => (is === 'new' ? [index] : []));
  const payload = { ...sent, take, agreed: shown.agreed };
  return { payload, recorded: done(openFile(book.as(OWNER), payload)) };
}

describe('a list of clusters and their schools', () => {
  it('becomes clusters, schools and membership, once, however often it is sent', () => {
    const book = new FakeWorkbook({});
    expect(shownOf(book, ROWS).rows.map(({ text }) => text)).toEqual([
      'Ash School, in North from 1 Sep 2025, which it leads',
      'Birch School, in North from 1 Sep 2025',
      'Coombe School, in South from 15 Jan 2026',
    ]);
    expect(book.count('clusters')).toBe(0);
    const { payload } = write(book);
    done(openFile(book.as(OWNER), payload));
    const tables = book.tables();
    expect(tables.problems()).toEqual([]);
    const schools = tables.get('schools');
    expect(tables.get('clusters').rows.map(({ name, leadSchool }) => [name, leadSchool])).toEqual([
      ['North', 0],
      ['South', null],
    ]);
    expect(schools.rows.map(({ name, phase }) => [name, phase])).toEqual([
      ['Ash School', 'Primary'],
      ['Birch School', 'Infant'],
      ['Coombe School', 'Junior'],
    ]);
    expect(tables.get('membership').rows.map(({ cluster, school }) => [cluster, school])).toEqual([
      [0, 0],
      [0, 1],
      [1, 2],
    ]);
    expect(book.lastLine()).toMatchObject({ action: 'Open a file' });
  });

  it('takes official numbers as IDs, and tells schools of one name apart by them', () => {
    const columns = ['cluster', 'name', 'id', 'from'];
    const book = new FakeWorkbook({});
    write(
      book,
      [
        ['North', 'St Mary’s School', '126300', '01/09/2025'],
        ['South', 'St Mary’s School', '126301', '01/09/2025'],
      ],
      columns,
    );
    const tables = book.tables();
    expect(tables.get('schools').rows.map(({ id }) => id)).toEqual(['126300', '126301']);
    expect(tables.get('membership').rows.map(({ cluster, school }) => [cluster, school])).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  it('notes the start of an agreement, and refuses two of one cluster (P8)', () => {
    const columns = ['cluster', 'name', 'from', 'agreementStart'];
    const rows = [
      ['North', 'Ash School', '01/09/2025', '01/09/2025'],
      ['North', 'Birch School', '01/09/2025', '01/01/2026'],
    ];
    expect(saysOf(rows, columns)).toEqual([
      'new',
      'North has one agreement, which starts 1 Sep 2025 in a row above (P8).',
    ]);
    const book = new FakeWorkbook({});
    write(book, [rows[0]!], columns);
    expect(book.tables().get('clusters').at(0).agreementStart).toBe(20_332);
  });

  it.each<[string, Rows, string[]]>([
    [
      'a school in two clusters (P4)',
      [ROWS[0]!, ['South', 'Ash School', 'Primary', '', '01/09/2025']],
      ['new', 'A school is in one cluster (P4), and it is in North in a row above.'],
    ],
    ['a school twice', [ROWS[0]!, ROWS[0]!], ['new', 'therea row of this list above']],
    [
      'two leads (P3)',
      [ROWS[0]!, ['North', 'Birch School', 'Primary', 'Yes', '01/09/2025']],
      ['new', 'North has one lead school (P3), and Ash School leads it above.'],
    ],
    [
      'a secondary school that leads (P2)',
      [['North', 'Ash School', 'Secondary', 'Yes', '01/09/2025']],
      ['A cluster is led by a primary-phase school (P2).'],
    ],
    [
      'rows without a cluster or a day',
      [['', 'Ash School', 'Primary', '', '']],
      [
        'Cluster: nothing stands there. The name of the cluster the school is in. From: nothing stands there. A date, such as 01/09/2026.',
      ],
    ],
    [
      'a day that is none',
      [['North', 'Ash School', 'Primary', '', 'soon']],
      [expect.stringMatching(/^From: “soon” is not a date\./) as unknown as string],
    ],
  ])('says of each row what stands in the way: %s', (_what, rows, says) => expect(saysOf(rows)).toEqual(says));

  it('is offered while there are no clusters and schools, to whoever sets up', () => {
    const keys = (book: FakeWorkbook, email: string) => done(fileForm(book.as(email))).targets.map(({ key }) => key);
    expect(keys(new FakeWorkbook({}), OWNER)).toContain('programme');
    expect(keys(open(), DIRECTOR)).not.toContain('programme');
    expect(keys(open(), LEAD)).not.toContain('programme');
    expect(previewFile(open().as(LEAD), sentOf())).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^This is not yours to do: you do not say what the programme starts from/),
    });
  });

  it('adds to clusters that are there by their names, where it is opened after all', () => {
    const book = open();
    const rows = [['North Cluster', 'Elm School', 'Primary', '', '01/09/2026']];
    const sent = sentOf(rows);
    const shown = done(previewFile(book.as(DIRECTOR), sent));
    done(openFile(book.as(DIRECTOR), { ...sent, take: [0], agreed: shown.agreed }));
    expect(book.count('clusters')).toBe(2);
    expect(book.tables().get('membership').rows.at(-1)).toMatchObject({ cluster: 0, school: 8 });
  });
});
