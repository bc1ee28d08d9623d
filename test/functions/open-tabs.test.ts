import { besideRows, booksOf, footnote, inOneReading, notes, openTabs } from '../../src/functions/open-tabs';
import { line } from '../support/builders';
import { grid, PROGRAMME } from '../support/rules-tables';

describe('the tabs that a function is given', () => {
  const keys = ['clusters', 'schools', 'people', 'settings'] as const;
  const open = (more: { people?: boolean; cap?: number } = {}) =>
    openTabs(keys, [
      grid('clusters', PROGRAMME.clusters),
      grid('schools', PROGRAMME.schools),
      more.people ? grid('people', PROGRAMME.people) : undefined,
      more.cap === undefined
        ? undefined
        : grid('settings', [{ parameter: 'cpd.cap', value: more.cap, from: '2026/27', status: 'confirmed' }]),
    ]);

  it('are read by their place among the arguments', () => {
    const { tables } = open();
    expect(tables.get('clusters').rows.map(({ name }) => name)).toEqual(['North Cluster', 'South Cluster']);
    expect(tables.get('schools').count).toBe(8);
  });
  it('bring the parameters of Settings; without that tab, those of the tracker', () => {
    expect(open({ cap: 450 }).parameters.at('cpd.cap', 2026)).toMatchObject({ value: 45_000, status: 'confirmed' });
    expect(open().parameters.at('cpd.cap', 2026).value).toBe(40_000);
  });
  it('of which some are left out, and are then told from those without rows', () => {
    expect(booksOf(open().tables)).toMatchObject({ people: null, release: null, reviews: null });
    expect(booksOf(open({ people: true }).tables).people?.count).toBe(4);
    const empty = openTabs(['reviews', 'release'], [grid('reviews', []), grid('release', [])]);
    expect([booksOf(empty.tables).reviews?.count, booksOf(empty.tables).release?.count]).toEqual([0, 0]);
  });
});

describe('the tabs that a page is given', () => {
  const given = {
    settings: grid('settings', []),
    clusters: grid('clusters', PROGRAMME.clusters),
    schools: grid('schools', PROGRAMME.schools),
    ledger: grid('ledger', [line('L-1')]),
  };
  const open = (...keys: (keyof typeof given)[]) =>
    openTabs(
      keys,
      keys.map((key) => given[key]),
    );
  const opened = () => [
    open('settings', 'clusters', 'schools', 'ledger'),
    open('settings', 'schools', 'clusters', 'ledger'),
  ];
  const ledgers = (books: ReturnType<typeof opened>) => new Set(books.map(({ tables }) => tables.get('ledger')));

  it('are read once for all functions that it asks', () => {
    const books = inOneReading(opened);
    expect(ledgers(books).size).toBe(1);
    expect(new Set(books.map(({ parameters }) => parameters)).size).toBe(1);
  });
  it('are read anew by the next page, and by functions by themselves', () => {
    expect(ledgers([...inOneReading(opened), ...inOneReading(opened)]).size).toBe(2);
    expect(ledgers(opened()).size).toBe(2);
  });
  it('are read anew after a page that failed', () => {
    const fail = () => {
      throw new Error('a bug');
    };
    expect(() => inOneReading(fail)).toThrow('a bug');
    expect(ledgers(opened()).size).toBe(2);
  });
  it('are read apart where a tab is at hand for one that others refer to, and not for the other', () => {
    const books = inOneReading(() => [
      open('settings', 'clusters', 'schools', 'ledger'),
      open('settings', 'clusters', 'ledger'),
    ]);
    expect(ledgers(books).size).toBe(2);
  });
});

describe('what there is to say of a table', () => {
  it('stands in one cell, without what is blank', () => {
    expect(notes('assumes a match', '', '1 row left out')).toBe('assumes a match; 1 row left out');
    expect(notes('', '')).toBe('');
    expect(notes()).toBe('');
  });
  it('stands below it, as wide as it is; nothing where it is blank', () => {
    expect(footnote('1 row left out', 3)).toEqual([['1 row left out', '', '']]);
    expect(footnote('alone', 1)).toEqual([['alone']]);
    expect(footnote('', 3)).toEqual([]);
  });
});

describe('a column beside the rows of a tab', () => {
  const blank = () => grid('ledger', [{}])[1]!;
  const beside = (ledger: ReturnType<typeof grid>, cells: string[]) => {
    const { tables } = openTabs(['clusters', 'ledger'], [grid('clusters', PROGRAMME.clusters), ledger]);
    return besideRows(tables, 'ledger', 'Flag', cells);
  };

  it('keeps to its rows, with blank rows between them', () => {
    const [header, first, second] = grid('ledger', [line('L-1'), line('L-2')]);
    expect(beside([header!, first!, blank(), second!], ['one', 'two'])).toEqual([['Flag'], ['one'], [''], ['two']]);
  });
  it('says of a row that cannot be read why, and gives the next its own cell', () => {
    const found = beside(grid('ledger', [line('L-1', { net: 'lots' }), line('L-2')]), ['two']);
    expect(found).toEqual([['Flag'], [expect.stringMatching(/^left out: Ledger!H2 \(Net\): /)], ['two']]);
  });
  it('says the first of several reasons', () => {
    const [, cells] = beside(grid('ledger', [line('L-1', { date: 'soon', net: 'lots' })]), []);
    expect(cells).toEqual([expect.stringMatching(/^left out: Ledger!B2 \(Date\): /)]);
    expect(cells![0]).not.toMatch(/Net/);
  });
  it('is its header alone where the tab has no rows', () => expect(beside(grid('ledger', []), [])).toEqual([['Flag']]));
});
