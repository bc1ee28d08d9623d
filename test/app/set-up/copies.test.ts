import type { Snapshot, Tracker } from '../../../host/contract';
import { bundleWithMouse } from '../../support/mouse';
import { LEAD, messagesOf, OWNER, setUp } from '../../support/set-up';
import { answer, openTracker, token } from '../../support/tracker';

const NOW = new Date('2026-11-24T10:00:00Z');
const TEACHER = 'teacher@example.org';
const MONEY = 'A5:L60';

interface Answered {
  ok: boolean;
  message: string;
}

describe('a file with other tabs than were set up', () => {
  const { bundle, dispose } = bundleWithMouse();
  let prepared: Snapshot;
  let tracker: Tracker;

  const mouse = (sheet: string, ...rest: unknown[]) =>
    expect(tracker.run(OWNER, 'mouse', [sheet, ...rest]).error).toBeUndefined();
  const figures = async () => {
    await tracker.settled();
    return tracker.values('Overview', MONEY);
  };
  const names = () => tracker.sheets().map(({ name }) => name);

  beforeAll(async () => {
    tracker = await openTracker({ now: () => NOW, bundle });
    setUp(tracker);
    answer(tracker.run(OWNER, 'addSampleData'));
    await tracker.settled();
    mouse('Ledger', 'rename', 'Money 2026');
    await tracker.settled();
    setUp(tracker);
    prepared = tracker.snapshot();
    tracker.dispose();
  });
  const reopen = async (snapshot: Snapshot) => {
    tracker = await openTracker({ now: () => NOW, snapshot, bundle, strict: { removingOneself: true } });
    await tracker.settled();
  };
  beforeEach(() => reopen(prepared));
  afterEach(() => tracker.dispose());
  afterAll(dispose);

  /** Goes on in a copy that somebody has made; `change` is what an early version would have left different. */
  const copy = async (change: (snapshot: Snapshot) => void = () => {}) => {
    const made = structuredClone(tracker.copy(TEACHER));
    tracker.dispose();
    change(made);
    await reopen(made);
  };
  const withoutNotes = (snapshot: Snapshot) => {
    snapshot.state.metadata = [];
  };
  const asked = {
    matter: 'Organising time',
    cluster: 'C-4',
    pot: 'Cluster pot',
    amount: '50.00',
    payee: 'A. Payee',
    purpose: 'Planning',
    confirmed: true,
  };

  describe('a copy', () => {
    it('says that it is one: forms, Check workbook first, and the set-up page', async () => {
      await copy();
      for (const name of ['askForm', 'meetingForm', 'decideList'])
        expect(answer<Answered>(tracker.run(LEAD, name))).toMatchObject({
          ok: false,
          message: expect.stringMatching(/^This file is a copy of another workbook/),
        });
      const before = tracker.snapshot().workbook;
      expect(answer<Answered>(tracker.run(LEAD, 'askRequest', [{ token: token(), ...asked }]))).toMatchObject({
        ok: false,
        message: expect.stringContaining('copy'),
      });
      expect(tracker.snapshot().workbook).toEqual(before);
      expect(messagesOf(tracker, TEACHER)[0]).toMatch(/^This file is a copy/);
      expect(answer<{ copy: string }>(tracker.run(TEACHER, 'setUpState')).copy).toMatch(/Set up workbook/);
    });

    it('finds renamed tabs by what was noted, and becomes a workbook of its own by its set-up', async () => {
      const money = await figures();
      await copy();
      const { did } = setUp(tracker, TEACHER);
      expect(did.join('\n')).toContain('Made this copy a workbook of its own');
      expect(did.join('\n')).not.toContain('Added the tabs');
      expect(names()).toContain('Money 2026');
      expect(await figures()).toEqual(money);
      expect(messagesOf(tracker, TEACHER)[0]).not.toMatch(/copy of another/);
      expect(answer<Answered>(tracker.run(LEAD, 'askForm'))).toMatchObject({ ok: true });
      expect(setUp(tracker, TEACHER).did).toEqual([]);
    });

    it('is one again when it is copied itself', async () => {
      await copy();
      setUp(tracker, TEACHER);
      await copy();
      expect(answer<Answered>(tracker.run(LEAD, 'askForm')).message).toMatch(/^This file is a copy/);
    });

    it('of an early version finds renamed tabs by their headers, and pages by their formulas', async () => {
      mouse('Overview', 'rename', 'Front page');
      setUp(tracker);
      await tracker.settled();
      const money = tracker.values('Front page', MONEY);
      await copy(withoutNotes);
      const { did } = setUp(tracker, TEACHER);
      expect(did).toEqual(
        expect.arrayContaining([
          'Took “Money 2026” for the tab Ledger, which it looks like',
          'Took “Front page” for the tab Overview, which it looks like',
        ]),
      );
      expect(did.join('\n')).not.toContain('Added the tabs');
      await tracker.settled();
      expect(tracker.values('Front page', MONEY)).toEqual(money);
    });
  });

  describe('a tab that is missing', () => {
    it('stops what needs it with a sentence, and nothing is written', () => {
      mouse('Money 2026', 'delete');
      const before = tracker.snapshot().workbook;
      for (const result of [
        tracker.run(LEAD, 'askForm'),
        tracker.run(LEAD, 'askRequest', [{ token: token(), ...asked }]),
        tracker.run(LEAD, 'previewRequest', [{ token: token(), ...asked }]),
      ])
        expect(answer<Answered>(result)).toMatchObject({
          ok: false,
          message: expect.stringMatching(/^The tab Ledger is missing\. .*Set up workbook.* Nothing was done\.$/),
        });
      expect(tracker.snapshot().workbook).toEqual(before);
      expect(messagesOf(tracker)).toContainEqual(expect.stringContaining('The Ledger tab is missing'));
    });

    it('stops it too where it is the Log, that nothing is done which the log does not tell', () => {
      mouse('Log', 'delete');
      const before = tracker.snapshot().workbook;
      expect(answer<Answered>(tracker.run(LEAD, 'askRequest', [{ token: token(), ...asked }]))).toMatchObject({
        ok: false,
        message: expect.stringMatching(/^The tab Log is missing/),
      });
      expect(tracker.snapshot().workbook).toEqual(before);
    });

    it('is not another tab that was given its name', () => {
      mouse('Release', 'delete');
      mouse('Reviews', 'rename', 'Release');
      expect(setUp(tracker).did.join('\n')).toContain('Added the tabs Release');
      expect(names()).toEqual(expect.arrayContaining(['Release', 'Release 2']));
      expect(tracker.values('Release 2', 'A1')).toEqual([['School']]);
      expect(tracker.values('Release', 'A1')).toEqual([['Review ID']]);
    });
  });
});
