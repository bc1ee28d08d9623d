import { askRequest } from '../../src/actions/ask';
import { askForm } from '../../src/actions/ask-form';
import { myRequests } from '../../src/actions/my-requests';
import { ADVISOR, asSent, done, flag, LEAD, open, SOUTH_LEAD } from '../support/action-cases';
import { mark, meeting } from '../support/builders';
import type { FakeWorkbook } from '../support/fake-world';
import { PEOPLE, type Row } from '../support/rules-tables';

const SCIENCE = 'science@example.org';
/** Somebody of School 2, and the lead, who is of School 1. */
const people: Row[] = [
  ...PEOPLE.map((person) => (person['email'] === LEAD ? { ...person, school: 'School 1' } : person)),
  { name: 'Sam Science', email: SCIENCE, role: 'Science lead', school: 'School 2' },
];
const meetings = [
  meeting('M-1', '2026-11-10'),
  meeting('M-2', '2026-11-12', { status: 'Planned' }),
  meeting('M-3', '2026-11-12', { cluster: 'South Cluster' }),
];
const attendance = [mark('M-1', 1), mark('M-1', 3), mark('M-1', 4, 'Substitute'), mark('M-1', 5, 'Apologies')];
const book = () => open([], { people, meetings, attendance });

const project = (more: object = {}) =>
  asSent({ matter: 'Project', amount: '100', confirmed: true, schoolsAgreeing: [], ...more });
const send = (where: FakeWorkbook, email: string, more: object) => askRequest(where.as(email), project(more));
const refusedBy = (answer: ReturnType<typeof send>) =>
  answer.ok ? [] : (answer.problems ?? []).map(({ field }) => field);

describe('schools agree through their own people, or by a recorded meeting (S8)', () => {
  it.each<[string, string, object, string[]]>([
    ['their own school', LEAD, { schoolsAgreeing: ['S-1'] }, []],
    ['another school', LEAD, { schoolsAgreeing: ['S-1', 'S-2'] }, ['schoolsAgreeing']],
    ['any school, as the Advisor', ADVISOR, { schoolsAgreeing: ['S-1'] }, ['schoolsAgreeing']],
    ['schools that came to a meeting', LEAD, { agreedAt: 'M-1', schoolsAgreeing: ['S-1', 'S-3', 'S-4'] }, []],
    ['one that sent apologies', LEAD, { agreedAt: 'M-1', schoolsAgreeing: ['S-3', 'S-5'] }, ['schoolsAgreeing']],
    ['schools at a meeting they do not lead', SCIENCE, { agreedAt: 'M-1', schoolsAgreeing: ['S-3'] }, ['agreedAt']],
    ['schools at a meeting that was not held', LEAD, { agreedAt: 'M-2', schoolsAgreeing: ['S-1'] }, ['agreedAt']],
    ['schools at another cluster’s meeting', LEAD, { agreedAt: 'M-3', schoolsAgreeing: ['S-1'] }, ['agreedAt']],
    ['schools at a meeting that is gone', LEAD, { agreedAt: 'M-9', schoolsAgreeing: ['S-1'] }, ['agreedAt']],
  ])('somebody ticks %s (S8)', (_what, email, more, expected) =>
    expect(refusedBy(send(book(), email, more))).toEqual(expected),
  );

  it('one after the other, each its own people, until enough do (S8)', () => {
    const where = book();
    const { id } = done(send(where, LEAD, { agreedAt: 'M-1', schoolsAgreeing: ['S-1', 'S-3'] }));
    expect(flag(where)).toBe('waiting for schools (2 of 5 agree)');
    done(send(where, SCIENCE, { request: id, schoolsAgreeing: ['S-1', 'S-2', 'S-3'] }));
    expect(flag(where)).toBe('agreed by 3 of 5 schools');
    const logOf = where
      .tables()
      .get('log')
      .rows.map(({ what }) => what);
    expect(logOf).toContainEqual(expect.stringContaining('(agreed at meeting M-1)'));
  });

  it.each<[string, object]>([
    ['more than their school', { purpose: 'Another garden', schoolsAgreeing: ['S-1', 'S-2', 'S-3'] }],
    ['the tick of another school', { schoolsAgreeing: ['S-1', 'S-2'] }],
  ])('nobody of a school changes %s, or becomes an author by agreeing (S8, A3)', (_what, more) => {
    const where = book();
    const { id } = done(send(where, LEAD, { agreedAt: 'M-1', schoolsAgreeing: ['S-1', 'S-3'] }));
    expect(send(where, SCIENCE, { request: id, ...more })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/You can tick or untick your own school here/),
    });
    done(send(where, SCIENCE, { request: id, schoolsAgreeing: ['S-1', 'S-2', 'S-3'] }));
    expect(where.tables().get('requests').at(0).askedBy).toEqual([LEAD]);
    for (const [email, agreesOnly] of [
      [LEAD, false],
      [SCIENCE, true],
    ] as const) {
      expect(done(myRequests(where.as(email))).requests[0]).toMatchObject({ canEdit: true, agreesOnly });
      expect(done(askForm(where.as(email), id)).editing).toMatchObject({ agreesOnly });
    }
  });

  it('to what was agreed: for more money nobody agrees for the others (S8, A2)', () => {
    const where = book();
    const schoolsAgreeing = ['S-1', 'S-3', 'S-4'];
    const { id } = done(send(where, LEAD, { agreedAt: 'M-1', schoolsAgreeing }));
    const more = { request: id, amount: '900', schoolsAgreeing };
    expect(send(where, LEAD, more)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^Untick School 3, School 4: .* now: amount £100\.00 → £900\.00\.$/),
    });
    expect(flag(where)).toBe('agreed by 3 of 5 schools');
    done(send(where, LEAD, { ...more, schoolsAgreeing: ['S-1'] }));
    expect(flag(where)).toBe('waiting for schools (1 of 5 agree)');
    done(send(where, LEAD, { ...more, amount: '800', schoolsAgreeing: ['S-1'] }));
    expect(flag(where)).toBe('waiting for schools (1 of 5 agree)');
  });

  it('and the form offers what can be said: one’s own schools, and to a lead the meetings held (S8)', () => {
    const offered = (email: string) => done(askForm(book().as(email))).agreement;
    expect(offered(LEAD)).toEqual({
      ownSchools: ['S-1'],
      meetings: [
        {
          id: 'M-1',
          label: '10 Nov 2026, whole cluster',
          on: '2026-11-10',
          cluster: 'C-1',
          present: ['S-1', 'S-3', 'S-4'],
        },
      ],
    });
    expect(offered(SCIENCE)).toEqual({ ownSchools: ['S-2'], meetings: [] });
    expect(offered(SOUTH_LEAD).meetings.map(({ id }) => id)).toEqual(['M-3']);
  });
});
