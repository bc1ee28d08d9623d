import type { Tracker } from '../../host/contract';
import { ENGINES } from '../support/books';
import { buildSelfTest, called, EDITOR, OWNER, openPage, openSelfTest, triedBy } from '../support/facts';
import { FACTS } from './facts/all';

beforeAll(buildSelfTest);

const differsIn = (engine: string, id: string): boolean =>
  engine === 'univer' && FACTS.find((fact) => fact.id === id)!.otherwise?.univer !== undefined;

describe.each(ENGINES)('what Google does, a %s book does', (engine) => {
  const open: Record<'own' | 'shared', Tracker | undefined> = { own: undefined, shared: undefined };

  beforeAll(async () => {
    open.own = await openSelfTest(engine);
    open.shared = await openSelfTest(engine);
    open.shared.open(EDITOR);
    const ids = (as: 'editor' | undefined) => FACTS.filter((fact) => fact.as === as).map(({ id }) => id);
    called(open.own, OWNER, 'prepareFacts', ids(undefined));
    called(open.shared, OWNER, 'prepareFacts', ids('editor'));
    const [sidebar] = called(open.own, OWNER, 'runSelfTest')
      .ui.filter(({ kind }) => kind === 'sidebar')
      .slice(-1);
    openPage(open.own, OWNER, (sidebar as { html: string }).html);
    open.own.runTrigger(open.own.state.triggers[0]!.id);
    await open.own.settled();
  });
  afterAll(() => {
    open.own?.dispose();
    open.shared?.dispose();
  });

  it.each(FACTS.map(({ id, google }) => [id, google]))('%s: %s', async (id) => {
    const { as, methods, first } = FACTS.find((fact) => fact.id === id)!;
    const tracker = (as === 'editor' ? open.shared : open.own)!;
    const calls: string[] = [];
    if (first && as === undefined) {
      calls.push(...Object.keys(called(tracker, OWNER, 'prepareFacts', [id]).calls));
      await tracker.settled();
    }
    const { tried, calls: more } = triedBy(tracker, as === 'editor' ? EDITOR : OWNER, id);
    if (differsIn(engine, id)) expect(tried.result).toBe('differs');
    else expect(tried).toEqual({ id, result: 'agrees', expected: tried.expected, found: tried.found });
    // A fact that names a method calls it.
    if (as === undefined) expect([...calls, ...more]).toEqual(expect.arrayContaining([...methods]));
  });
});
