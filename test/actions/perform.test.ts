import * as z from 'zod/mini';
import type { Done } from '../../src/actions/answers';
import { checkWorkbook } from '../../src/actions/check-workbook';
import { myRequests } from '../../src/actions/my-requests';
import { ask, caretaker, perform, performSimple, personOf } from '../../src/actions/perform';
import { filled, token } from '../../src/actions/schemas/parts';
import { type World, WriteRefused } from '../../src/actions/world';
import { ASKED, DIRECTOR, LEAD, MONEY, open, problems, STRANGER, without } from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import { day, PEOPLE, type Row } from '../support/rules-tables';

describe('somebody whose own row of People cannot be read', () => {
  const broken = () => {
    const book = open([ASKED], { ledger: [MONEY] });
    book.type('people', 4, 'role', 'Ruler');
    return book;
  };
  it('is told so, and which cell it is', () => {
    const { ok, message } = myRequests(broken().as(LEAD)) as { ok: boolean; message: string };
    expect(ok).toBe(false);
    expect(message).toMatch(/^Your row of People cannot be read.*People![A-Z]+4 \(Role\): should hold/);
  });
  it('may look at what Check workbook says; a stranger may not', () => {
    expect(problems(broken(), LEAD)).toContainEqual(
      expect.objectContaining({ message: expect.stringMatching(/^People![A-Z]+4/) }),
    );
    expect(checkWorkbook(broken().as('nobody@example.org'))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/not in the People tab/),
    });
  });
});

describe('an action', () => {
  const schema = z.object({ token, name: filled('Type a name.') });
  const SENT = { token: 'token0000000001', name: 'x' };
  const rename = (world: World, payload: unknown = SENT, more: Partial<{ ok: boolean; message: string }> = {}) =>
    perform(world, schema, payload, [], ({ changes, log, keep }, { name }): Done => {
      changes.update('clusters', 2, { name });
      log('Rename', 'C-1', 'to\r\nx');
      keep('renamed', name);
      return { ok: true, message: 'done', ...more } as Done;
    });
  const nameIn = (book: FakeWorkbook) => book.tables().get('clusters').at(0).name;

  it('writes what it collected, its line, and what it keeps', () => {
    const book = open();
    expect(rename(book.as(LEAD))).toEqual({ ok: true, message: 'done', undo: 2 });
    expect(nameIn(book)).toBe('x');
    expect(book.lastLine()).toEqual({ action: 'Rename', reference: 'C-1', what: 'to\nx', who: LEAD });
    expect(book.as(LEAD).store.get('renamed')).toBe('x');
  });

  it('that is refused writes nothing but what it noted for the log', () => {
    const book = open();
    expect(rename(book.as(LEAD), SENT, { ok: false, message: 'No.' })).toEqual({ ok: false, message: 'No.' });
    expect([nameIn(book), book.lastLine().action]).toEqual(['North Cluster', 'Rename']);
    expect(book.as(LEAD).store.get('renamed')).toBeNull();
  });

  it.each<[string, (world: World) => World, unknown, RegExp]>([
    ['nobody is signed in', (world) => ({ ...world, me: '' }), SENT, /^Google does not say which account/],
    [
      'a stranger asks',
      (world) => ({ ...world, me: STRANGER }),
      SENT,
      /who@example\.org, who is not in the People tab/,
    ],
    ['somebody else is saving', (world) => ({ ...world, locked: () => null }), SENT, /^Somebody else is saving/],
    ['one field is amiss', (world) => world, { ...SENT, name: '' }, /^Type a name\.$/],
    ['several fields are', (world) => world, {}, /^Some fields need your attention\.$/],
    [
      'Google does not let it write',
      (world) => ({
        ...world,
        write: () => {
          throw new WriteRefused('Decisions');
        },
      }),
      SENT,
      /^Google does not let your account write in the Decisions tab, so nothing was done\. If the People tab lets you, somebody who can edit that tab \(the Director, the Advisor or the owner of the file\) runs Clusters ▸ Set up workbook, which admits you\.$/,
    ],
  ])('is refused where %s', (_, change, payload, message) => {
    const book = open();
    expect(rename(change(book.as(LEAD)), payload)).toMatchObject({
      ok: false,
      message: expect.stringMatching(message),
    });
    expect([nameIn(book), book.count('log')]).toEqual(['North Cluster', 1]);
  });

  it('is refused where a column is missing that it writes, or a figure it needs is not set', () => {
    const book = open();
    book.rename('clusters', 'name', 'Called');
    expect(rename(book.as(DIRECTOR))).toMatchObject({
      message: expect.stringMatching(/^Clusters has no column headed "Name"/),
    });
    const unset = without('match.basis');
    const needs = () =>
      ask(unset.as(LEAD), [], ({ parameters }) => {
        parameters.number('match.basis', 2026);
        return { ok: true };
      });
    expect(needs()).toMatchObject({
      ok: false,
      message: expect.stringMatching(
        /^match\.basis is not set, so nothing was done\. Enter it in Settings, or delete its row there to use the tracker’s own value\.$/,
      ),
    });
  });

  it('says that People cannot be read, and not that nobody is in it, where its header is gone', () => {
    const book = open();
    book.rename('people', 'email', 'Who');
    expect(rename(book.as(LEAD))).toEqual({
      ok: false,
      message: expect.stringMatching(
        /^The People tab cannot be read, so nobody knows what you may do\. People!1:1: .*"E-mail".* Set up workbook/,
      ),
    });
  });

  it('is refused first where nobody is signed in, before anything is looked at or saved', () => {
    const nobody: World = {
      ...open().as(LEAD),
      me: '',
      locked: () => {
        throw new Error('locked');
      },
      read: () => {
        throw new Error('read');
      },
    };
    const refused = { ok: false, message: expect.stringMatching(/^Google does not say which account/) };
    expect(rename(nobody, {})).toEqual(refused);
    expect(performSimple(nobody, [], () => ({ ok: true }))).toEqual(refused);
    expect(ask(nobody, [], () => ({ ok: true }))).toEqual(refused);
  });

  it('may be sent again where somebody else was saving', () =>
    expect(rename({ ...open().as(LEAD), locked: () => null })).toEqual({
      ok: false,
      again: true,
      message: 'Somebody else is saving just now. Wait a moment and try again; nothing was written.',
    }));

  it('that reaches beyond cells and texts is not offered to be undone', () => {
    const act = (lasts: boolean) =>
      performSimple(open().as(LEAD), [], (context): Done => {
        context.changes.update('clusters', 2, { name: 'x' });
        context.log('Rename', 'C-1', 'x');
        if (lasts) context.lasts();
        return { ok: true, message: 'done' };
      });
    expect([act(false), act(true)]).toEqual([
      { ok: true, message: 'done', undo: 2 },
      { ok: true, message: 'done' },
    ]);
  });

  it('is logged with every role of whoever did it', () => {
    const people = [...PEOPLE, { ...PEOPLE[2]!, role: 'Finance' }];
    const book = open([], { people });
    rename(book.as(LEAD));
    expect(book.tables().get('log').rows.at(-1)!.role).toBe('Cluster lead, Finance');
  });

  it('that breaks says so to whoever runs it', () => {
    const broken = () =>
      ask(open().as(LEAD), [], () => {
        throw new Error('broken');
      });
    expect(broken).toThrow('broken');
  });
});

