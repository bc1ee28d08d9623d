import type { Snapshot } from '../../host/contract';
import { bundleWith, type Planted } from '../support/planted';
import { SCENARIOS, type Scenario, Scene, sampleBook } from './scenarios';

/** Mistakes that somebody might make, and in which scenario each shows; docs/reliability.md has the same table. */
const PLANTED: Readonly<Record<Scenario, Planted>> = {
  'a receipt on the first day of the year': {
    file: 'src/rules/money/pots.ts',
    right: 'category[row]!, day < first)',
    wrong: 'category[row]!, day <= first)',
  },
  'one token with two contents': {
    file: 'src/actions/ask.ts',
    right: 'if (!reads(existing, draft, TYPED, asMeant))',
    wrong: 'if (!reads(existing, draft, [], asMeant))',
  },
  'one request twice in a payload': {
    file: 'src/actions/decide.ts',
    right: 'return isTwice\n',
    wrong: 'return isTwice && !line\n',
  },
  'an approval of more than was asked': {
    file: 'src/actions/decide.ts',
    right: 'if (amount > asked)',
    wrong: 'if (amount > 2 * asked)',
  },
  'a run that ends before it writes': {
    file: 'src/actions/write-log.ts',
    right: '    [NEXT]: noteText({',
    wrong: '    [LOG_HEAD]: JSON.stringify(head),\n    [NEXT]: noteText({',
  },
  'a refusal after something was collected': {
    file: 'src/actions/perform.ts',
    right: 'result.ok ? opened.changes : new ChangeSet(opened.tables)',
    wrong: 'opened.changes',
  },
  'a withdrawal on the same day': {
    file: 'src/rules/requests/replay.ts',
    right: 'withdrawnOn <= day && MOVES',
    wrong: 'withdrawnOn < day && MOVES',
  },
  'a stand-in in the first row of People': {
    file: 'src/rules/requests/deciders.ts',
    right: 'rows.filter(({ standsInFor }) => standsInFor !== null)',
    wrong: 'rows.filter(({ standsInFor, row }) => standsInFor !== null && Boolean(row))',
  },
  'money that came back before it was approved': {
    file: 'src/rules/requests/claims.ts',
    right: 'if (sum >= 0 && (first',
    wrong: 'if (sum !== 0 && (first',
  },
  'a write that Google refuses late': {
    file: 'src/app/google-world.ts',
    right: '        SpreadsheetApp.flush();\n',
    wrong: '',
  },
  'a role that is typed': {
    file: 'src/rules/requests/rights-register.ts',
    right: 'if (people === null || recorded === null) return people;',
    wrong: 'if (people !== null || recorded === null) return people;',
  },
  'a conflict that is edited away': {
    file: 'src/rules/requests/rights-register.ts',
    right: 'recorded.spells.some((spell) => spell.school === id',
    wrong: 'recorded.spells.some((spell) => spell.school === spell.cluster && spell.school === id',
  },
  'an ID that is taken away': {
    file: 'src/rules/requests/replay.ts',
    right: 'return decided && lostId(casebook, decided);',
    wrong: 'return decided && null;',
  },
  'news of the day before': {
    file: 'src/actions/digest.ts',
    right: '=> told.includes(',
    wrong: '=> told.startsWith(markOf(news)) && told.includes(',
  },
  'a reason that is changed by hand': {
    file: 'src/rules/requests/seals.ts',
    right: '    plain(reason),\n',
    wrong: '',
  },
};

describe('a mistake in the program', () => {
  let book: Snapshot;
  const whole = bundleWith(null);
  beforeAll(async () => {
    book = await sampleBook((await whole).bundle);
  });
  afterAll(async () => (await whole).dispose());

  /** What does not hold in a scenario; null where all does. */
  async function wrongIn(scenario: Scenario, bundle: string): Promise<string | null> {
    const scene = new Scene(bundle);
    try {
      await scene.open(book);
      await SCENARIOS[scenario](scene);
      return null;
    } catch (error) {
      return (error as Error).message;
    } finally {
      scene.workbook.tracker?.dispose();
    }
  }

  it.each(Object.keys(SCENARIOS) as Scenario[])('shows in %s, and nothing does without one', async (scenario) => {
    expect(await wrongIn(scenario, (await whole).bundle)).toBeNull();
    const { bundle, dispose } = await bundleWith(PLANTED[scenario]);
    try {
      expect(await wrongIn(scenario, bundle)).toEqual(expect.any(String));
    } finally {
      dispose();
    }
  });
});
