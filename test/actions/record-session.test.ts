import { previewSession, recordSession } from '../../src/actions/record-session';
import { sessionForm } from '../../src/actions/session-form';
import { DIRECTOR, done, LEAD, MONEY, open, problems, SOUTH_LEAD } from '../support/action-cases';
import { mark, meeting, SESSION, type Tabs } from '../support/builders';
import type { FakeWorkbook } from '../support/fake-world';
import { PEOPLE, type Row } from '../support/rules-tables';
import { token } from '../support/tracker';

const NEW = {
  date: '2026-11-20',
  provider: 'Bright Sparks',
  fellow: false,
  vatRegistered: true,
  netFee: '550',
  clusters: ['C-1'],
};
const training = (more: object = {}, session: object = {}) => ({
  token: token(),
  cluster: 'C-1',
  newSession: { ...NEW, ...session },
  came: ['S-1', 'S-2', 'S-3'],
  ...more,
});
const book = (more: Tabs = {}) => open([], { ledger: [MONEY], ...more });
const rowsIn = (of: FakeWorkbook) => {
  const tables = of.tables();
  return {
    sessions: tables.get('sessions').rows,
    meetings: tables.get('meetings').rows,
    attendance: tables.get('attendance').rows,
  };
};
const each = (answer: unknown) =>
  (answer as { split: { part: string; gross: string }[] }).split.map(({ part, gross }) => `${part} ${gross}`);

describe('a training session, before it is recorded', () => {
  it('shows what the pot and each school that came pay, to the penny (S1, S2, F14)', () => {
    const shown = done(previewSession(book().as(LEAD), training()));
    expect(shown).toMatchObject({
      severity: 'note',
      sentence: 'The pot pays £480.00, three schools £60.00 each',
      pot: { pot: 'Cluster pot of North Cluster', before: { left: '£1,000.00' }, after: { left: '£1,000.00' } },
    });
    expect(each(shown)).toEqual([
      'Pot of North Cluster £480.00',
      'School 1 £60.00',
      'School 2 £60.00',
      'School 3 £60.00',
    ]);
  });

  it('is shared by all members while nobody is ticked', () => {
    const shown = done(previewSession(book().as(LEAD), training({ came: null })));
    expect(shown.sentence).toBe('The pot pays £480.00, five schools £36.00 each');
  });

  it('is shared by those that came to the meeting it was part of', () => {
    const tabs = { meetings: [meeting('M-1', '2026-11-20')], attendance: [mark('M-1', 1), mark('M-1', 2)] };
    const shown = done(previewSession(book(tabs).as(LEAD), training({ came: null }, { meeting: 'M-1' })));
    expect(shown.sentence).toBe('The pot pays £480.00, two schools £90.00 each');
  });

  it('shares one cap between two clusters, and the rest among those of both that came (S3)', () => {
    const more = training({ came: ['S-1', 'S-6'] }, { clusters: ['C-1', 'C-2'] });
    expect(each(done(previewSession(book().as(LEAD), more)))).toEqual([
      'Pot of North Cluster £240.00',
      'Pot of South Cluster £240.00',
      'School 1 £90.00',
      'School 6 £90.00',
    ]);
  });
});

