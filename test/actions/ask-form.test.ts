import { askForm } from '../../src/actions/ask-form';
import { ADVISOR, ASKED, DIRECTOR, done, LEAD, make, open, PSQM, SOUTH_LEAD, STRANGER } from '../support/action-cases';
import { SESSION } from '../support/builders';
import { SCHOOLS } from '../support/rules-tables';

const opened = (book = open(), email = LEAD, id?: unknown) => done(askForm(book.as(email), id));

describe('the form for a request', () => {
  it.each([
    [LEAD, 'C-1'],
    [ADVISOR, 'C-2'],
    [DIRECTOR, null],
  ])('starts for %s with the cluster they or their school belong to: %p', (email, cluster) =>
    expect(opened(open(), email).myCluster).toBe(cluster),
  );

  it('lists clusters, all schools, who belongs where, and the day', () => {
    const form = opened();
    expect(form.today).toBe('2026-11-24');
    expect(form.clusters).toEqual([
      { id: 'C-1', name: 'North Cluster' },
      { id: 'C-2', name: 'South Cluster' },
    ]);
    expect(form.schools).toHaveLength(SCHOOLS.length);
    expect(form.members.filter(({ cluster }) => cluster === 'C-2').map(({ school }) => school)).toEqual([
      'S-6',
      'S-7',
      'S-8',
    ]);
    expect(form.editing).toBeNull();
  });

  it('names sessions so that they can be told apart', () => {
    expect(opened(open([], { sessions: [SESSION] })).sessions).toEqual([
      { id: 'CPD-1', label: '2 Nov 2026, Bright Sparks, £550.00 net', clusters: ['C-1'] },
    ]);
  });

  it('says of each matter who decides, and which fields it needs', () => {
    const { matters } = opened();
    const of = (name: string) => matters.find(({ matter }) => matter === name)!;
    const required = (name: string) => of(name).fields.flatMap((field) => (field.required ? [field.name] : []));
    expect(of('Organising time').decides).toBe('Advisor decides.');
    expect(of('Add a school')).toMatchObject({ decides: 'Director or Advisor decides.', isAboutAnotherSchool: true });
    expect(of('School leaving').isAboutAnotherSchool).toBe(false);
    expect(of('Project').decides).toBe('The schools of the cluster agree.');
    expect(of('Problem, idea or question')).toMatchObject({
      decides: 'Nobody needs to decide; the Advisor and the Director are told.',
      purposeLabel: 'What would you like to say?',
    });
    expect(required('Organising time')).toEqual(['pot', 'amount']);
    expect(required('Resource: further copy')).toEqual(['amount']);
    expect(of('PSQM').fields.find(({ name }) => name === 'payee')!.label).toBe('Training hub');
    expect(of('Travel').fields.find(({ name }) => name === 'payee')!.label).toBe('Who is paid');
  });
});

describe('the form of a request that is changed', () => {
  it('holds what the request says, by the names of its fields', () => {
    const more = { wantedOn: '2026-12-01', committedOn: '2026-12-08', note: 'In the hall', session: 'CPD-1' };
    const request = { ...ASKED, ...more, amount: 350.5, schoolsAgreeing: 'School 2; School 3' };
    expect(opened(open([request], { sessions: [SESSION] }), LEAD, 'R-1').editing).toEqual({
      id: 'R-1',
      agreesOnly: false,
      flag: 'waiting for Advisor',
      means: '',
      state: 'waiting',
      matter: 'Organising time',
      cluster: 'C-1',
      school: null,
      pot: 'Cluster pot',
      amount: '350.50',
      payee: 'School 1',
      purpose: 'Planning day',
      wantedOn: '2026-12-01',
      committedOn: '2026-12-08',
      schoolsAgreeing: ['S-2', 'S-3'],
      session: 'CPD-1',
      note: 'In the hall',
      resource: '',
      stands: null,
    });
    expect(opened(open([PSQM]), LEAD, 'R-1').editing).toMatchObject({ school: 'S-1', pot: null, amount: null });
  });

  it('does not open for other clusters, for what is decided, or for what is not there', () => {
    const refused = (book = open(), email = LEAD, id = 'R-1') => askForm(book.as(email), id);
    expect(refused(open(), SOUTH_LEAD)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/not your cluster/),
    });
    expect(refused(open(), LEAD, 'R-2')).toEqual({ ok: false, message: 'There is no request “R-2”.' });
    expect(refused(open(), STRANGER)).toMatchObject({ ok: false });
    const book = open();
    make(book, ADVISOR, 'Decline');
    expect(refused(book)).toEqual({
      ok: false,
      message: 'Request R-1 is declined and cannot be changed any more. Ask anew.',
    });
  });

  it('is a new one where no ID is given', () => {
    for (const id of [undefined, null, 5, {}]) expect(opened(open(), LEAD, id).editing).toBeNull();
  });
});
