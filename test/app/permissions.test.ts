import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SCOPES, type Snapshot, type Tracker } from '../../host/contract';
import type { Refusal } from '../../src/actions/answers';
import { ENTRIES, MENU } from '../../src/app/menu-entries';
import { PERMISSIONS, type Permission, scopeOf } from '../../src/app/permissions';
import { answer, openTracker, token } from '../support/tracker';

const OWNER = 'owner@example.org';
const ADVISOR = 'advisor@example.org';
const LEAD = 'lead.west@example.org';
const NOW = new Date('2026-11-24T10:00:00Z');
const ROOT = path.join(__dirname, '..', '..');

const all = Object.values(SCOPES) as string[];
const without = (...scopes: string[]) => all.filter((scope) => !scopes.includes(scope));

describe('the permissions of the manifest', () => {
  it('are those that the tracker says something of, and those the guide to installing explains', () => {
    const { oauthScopes } = JSON.parse(readFileSync(path.join(ROOT, 'appsscript.json'), 'utf8')) as {
      oauthScopes: string[];
    };
    expect((Object.keys(PERMISSIONS) as Permission[]).map(scopeOf).sort()).toEqual([...oauthScopes].sort());
    const guide = readFileSync(path.join(ROOT, 'docs', 'deploy.md'), 'utf8');
    for (const name of Object.keys(PERMISSIONS)) expect(guide).toContain(`\`${name}\``);
  });
});