describe('recording a training session', () => {
  it('writes the session, and who came as a gathering that counts as no meeting (M2)', () => {
    const own = book();
    const answer = done(recordSession(own.as(LEAD), training()));
    expect(answer.message).toBe(
      `Recorded: training by Bright Sparks (${answer.id}). The pot pays £480.00, three schools £60.00 each.`,
    );
    expect(answer.next).toMatch(/^Nothing is set aside in the pot for it yet: record the payment/);
    expect(rowsIn(own).meetings).toMatchObject([
      { cluster: 0, kind: 'Sub-group', status: 'Held', inSchoolHours: false },
    ]);
    expect(rowsIn(own).attendance.map(({ school, mark: made }) => [school, made])).toEqual([
      [0, 'Present'],
      [1, 'Present'],
      [2, 'Present'],
      [3, 'Absent'],
      [4, 'Absent'],
    ]);
    expect(rowsIn(own).sessions).toMatchObject([{ netFee: 550_00, clusters: [0], meeting: 0 }]);
    expect(own.lastLine()).toMatchObject({
      action: 'Record training',
      reference: answer.id,
      what: '20 Nov 2026, Bright Sparks, £550.00 and VAT, North Cluster, 3 of 5 schools came',
    });
  });

  it('finds nothing wrong with guests of a cluster that shares it (P7, S2)', () => {
    const own = book();
    done(recordSession(own.as(LEAD), training({ came: ['S-1', 'S-6'] }, { clusters: ['C-1', 'C-2'] })));
    expect(problems(own, DIRECTOR).filter(({ sheet }) => sheet === 'Attendance')).toEqual([]);
  });

  it('writes no meeting where it was part of one, or where nobody knows yet who came', () => {
    const own = book({ meetings: [meeting('M-1', '2026-11-20')], attendance: [mark('M-1', 1)] });
    done(recordSession(own.as(LEAD), training({ came: null }, { meeting: 'M-1' })));
    done(recordSession(own.as(LEAD), training({ came: null }, { provider: 'Another', date: '2027-01-15' })));
    expect(rowsIn(own).sessions.map(({ meeting: of }) => of)).toEqual([0, null]);
    expect(rowsIn(own).meetings).toHaveLength(1);
  });

  it('asks whether two sessions of one provider within a day are one (S4)', () => {
    const own = book({ sessions: [SESSION] });
    const sent = training({}, { date: '2026-11-03' });
    expect(recordSession(own.as(LEAD), sent)).toMatchObject({ ok: false, confirm: true });
    expect(recordSession(own.as(LEAD), { ...sent, confirmed: true })).toMatchObject({ ok: true });
  });

  it('writes once what is sent twice', () => {
    const own = book();
    const sent = training();
    const first = done(recordSession(own.as(LEAD), sent));
    expect(recordSession(own.as(LEAD), sent)).toEqual({ ...first, findings: [], undo: undefined });
    expect(recordSession(own.as(LEAD), { ...sent, note: 'Else' })).toMatchObject({ ok: false });
    expect([rowsIn(own).sessions.length, rowsIn(own).meetings.length, own.count('log')]).toEqual([1, 1, 1]);
  });

  it.each<[string, object, object, string]>([
    ['a school that was no member', { came: ['S-6'] }, {}, 'came'],
    ['who came to what is still to come', {}, { date: '2026-12-20' }, 'came'],
    ['a meeting of another cluster', {}, { meeting: 'M-1' }, 'newSession.meeting'],
    ['a date that is none', {}, { date: '2026-02-30' }, 'newSession.date'],
  ])('names the field of %s', (_, more, session, field) => {
    const own = book({ meetings: [meeting('M-1', '2026-11-20', { cluster: 'South Cluster' })] });
    expect(recordSession(own.as(LEAD), training(more, session))).toMatchObject({ ok: false, problems: [{ field }] });
    expect(rowsIn(own).sessions).toEqual([]);
  });
});

describe('a session that is recorded', () => {
  const opened = (own: FakeWorkbook, email = LEAD) => done(sessionForm(own.as(email))).sessions[0]!;
  const completed = (own: FakeWorkbook, more: object = {}) => {
    const { id, shown } = opened(own);
    return training({ session: id, shown, ...more }, { date: '2026-11-02' });
  };

  it('is completed with who came: those share it then', () => {
    const own = book({ sessions: [SESSION] });
    const answer = done(recordSession(own.as(LEAD), completed(own)));
    expect(answer).toMatchObject({
      id: 'CPD-1',
      message: expect.stringMatching(/^Corrected: .* three schools £60\.00 each\.$/),
    });
    expect(rowsIn(own).sessions).toHaveLength(1);
    expect(rowsIn(own).sessions[0]!.meeting).toBe(0);
    expect(opened(own).came).toEqual(['S-1', 'S-2', 'S-3']);
    expect(own.lastLine()).toMatchObject({
      action: 'Correct training',
      what: expect.stringMatching(/^was: 2 Nov 2026/),
    });
  });

  it('is refused where somebody changed it meanwhile, and is no other cluster’s', () => {
    const own = book({ sessions: [SESSION] });
    const sent = completed(own);
    own.type('sessions', 2, 'netFee', 600);
    expect(recordSession(own.as(LEAD), sent)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/changed since/),
    });
    expect(recordSession(own.as(SOUTH_LEAD), { ...sent, cluster: 'C-2' })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^You do not record training sessions of North Cluster/),
    });
  });
});

it('says on opening whose it is to record training', () => {
  const finance: Row = { name: 'Fin Away', email: 'away@example.org', role: 'Finance' };
  const own = book({ people: [...PEOPLE, finance] });
  expect(done(sessionForm(own.as(LEAD))).yours).toBe('You record training sessions for North Cluster.');
  expect(sessionForm(own.as('away@example.org'))).toMatchObject({
    ok: false,
    message: expect.stringMatching(/^This is not yours to do/),
  });
});
