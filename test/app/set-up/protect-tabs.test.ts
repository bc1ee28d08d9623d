import type { SavedProtection, Snapshot, Tracker } from '../../../host/contract';
import { bundleWithMouse } from '../../support/mouse';
import { ADVISOR, DIRECTOR, LEAD, messagesOf, OWNER, protectionsOf, setUp } from '../../support/set-up';
import { answer, openTracker, token } from '../../support/tracker';

const NOW = new Date('2026-11-24T10:00:00Z');
const DECIDERS_TABS = ['People', 'Decisions', 'Settings'];
const strict = { removingOneself: true, lateRefusals: true };

describe('who may edit what is protected', () => {
  const { bundle, dispose } = bundleWithMouse();
  let prepared: Snapshot;
  let tracker: Tracker;

  beforeAll(async () => {
    const first = await openTracker({ now: () => NOW, strict, bundle });
    answer(first.run(OWNER, 'setUpWorkbook'));
    answer(first.run(OWNER, 'addSampleData'));
    await first.settled();
    answer(first.run(OWNER, 'setUpWorkbook'));
    prepared = first.snapshot();
    first.dispose();
  });
  const open = async (more: object = {}) => {
    tracker = await openTracker({ now: () => NOW, snapshot: prepared, strict, bundle, ...more });
  };
  beforeEach(() => open());
  afterEach(() => tracker.dispose());
  afterAll(dispose);

  const wholeTab = (sheet: string): SavedProtection => protectionsOf(tracker, sheet).find(({ range }) => !range)!;
  const change = (sheet: string, to: Partial<SavedProtection>) => {
    const { id } = wholeTab(sheet);
    tracker.state.protections = tracker.state.protections.map((saved) =>
      saved.id === id ? { ...saved, ...to } : saved,
    );
  };
  const save = (more: object, who = OWNER) =>
    answer<{ ok: boolean; message: string }>(
      tracker.run(who, 'saveSetUp', [{ token: token(), clusters: [], ...more }]),
    );
  const digestRow = () => String(tracker.values('Overview', 'B4')[0]![0]);
  const leavePeople = (email: string) => {
    const row = tracker.values('People', 'A1:B40').findIndex((cells) => cells[1] === email) + 1;
    tracker.edit(OWNER, 'People', `G${row}`, [[new Date('2026-11-20T00:00:00Z')]]);
  };

  it('follows People in the morning, whoever’s account the run has, and leaves that account in', async () => {
    answer(tracker.run(ADVISOR, 'switchDigest', [{ on: true }]));
    save({ advisor: { name: 'New Advisor', email: 'new@example.org' } });
    for (const sheet of DECIDERS_TABS) change(sheet, { editors: [DIRECTOR, ADVISOR] });
    leavePeople(ADVISOR);
    delete tracker.state.properties.document['admitted'];
    const { error } = tracker.runTrigger(tracker.state.triggers[0]!.id);
    expect(error).toBeUndefined();
    for (const sheet of DECIDERS_TABS) {
      expect([sheet, wholeTab(sheet).editors]).toEqual([sheet, expect.arrayContaining(['new@example.org', ADVISOR])]);
    }
    expect(digestRow()).not.toMatch(/remove|protect/i);
  });

  it('admits everybody else where Google knows one address not, and names its row of People', async () => {
    tracker.dispose();
    await open({ isAccount: (email: string) => email !== 'typo@example.org' });
    const { message } = save({
      director: { name: 'New Director', email: 'typo@example.org' },
      advisor: { name: 'New Advisor', email: 'new@example.org' },
    });
    expect(message).toMatch(/^Saved: Director: New Director/);
    expect(message).toMatch(/Row \d+ of People: Google does not let typo@example\.org into what is protected/);
    for (const sheet of DECIDERS_TABS) {
      expect(wholeTab(sheet).editors).toContain('new@example.org');
      expect(wholeTab(sheet).editors).not.toContain(DIRECTOR);
    }
    const row = Number(/Row (\d+)/.exec(message)![1]);
    expect(tracker.values('People', `B${row}`)).toEqual([['typo@example.org']]);
    expect(setUp(tracker).did.join('\n')).toContain('Row ');
    answer(tracker.run('new@example.org', 'switchDigest', [{ on: true }]));
    tracker.runTrigger(tracker.state.triggers[0]!.id);
    expect(digestRow()).toContain('typo@example.org');
  });

  it('takes no address-less entry for somebody to be taken out', () => {
    change('People', { editors: [ADVISOR, DIRECTOR, '', 'gone@example.org'] });
    expect(setUp(tracker).did.join('\n')).toContain(
      'People (only the Director and the Advisor change this tab: who may',
    );
    expect(wholeTab('People').editors).toEqual(expect.arrayContaining([ADVISOR, DIRECTOR]));
    expect(wholeTab('People').editors).not.toContain('gone@example.org');
    expect(setUp(tracker).did).toEqual([]);
  });

  it.each([...DECIDERS_TABS, 'Overview'])('puts a protection of %s back that somebody has made a warning', (sheet) => {
    change(sheet, { warningOnly: true, restricted: false, editors: [] });
    expect(setUp(tracker).did.join('\n')).toContain('who may edit)');
    expect(wholeTab(sheet)).toMatchObject({ warningOnly: false, restricted: true });
    expect(wholeTab(sheet).editors).toEqual(expect.arrayContaining([ADVISOR, DIRECTOR]));
    expect(() => tracker.edit(LEAD, sheet, 'A12', [['x']])).toThrow(/protected/);
    expect(setUp(tracker).did).toEqual([]);
  });

  it('lets the Director run what the owner has to finish, and says which tabs are left', () => {
    tracker.edit(OWNER, 'Meetings', 'C1', [['']]);
    const { did, message } = setUp(tracker, DIRECTOR);
    expect(message).toMatch(/needs you/);
    expect(did[0]).toMatch(/^Google lets only the owner of the file change headers.*\(Meetings\)\. Ask the owner/);
    expect(tracker.values('Meetings', 'C1')).toEqual([['']]);
    expect(setUp(tracker).did).toContain('Meetings: headers Date');
    expect(setUp(tracker, DIRECTOR).did).toEqual([]);
  });

  describe('everybody who may type in a tab', () => {
    const ROWS = { Requests: 'U', Ledger: 'P', Clusters: 'J' } as const;

    it.each(Object.entries(ROWS))('sorts, inserts and deletes rows of %s', (sheet, letter) => {
      const before = tracker.values(sheet, 'A2:A5').map(([id]) => id);
      const last = tracker.values(sheet, 'A1:Z1')[0]!.filter((cell) => cell !== '').length;
      tracker.reorder(LEAD, sheet, `A2:${String.fromCharCode(64 + last)}5`, [3, 2, 1, 0]);
      expect(tracker.values(sheet, 'A2:A5').map(([id]) => id)).toEqual([...before].reverse());
      for (const what of ['insert rows', 'delete rows'])
        expect(tracker.run(LEAD, 'mouse', [sheet, what, 3, 1]).error).toBeUndefined();
      expect(tracker.run(LEAD, 'mouse', [sheet, 'format', `${letter}1`, '@']).error).toMatch(/protected/);
      const computed = protectionsOf(tracker, sheet).find(({ range }) => range?.row === 2)!;
      expect([computed.warningOnly, computed.range!.column]).toEqual([true, letter.charCodeAt(0) - 64]);
    });

    it('makes the protections of an earlier version warnings', () => {
      tracker.state.protections = tracker.state.protections.map((saved) =>
        saved.range?.row === 2 ? { ...saved, warningOnly: false, restricted: true, editors: [OWNER] } : saved,
      );
      expect(setUp(tracker).did.join('\n')).toContain('Requests (computed column Flag: who may edit)');
      for (const sheet of Object.keys(ROWS))
        expect(protectionsOf(tracker, sheet).every(({ range, warningOnly }) => range?.row !== 2 || warningOnly)).toBe(
          true,
        );
    });

    it.each([
      ['typed', {}],
      ['pasted', { paste: true }],
    ])('sees what they have %s into a worked-out column cleared at once, and why', async (_, how) => {
      const flags = tracker.values('Requests', 'U1:U6');
      const { ui } = tracker.edit(LEAD, 'Requests', 'U4', [['approved £999.00']], how);
      expect(ui).toContainEqual(
        expect.objectContaining({ kind: 'toast', message: expect.stringMatching(/^Flag is .* Clusters ▸ Decide\./) }),
      );
      await tracker.settled();
      expect(tracker.values('Requests', 'U1:U6')).toEqual(flags);
      expect(messagesOf(tracker).filter((message) => message.startsWith('Requests!U'))).toEqual([]);
    });
  });
});