describe('somebody who left a box unticked, through the built bundle', () => {
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
    tracker = await openTracker({ now: () => NOW, snapshot: prepared });
  });
  afterEach(() => tracker.dispose());

  const rowsIn = (sheet: string) => tracker.values(sheet, 'A1:A900').filter(([id]) => id !== '').length;
  const refused = (email: string, name: string, ...args: unknown[]) => answer<Refusal>(tracker.run(email, name, args));

  const CALLS: [name: string, payload?: unknown][] = [
    ['meetingForm'],
    ['recordMeeting', {}],
    ['paymentForm'],
    ['previewPayment', {}],
    ['recordPayment', {}],
    ['sessionForm'],
    ['previewSession', {}],
    ['recordSession', {}],
    ['releaseForm'],
    ['declareRelease', {}],
    ['focusForm'],
    ['saveFocusAreas', {}],
    ['reviewForm'],
    ['recordReview', {}],
    ['askForm'],
    ['previewRequest', {}],
    ['askRequest', {}],
    ['myRequests'],
    ['answerQuestion', {}],
    ['withdrawRequest', {}],
    ['seeToRequest', {}],
    ['previewMeeting', {}],
    ['previewPerson', {}],
    ['previewLead', {}],
    ['changeForm'],
    ['changeMembers', {}],
    ['handOverForm'],
    ['changeLead', {}],
    ['correctMeeting', {}],
    ['planMeetings', {}],
    ['peopleForm'],
    ['savePerson', {}],
    ['fileForm'],
    ['previewFile', {}],
    ['openFile', {}],
    ['figuresForm'],
    ['saveFigure', {}],
    ['clusterPage', {}],
    ['schoolPage', {}],
    ['reportPages', { kind: 'charts' }],
    ['decideList'],
    ['decideRequests', {}],
    ['checkWorkbook'],
    ['repairCells', {}],
    ['verifyLog'],
    ['whySelected'],
    ['digestState'],
    ['switchDigest', { on: true }],
    ['setUpState'],
    ['saveSetUp', {}],
    ['addSampleData'],
    ['setUpWorkbook'],
    ['showCell', {}],
  ];

  it.each(CALLS)('is told by %s which box it is and where Google asks again', (name, ...sent) => {
    tracker.grant(ADVISOR, without(SCOPES.address));
    const { ok, message, again, allow } = refused(ADVISOR, name, ...sent);
    expect(ok).toBe(false);
    expect(message).toMatch(
      /^Nothing was done, because this box was left unticked.*“See your primary Google Account email address” \(to know/,
    );
    expect(message).toMatch(/Google asks again\. Tick all boxes and try again\.$/);
    expect([again, allow]).toEqual([true, expect.stringMatching(/^https:/)]);
  });

  it('is told of several', () => {
    tracker.grant(LEAD, [SCOPES.ui]);
    const { message } = refused(LEAD, 'myRequests');
    expect(message).toMatch(/because these boxes were left unticked/);
    expect(message).toMatch(/“View and manage spreadsheets.*”.*, “See your primary/);
  });

  it('may go on where they have ticked it since', () => {
    tracker.grant(LEAD, without(SCOPES.address));
    expect(refused(LEAD, 'myRequests')).toMatchObject({ ok: false });
    tracker.grant(LEAD, 'all');
    expect(refused(LEAD, 'myRequests')).toMatchObject({ ok: true });
  });

  it('has the menu all the same, and the day of Overview', () => {
    tracker.grant(LEAD, []);
    const { menus, error } = tracker.open(LEAD);
    expect(error).toBeUndefined();
    expect(menus[0]!.items).toHaveLength(MENU.length);
  });

  it.each(ENTRIES.map(({ path, entry }) => [path, entry.handler]))('is asked by Google at %s', (_, handler) => {
    tracker.grant(LEAD, []);
    const asked = tracker.run(LEAD, handler).asksFor;
    const needed = handler === 'showHelp' ? [SCOPES.ui] : [SCOPES.ui, SCOPES.spreadsheet, SCOPES.address];
    expect(asked).toEqual(needed);
    tracker.grant(LEAD, needed);
    const { asksFor, ui } = tracker.run(LEAD, handler);
    expect([asksFor, ui.length]).toEqual([undefined, 1]);
  });

  describe('of mails and the daily run', () => {
    const digest = () => tracker.run(ADVISOR, 'switchDigest', [{ on: true }]).value as Refusal;

    it('can do everything but switch the digest on', () => {
      for (const email of [ADVISOR, LEAD]) tracker.grant(email, without(SCOPES.mail, SCOPES.triggers));
      const asked = {
        token: token(),
        matter: 'Organising time',
        cluster: 'C-4',
        pot: 'Cluster pot',
        amount: '50.00',
        payee: 'A. Payee',
        purpose: 'Planning',
        confirmed: true,
      };
      expect(refused(LEAD, 'askRequest', asked)).toMatchObject({ ok: true });
      for (const name of ['decideList', 'digestState', 'checkWorkbook', 'setUpState'])
        expect([name, refused(ADVISOR, name)]).toMatchObject([name, { ok: true }]);
      const { ok, message, allow } = digest();
      expect([ok, allow]).toEqual([false, expect.stringMatching(/^https:/)]);
      expect(message).toMatch(/“Send email as you”.*“Allow this application to run when you are not present”/);
      expect(tracker.state.triggers).toEqual([]);
      expect(refused(ADVISOR, 'digestState')).toMatchObject({ on: false });
    });

    it('switches off what runs from another account', () => {
      answer(tracker.run(ADVISOR, 'switchDigest', [{ on: true }]));
      tracker.grant('director@example.org', without(SCOPES.mail, SCOPES.triggers));
      expect(refused('director@example.org', 'switchDigest', { on: false })).toMatchObject({ ok: true });
    });

    it('sees on the page that the daily run is gone, where the permission was taken back', () => {
      answer(tracker.run(ADVISOR, 'switchDigest', [{ on: true }]));
      tracker.grant(ADVISOR, without(SCOPES.triggers));
      expect(refused(ADVISOR, 'digestState')).toMatchObject({
        warning: 'Its daily trigger is gone. Switch it on again.',
      });
    });

    it('finds on Overview why no mail was sent', () => {
      answer(tracker.run(ADVISOR, 'switchDigest', [{ on: true }]));
      tracker.grant(ADVISOR, without(SCOPES.mail));
      tracker.runTrigger(tracker.state.triggers[0]!.id);
      const shown = tracker
        .values('Overview', 'A1:Z4')
        .flat()
        .find((cell) => /^Not sent/.test(String(cell)));
      expect(shown).toMatch(/“Send email as you” \(to send the daily digest\)/);
      expect(tracker.state.outbox).toEqual([]);
    });
  });

  it('writes nothing', () => {
    const before = ['Meetings', 'Requests', 'Log'].map(rowsIn);
    tracker.grant(LEAD, without(SCOPES.address));
    for (const [name, ...sent] of CALLS) tracker.run(LEAD, name, sent);
    expect(['Meetings', 'Requests', 'Log'].map(rowsIn)).toEqual(before);
  });
});
