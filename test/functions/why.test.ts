import { PASSAGES } from '../../src/rules/basics/passages';
import { CLUSTER_FIGURES } from '../../src/rules/figures/cluster-figures';
import type { Cell } from '../../src/workbook/cell';
import { AS_AT, line, NORTH, type Tabs } from '../support/builders';
import { cellDate, MEMBERSHIP, PROGRAMME } from '../support/rules-tables';
import { ask, EMPTY } from '../support/why';
import { callOn } from '../support/why-cases';

const why = (subject: unknown, figure: unknown, asAt: unknown = cellDate(AS_AT), tabs: Tabs = EMPTY) =>
  callOn('WHY', [subject, figure, asAt], tabs);

describe('WHY', () => {
  it('says what is asked about and the answer, then one row a rule with what the guidance says', () => {
    const table = why(NORTH, 'Meetings');
    expect(table.slice(0, 2)).toEqual([
      ['North Cluster: Meetings', 'below minimum', '', '', ''],
      ['Rule', 'What it says', 'Passage', 'What went in', 'What would change it'],
    ]);
    expect(table.slice(2).map(([rule]) => rule)).toEqual(['M1', 'M2']);
    const [, says, , wentIn, change] = table[2]!.map(String);
    expect(says).toBe(PASSAGES.M1.says);
    expect(wentIn).toMatch(/^0 counted meetings in 2026\/27\n/);
    expect(change).toBe(ask(NORTH, 'Meetings').reasons[0]!.change);
  });
  it('takes a header with blanks around it', () => expect(why(NORTH, ' Meetings ')).toEqual(why(NORTH, 'Meetings')));
  it('says below the reasons what could not be read, and nothing where all could', () => {
    const bad = why(NORTH, 'Meetings', undefined, { ...EMPTY, ledger: [line('L-1', { net: 'lots' })] });
    expect(bad.at(-1)).toEqual(['1 row of Ledger left out', '', '', '', '']);
    expect(bad.slice(0, -1)).toEqual(why(NORTH, 'Meetings'));
  });
  it.each([
    ['Nobody', 'Meetings', 'WHY: subject: there is no cluster, school, request or ledger line called “Nobody”.'],
    [NORTH, 'Aliases', 'WHY: figure: "Aliases" is not worked out for North Cluster.'],
    ['School 1', 'Meetings', 'WHY: figure: "Meetings" is not worked out for School 1.'],
    ['', 'Meetings', 'WHY: subject: there is no cluster, school, request or ledger line called “”.'],
    [NORTH, '', 'WHY: figure: "" is not worked out for North Cluster.'],
  ])('of "%s", "%s" says: %s', (subject, figure, words) => expect(why(subject, figure)).toBe(words));
  it('needs a day', () => expect(why(NORTH, 'Meetings', '')).toMatch(/^WHY: asAt: expected a date/));
});

describe('texts people write', () => {
  it('are cut, so that no cell is longer than a cell can be', () => {
    const long = 'Lorem ipsum '.repeat(4_000); // 48,000 characters
    const longName = `School ${'x'.repeat(180)}`;
    const tabs: Tabs = {
      ...EMPTY,
      settings: [],
      schools: [
        ...PROGRAMME.schools,
        ...Array.from({ length: 320 }, (_, index) => ({
          id: `S-X${index}`,
          name: `${longName}${index}`,
          phase: 'Primary',
        })),
      ],
      membership: [
        ...MEMBERSHIP,
        ...Array.from({ length: 320 }, (_, index) => ({
          id: `MB-X${index}`,
          cluster: NORTH,
          school: `S-X${index}`,
          from: '2020-09-01',
        })),
      ],
      requests: Array.from({ length: 120 }, (_, index) => ({
        id: `R-${index}`,
        matter: 'Organising time',
        cluster: NORTH,
        pot: 'Cluster pot',
        amount: 5,
        payee: long,
        purpose: long,
        note: long,
        askedBy: 'north@example.org',
        askedOn: '2026-11-02',
      })),
      decisions: [
        {
          id: 'D-1',
          request: 'R-0',
          decision: 'More information',
          reason: long,
          decidedBy: 'advisor@example.org',
          role: 'Advisor',
          decidedAt: '2026-11-05T10:00:00Z',
          decidedOnWhat: JSON.stringify({
            matter: 'Organising time',
            cluster: 'C-1',
            school: null,
            pot: 'Cluster pot',
            amount: 500,
            payee: long.trim(),
            purpose: long.trim(),
            wantedOn: null,
            note: long,
          }),
        },
      ],
    };
    const cells = [
      ...Object.keys(CLUSTER_FIGURES.columns).map((figure) => [NORTH, figure]),
      ['R-0', 'Flag'],
      ['R-1', 'Flag'],
      ['S-X0', 'Watch'],
      ['All schools', 'Evidenced'],
    ].flatMap(([subject, figure]) => {
      const table = why(subject, figure, undefined, tabs);
      if (!Array.isArray(table)) throw new Error(String(table));
      return table.flat();
    });
    const longest = Math.max(...cells.map((cell: Cell) => String(cell).length));
    expect(longest).toBeLessThan(50_000);
    const [, , reason] = why('R-0', 'Flag', undefined, tabs);
    expect(String(reason![3])).toMatch(/^For: Lorem ipsum .{150,200}…$/m);
  });
});
