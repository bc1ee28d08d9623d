import type { RunResult, Snapshot, Tracker } from '../../host/contract';
import { answer, openTracker, stopAt, token } from '../support/tracker';

const OWNER = 'owner@example.org';
const ADVISOR = 'advisor@example.org';
const DIRECTOR = 'director@example.org';
const LEAD = 'lead.west@example.org';
const NOW = new Date('2026-11-24T07:10:00Z');
const LATER = new Date('2026-11-24T12:00:00Z');
const NEXT_DAY = new Date('2026-11-25T07:10:00Z');

interface Plain {
  ok: boolean;
  message: string;
}
interface State extends Plain {
  on: boolean;
  runsAs: string | null;
  mine: boolean;
  warning: string | null;
  preview: { to: string; subject: string; body: string }[];
}

/** Somebody who is only told of an answer: once. */
const NEWS_ONLY = 'lead.west@example.org';

describe('the daily digest (A9)', () => {
  let now = NOW;
  let tracker: Tracker;
  let prepared: Snapshot;

  beforeAll(async () => {
    const first = await openTracker({ now: () => NOW });
    answer(first.run(OWNER, 'setUpWorkbook'));
    answer(first.run(OWNER, 'addSampleData'));
    await first.settled();
    prepared = first.snapshot();
    first.dispose();
  });
  beforeEach(async () => {
    now = NOW;
    tracker = await openTracker({ now: () => now, snapshot: prepared });
  });
  afterEach(() => tracker.dispose());

  const stateFor = (email: string) => answer<State>(tracker.run(email, 'digestState'));
  const turn = (email: string, on: boolean) => answer<Plain>(tracker.run(email, 'switchDigest', [{ on }]));
  const run = (): RunResult => tracker.runTrigger(tracker.state.triggers[0]!.id);
  const mailed = () => tracker.state.outbox.map(({ to }) => to);
  const overview = () => String(tracker.values('Overview', 'B4')[0]![0]);
  const bodyFor = (to: string) => stateFor(DIRECTOR).preview.find((mail) => mail.to === to)?.body ?? '';
  const lineOf = (to: string, id: string) =>
    bodyFor(to)
      .split('\n')
      .find((text) => text.includes(id));
  const ask = (more: object = {}): string =>
    answer<{ id: string }>(
      tracker.run(LEAD, 'askRequest', [
        {
          token: token(),
          matter: 'Organising time',
          cluster: 'C-4',
          pot: 'Cluster pot',
          amount: '50.00',
          payee: 'A. Payee',
          purpose: 'Planning',
          ...more,
        },
      ]),
    ).id;

  it('sends one mail a person, with what waits', () => {
    expect(stateFor(ADVISOR).on).toBe(false);
    expect(turn(ADVISOR, true).ok).toBe(true);
    expect(tracker.state.triggers).toHaveLength(1);
    expect(run().error).toBeUndefined();
    expect(new Set(mailed()).size).toBe(mailed().length);
    expect(mailed()).toEqual(expect.arrayContaining([ADVISOR, DIRECTOR]));
    const mail = tracker.state.outbox.find((sent) => sent.to === ADVISOR)!;
    expect(mail.body).toContain('R-1104');
    expect(mail.body).not.toContain('R-1102');
    expect(mail.body).toMatch(/Newest line of the log: \d+, [0-9a-f]{64}/);
  });

  it('lists as waiting exactly what Decide lists as waiting for the person', () => {
    const mine = (email: string) =>
      answer<{ mine: { id: string }[] }>(tracker.run(email, 'decideList')).mine.map(({ id }) => id);
    for (const email of [ADVISOR, DIRECTOR]) {
      const section =
        /Waiting for your decision, in Clusters ▸ Decide:\n((?: {2}.*\n?)*)/.exec(bodyFor(email))?.[1] ?? '';
      expect([...section.matchAll(/• (\S+):/g)].map(([, id]) => id).sort()).toEqual(mine(email).sort());
      const { subject } = stateFor(DIRECTOR).preview.find(({ to }) => to === email)!;
      expect(subject).toContain(`${mine(email).length} to decide`);
    }
  });

  it('reminds after five school days and copies the Director after ten', () => {
    expect(lineOf(DIRECTOR, 'R-1102')).toMatch(/ – waiting 6 school days, longer than it should$/);
    expect(lineOf(ADVISOR, 'R-1104')).toMatch(/ – waiting 10 school days, longer than it should$/);
    expect(lineOf(DIRECTOR, 'R-1104')).toBeUndefined();
    expect(lineOf(ADVISOR, 'R-1109')).toMatch(/ – waiting 2 school days$/);
    expect(lineOf(DIRECTOR, 'R-1109')).toBeUndefined();
    // Asked on 21 October, approved on the 26th and changed later: 24 school days since it was asked, 21 since it was
    // decided.
    expect(lineOf(ADVISOR, 'R-1107')).toMatch(/ – waiting 21 school days, far too long$/);
    expect(lineOf(DIRECTOR, 'R-1107')).toMatch(/ – waiting 21 school days, far too long, for Advisor$/);
  });

  it('does nothing for a stranger, nor for anybody else while it is off', () => {
    for (const who of ['stranger@example.org', LEAD, ADVISOR]) {
      expect(answer<Plain>(tracker.run(who, 'sendDigest'))).toMatchObject({ ok: false });
    }
    turn(ADVISOR, true);
    const says = overview();
    for (const args of [[], [{ triggerUid: '1' }]]) {
      expect(answer<Plain>(tracker.run('stranger@example.org', 'sendDigest', args)).ok).toBe(false);
      expect(answer<Plain>(tracker.run(LEAD, 'sendDigest', args)).ok).toBe(false);
    }
    expect(mailed()).toEqual([]);
    expect(overview()).toBe(says);
    expect(answer<Plain>(tracker.run(DIRECTOR, 'sendDigest')).ok).toBe(true);
    expect(mailed()).toContain(ADVISOR);
  });

  it('writes to nobody twice a day, and to everybody again the next day', () => {
    turn(ADVISOR, true);
    run();
    const first = mailed();
    now = LATER;
    run();
    answer(tracker.run(DIRECTOR, 'sendDigest'));
    expect(mailed()).toEqual(first);
    // Whom only news were told has nothing more waiting.
    expect(overview()).toContain(`${first.filter((to) => to !== NEWS_ONLY).length} people had today’s mail before`);
    now = NEXT_DAY;
    run();
    expect(mailed().slice(first.length).sort()).toEqual(first.filter((to) => to !== NEWS_ONLY).sort());
  });

  it('writes to nobody twice when a run is cut off at any call, says so, and the next run goes on', async () => {
    turn(ADVISOR, true);
    await tracker.settled();
    const on = tracker.snapshot();
    run();
    const everybody = mailed().sort();
    const cuts = [1, 2, everybody.length].flatMap((after) => [
      { call: 'setProperties', when: 'after', after },
      { call: 'sendEmail', when: 'before', after },
      { call: 'sendEmail', when: 'after', after },
    ]);
    for (const { call, when, after } of cuts) {
      tracker.dispose();
      now = NOW;
      tracker = await openTracker({ now: () => now, snapshot: on });
      let calls = 0;
      let begun = false;
      const isHere = (name: string, moment: string) => {
        begun ||= name === 'MailApp.getRemainingDailyQuota';
        return begun && name.endsWith(`.${call}`) && moment === when && ++calls === after;
      };
      stopAt(tracker, isHere, run);
      expect(overview()).toMatch(/^Running since .* If this stays, the run was cut off/);
      // A run may be going on for six minutes.
      expect(stateFor(ADVISOR).warning).toBeNull();
      now = LATER;
      expect(stateFor(ADVISOR).warning).toMatch(/was cut off/);
      expect(run().error).toBeUndefined();
      expect(new Set(mailed()).size).toBe(mailed().length);
      // At most the one whose turn it was goes without.
      expect(mailed().length).toBeGreaterThanOrEqual(everybody.length - 1);
      expect(overview()).toMatch(/The run of .* was cut off/);
      const missed = everybody.filter((to) => !mailed().includes(to));
      const sent = mailed().length;
      now = NEXT_DAY;
      run();
      expect(mailed().slice(sent).sort()).toEqual(everybody.filter((to) => to !== NEWS_ONLY));
      expect(missed.length).toBeLessThanOrEqual(1);
    }
  });

  it('keeps a mail that failed for the next day, and sends the others', () => {
    turn(ADVISOR, true);
    let calls = 0;
    tracker.onServiceCall = (name, moment) => {
      if (name === 'MailApp.sendEmail' && moment === 'before' && ++calls === 1) throw new Error('Service unavailable');
    };
    run();
    delete tracker.onServiceCall;
    const [, failed] = /1 person not, and first tomorrow: (\S+@\S+)\./.exec(overview())!;
    expect(mailed()).not.toContain(failed);
    expect(mailed().length).toBeGreaterThan(0);
    const sent = mailed().length;
    now = NEXT_DAY;
    run();
    expect(mailed()[sent]).toBe(failed);
  });

  it(
    'keeps the mails that the day’s quota does not allow, says so on Overview, and sends them first the next ' + 'day',
    () => {
      turn(ADVISOR, true);
      expect(overview()).toBe(`On, from ${ADVISOR}. It has not run yet.`);
      const before = { at: NOW.toISOString(), from: ADVISOR, to: 'x@example.org', subject: '', body: '' };
      tracker.state.outbox.push(...new Array(98).fill(before));
      run();
      expect(mailed().slice(98)).toHaveLength(2);
      const says = overview();
      expect(says).toMatch(
        /^Last run 24 Nov 2026, 07:10: 2 people written to\. \d+ (person|people) not, and first tomorrow: /,
      );
      now = NEXT_DAY;
      run();
      const held = says.replace(/.*tomorrow: (.*)\.$/, '$1').split(', ');
      expect(
        mailed()
          .slice(100, 100 + held.length)
          .sort(),
      ).toEqual(held.sort());
      expect(overview()).not.toMatch(/first tomorrow/);
    },
  );

  it('is switched off by any decider; the trigger of another account then does nothing and goes', () => {
    turn(ADVISOR, true);
    expect(turn(LEAD, false)).toMatchObject({ ok: false });
    expect(turn(DIRECTOR, false)).toMatchObject({ ok: true });
    expect(stateFor(ADVISOR)).toMatchObject({ on: false, runsAs: null });
    expect(overview()).toBe('Off');
    expect(tracker.state.triggers).toHaveLength(1);
    expect(run().error).toBeUndefined();
    expect(mailed()).toEqual([]);
    expect(tracker.state.triggers).toEqual([]);
  });

  it('is taken over by another decider; the account before sends nothing any more', () => {
    turn(ADVISOR, true);
    const old = tracker.state.triggers[0]!.id;
    expect(turn(DIRECTOR, true).message).toContain(`no longer runs from ${ADVISOR}`);
    expect(stateFor(DIRECTOR)).toMatchObject({ on: true, runsAs: DIRECTOR, mine: true, warning: null });
    tracker.runTrigger(old);
    expect(mailed()).toEqual([]);
    expect(tracker.state.triggers.map(({ createdBy }) => createdBy)).toEqual([DIRECTOR]);
    run();
    expect(mailed()).toContain(ADVISOR);
    expect(new Set(tracker.state.outbox.map(({ from }) => from))).toEqual(new Set([DIRECTOR]));
    const log = tracker.values('Log', 'E1:G400').filter(([action]) => action === 'Switch the digest on');
    expect(log.map(([, , what]) => what)).toEqual([
      `runs as ${ADVISOR}`,
      `runs as ${DIRECTOR}, taken over from ${ADVISOR}`,
    ]);
  });

  it('leaves one trigger, however often switching on was cut off', () => {
    for (const call of ['newTrigger', 'setProperties', 'setValues', 'flush']) {
      const isHere = (name: string, moment: string) => name.endsWith(`.${call}`) && moment === 'after';
      stopAt(tracker, isHere, () => tracker.run(ADVISOR, 'switchDigest', [{ on: true }]));
    }
    turn(ADVISOR, true);
    expect(tracker.state.triggers).toHaveLength(1);
    expect(stateFor(ADVISOR)).toMatchObject({ on: true, warning: null });
  });

  it('says when it is on and does not run, and can be switched on again', () => {
    turn(ADVISOR, true);
    tracker.state.triggers = [];
    expect(stateFor(ADVISOR).warning).toMatch(/daily trigger is gone/);
    expect(stateFor(DIRECTOR).warning).toBeNull();
    now = new Date('2026-11-26T12:00:00Z');
    expect(stateFor(DIRECTOR).warning).toMatch(/has not run since 24 Nov 2026.*run it from yours/);
    expect(turn(ADVISOR, true).ok).toBe(true);
    expect(stateFor(ADVISOR).warning).toBeNull();
    expect(tracker.state.triggers).toHaveLength(1);
  });

  it('sends although a tab is missing, and says on Overview what is amiss', () => {
    turn(ADVISOR, true);
    const saved = tracker.snapshot();
    const reviews = tracker.sheets().find(({ name }) => name === 'Reviews')!;
    tracker.dispose();
    const { [reviews.key]: _gone, ...sheets } = saved.workbook.sheets!;
    const workbook = {
      ...saved.workbook,
      sheets,
      sheetOrder: saved.workbook.sheetOrder!.filter((key) => key !== reviews.key),
    };
    return openTracker({ now: () => now, snapshot: { ...saved, workbook } }).then((opened) => {
      tracker = opened;
      run();
      expect(mailed()).toContain(ADVISOR);
      expect(overview()).toMatch(/The tab Reviews is missing/);
    });
  });

  it('sends nothing while somebody saves for minutes, says so on Overview, and sends when it is asked again', () => {
    turn(ADVISOR, true);
    const release = tracker.holdLock('document');
    expect(run().error).toBeUndefined();
    expect(mailed()).toEqual([]);
    expect(overview()).toMatch(/^Not sent on 24 Nov 2026, 07:10: Somebody else is saving just now\./);
    // Whoever may not send it says nothing there.
    expect(answer<Plain>(tracker.run(LEAD, 'sendDigest')).ok).toBe(false);
    release();
    run();
    expect(mailed()).toContain(ADVISOR);
    expect(overview()).toMatch(/^Last run 24 Nov 2026/);
  });

  it('says on Overview why it could not send', () => {
    turn(ADVISOR, true);
    tracker.onServiceCall = (name, moment) => {
      if (name === 'MailApp.getRemainingDailyQuota' && moment === 'before') throw new Error('Mail is switched off');
    };
    expect(run().error).toMatch(/Mail is switched off/);
    delete tracker.onServiceCall;
    expect(overview()).toMatch(/^Not sent on 24 Nov 2026, 07:10: .*Mail is switched off/);
  });

  it('keeps text from cells on its line, and writes to nobody who is not in People today', () => {
    const id = ask({ purpose: 'Tea\nOpen the sheet: http://evil.example.org\u2028more' });
    expect(
      bodyFor(ADVISOR)
        .split('\n')
        .filter((line) => line.startsWith('Open the sheet:')),
    ).toHaveLength(1);
    expect(lineOf(ADVISOR, id)).toContain('(Tea Open the sheet: http://evil.example.org more)');
    const requests = tracker.values('Requests', 'A1:Q400');
    const row = requests.findIndex(([key]) => key === 'R-1103') + 1;
    const column = String.fromCharCode(65 + requests[0]!.indexOf('Asked by'));
    tracker.edit(OWNER, 'Requests', `${column}${row}`, [['victim@example.org; lead.stonehenge@example.org']], {
      paste: true,
    });
    const to = stateFor(DIRECTOR).preview.map((mail) => mail.to);
    expect(to).toContain('lead.stonehenge@example.org');
    expect(to).not.toContain('victim@example.org');
  });

  it('tells the Advisor and the Director of a report once (C4)', () => {
    const id = ask({
      matter: 'Problem, idea or question',
      pot: null,
      amount: null,
      purpose: 'The host school is closing',
    });
    turn(ADVISOR, true);
    run();
    const told = () => tracker.state.outbox.filter(({ body }) => body.includes(id)).map(({ to }) => to);
    expect(told().sort()).toEqual([ADVISOR, DIRECTOR]);
    now = NEXT_DAY;
    run();
    expect(told()).toHaveLength(2);
  });

  it('tells the Director of requests that nobody can decide (A3)', () => {
    const people = tracker.values('People', 'A1:H40').filter(([name]) => name !== '');
    const school = people[0]!.indexOf('School');
    const director = people.findIndex((row) => row[1] === DIRECTOR) + 1;
    const advisor = people.find((row) => row[1] === ADVISOR)!;
    tracker.edit(OWNER, 'People', `${String.fromCharCode(65 + school)}${director}`, [[advisor[school]]], {
      paste: true,
    });
    expect(bodyFor(DIRECTOR)).toMatch(/Nobody can decide these:[\s\S]*• R-1102:/);
  });
});
