import type { Tracker } from '../../host/contract';
import { answer, openTracker } from '../support/tracker';

const OWNER = 'owner@example.org';
const ADVISOR = 'advisor@example.org';
const INVENTED = 'former-advisor-1@example.invalid';

/** What docs/privacy.md promises of somebody whose address is replaced everywhere, and warns of. */
describe('a decider whose name has to go', () => {
  let tracker: Tracker;
  let before: unknown[];
  beforeEach(async () => {
    tracker = await openTracker({ now: () => new Date('2026-11-24T10:00:00Z') });
    tracker.run(OWNER, 'repairWorkbook');
    tracker.run(OWNER, 'addSampleData');
    await tracker.settled();
    before = flags();
  });
  afterEach(() => tracker.dispose());

  const column = (sheet: string, header: string) => {
    const [headers, ...rows] = tracker.values(sheet, 'A1:Z120');
    const at = headers!.indexOf(header);
    return { letter: String.fromCharCode(65 + at), cells: rows.map((row) => row[at]) };
  };
  const flags = () => column('Requests', 'Flag').cells;
  const replace = (sheet: string, header: string, text: string) => {
    const { letter, cells } = column(sheet, header);
    for (const [i, cell] of cells.entries())
      if (cell === ADVISOR) tracker.edit(OWNER, sheet, `${letter}${i + 2}`, [[text]]);
  };
  const verdict = () => answer<{ good: boolean; message: string }>(tracker.run(OWNER, 'verifyLog'));

  it('keeps every flag as it was under an invented address, and the log names the first changed line', async () => {
    replace('People', 'E-mail', INVENTED);
    replace('Log', 'Who', INVENTED);
    await tracker.settled();
    expect(flags()).toEqual(before);
    expect(verdict()).toMatchObject({
      good: false,
      message: expect.stringMatching(/^Tampered: Log row \d+: line \d+/),
    });
  });

  it('keeps what was decided where only the row of People is emptied: a sealed decision stands (A1)', async () => {
    replace('People', 'E-mail', '');
    await tracker.settled();
    const decided = (all: unknown[]) => all.filter((flag) => /^(approved|declined)/.test(String(flag)));
    expect(decided(flags())).toEqual(decided(before));
    expect(decided(before).length).toBeGreaterThan(3);
    expect(verdict().good).toBe(true);
  });

  it('voids the decisions in which the address is replaced, since their seals no longer fit (A1)', async () => {
    const made = column('Decisions', 'Decided by').cells.filter((who) => who === ADVISOR).length;
    replace('Decisions', 'Decided by', INVENTED);
    await tracker.settled();
    const voided = flags().filter((flag) => /^not allowed: Decision D-\d+ was changed/.test(String(flag)));
    expect(voided.length).toBeGreaterThan(0);
    const { problems } = answer<{ problems: { message: string }[] }>(tracker.run(OWNER, 'checkWorkbook'));
    const changed = problems.filter(({ message }) => / was changed after it was made\./.test(message));
    expect(changed.length).toBeGreaterThanOrEqual(made);
  });
});
