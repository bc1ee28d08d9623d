import type { Tracker } from '../../host/contract';
import { ENGINES } from '../support/books';
import { buildSelfTest, called, EDITOR, OWNER, openPage, openSelfTest } from '../support/facts';
import { FACTS } from './facts/all';
import { googleResults } from './google-results';

beforeAll(buildSelfTest);

/** The results as a .csv file, as Google saves a tab. */
function csvOf(tracker: Tracker): string {
  const rows = tracker.usedValues('Self-test') as string[][];
  return rows.map((row) => row.map((cell) => `"${cell.replace(/"/g, '""')}"`).join(',')).join('\n');
}

describe.each(ENGINES)('the self-test in a %s book', (engine) => {
  it('writes a row a fact, asks for what it could not try, and goes on when it is run again', async () => {
    const tracker = await openSelfTest(engine);
    try {
      const [menu] = tracker.open(OWNER).menus;
      expect(menu).toMatchObject({ label: 'Self-test', items: [{ run: 'runSelfTest' }] });
      called(
        tracker,
        OWNER,
        'prepareFacts',
        FACTS.filter(({ as }) => as !== 'editor').map(({ id }) => id),
      );
      await tracker.settled();
      const first = called(tracker, OWNER, 'runSelfTest').ui;
      expect(first.at(-1)).toMatchObject({
        kind: 'toast',
        message: expect.stringMatching(/^Done\..* need somebody else: share the file/),
      });
      const before = googleResults(csvOf(tracker), FACTS);
      expect(before.untried).toEqual(['pages.comments', 'pages.answers', 'people.time-trigger']);

      const sidebar = first.filter(({ kind }) => kind === 'sidebar').at(-1) as { html: string };
      openPage(tracker, OWNER, sidebar.html);
      tracker.runTrigger(tracker.state.triggers[0]!.id);
      tracker.open(EDITOR);
      called(tracker, OWNER, 'runSelfTest');
      called(tracker, EDITOR, 'runSelfTest');

      const after = googleResults(csvOf(tracker), FACTS);
      const otherwise = FACTS.filter((fact) => fact.otherwise?.[engine as 'univer'] !== undefined);
      expect(after.contradicted.map(({ id }) => id).sort()).toEqual(otherwise.map(({ id }) => id).sort());
      expect([after.untried, after.missing]).toEqual([[], []]);
      expect(tracker.state.triggers).toEqual([]);
    } finally {
      tracker.dispose();
    }
  });
});