describe('who somebody is', () => {
  const twice = [...PEOPLE, { ...PEOPLE[2]!, role: 'Finance', from: '2026-11-01' }, { ...PEOPLE[2]!, role: 'Finance' }];
  const who = (email: string, on: string) => personOf(open([], { people: twice }).tables(), email, day(on));

  it('is every role they hold on the day, each once', () => {
    expect(who(LEAD, '2026-10-31')).toMatchObject({ name: 'Nell North', roles: ['Cluster lead', 'Finance'] });
    expect(who(LEAD, '2026-11-01')!.rows).toHaveLength(3);
    expect(who(LEAD, '2026-11-01')!.roles).toEqual(['Cluster lead', 'Finance']);
    expect(who(STRANGER, '2026-11-01')).toBeNull();
  });
});

describe('who looks after a workbook', () => {
  const [director, advisor, north] = PEOPLE;
  it.each<[string, Row[], boolean, boolean]>([
    ['nobody is in People', [], false, true],
    ['nobody decides', [north!], false, true],
    ['somebody decides', [director!, north!], false, false],
    ['the Advisor alone decides', [advisor!, north!], false, false],
    ['somebody decides, and it is their file', [director!], true, true],
    ['nobody knows whether somebody decides', [north!, { ...director!, role: 'Ruler' }], false, false],
  ])('where %s', (_, people, isOwner, may) => {
    const book = open([], { people });
    expect(caretaker(book.tables(), { ...book.as(STRANGER), isOwner: () => isOwner })).toBe(may);
  });

  it.each<[string, Row[], boolean, RegExp]>([
    ['in a new workbook', [], true, /You look after this workbook: say who decides in Clusters ▸ Set up workbook/],
    ['where others decide', [director!], true, /add yourself in Clusters ▸ Workbook ▸ People\.$/],
    ['who is a stranger', [director!], false, /Ask the Director or the Advisor to add you there\.$/],
  ])('is told how to begin; %s', (_, people, isOwner, said) => {
    const world = { ...open([], { people }).as(STRANGER), isOwner: () => isOwner };
    expect(myRequests(world)).toMatchObject({ ok: false, message: expect.stringMatching(said) });
  });
});
