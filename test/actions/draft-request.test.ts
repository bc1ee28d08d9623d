import { askRequest, previewRequest } from '../../src/actions/ask';
import { booksWith, draftRequest } from '../../src/actions/draft-request';
import type { Ask } from '../../src/actions/schemas/ask';
import { ASKED, asSent, flag, LEAD, open } from '../support/action-cases';
import { ledgerLine, mark, meeting, SESSION } from '../support/builders';
import { day } from '../support/rules-tables';
import { token } from '../support/tracker';

describe('a project that schools agreed to (S8)', () => {
  const project = {
    matter: 'Project',
    cluster: 'C-1',
    pot: 'Cluster pot',
    amount: '100',
    payee: 'School 1',
    purpose: 'Pond kit',
    schoolsAgreeing: ['S-1', 'S-2', 'S-3'],
    agreedAt: 'M-1',
  };
  const held = {
    meetings: [meeting('M-1', '2026-11-10')],
    attendance: [1, 2, 3, 4, 5].map((school) => mark('M-1', school)),
  };
  const money = [ledgerLine('L-1', '2026-10-01', 'In', 'Match', 2500)];
  function asked() {
    const book = open([], { ledger: money, ...held });
    const sent = askRequest(book.as(LEAD), { ...project, token: token() });
    expect(sent).toMatchObject({ ok: true, flag: 'agreed by 3 of 5 schools' });
    return { book, request: (sent as { id: string }).id };
  }

  it('says so when somebody types another sum into it', () => {
    const { book } = asked();
    book.type('requests', 2, 'amount', 900);
    expect(flag(book)).toBe('stale: amount £100.00 → £900.00');
  });

  it('does not take along through its form who agreed to less, unless whoever sends it says so', () => {
    const { book, request } = asked();
    const more = { ...project, request, amount: '900' };
    const S8 = {
      rule: 'S8',
      severity: 'warn',
      message:
        'This was changed since the schools agreed (amount £100.00 → £900.00). Send it only if they agree to it as ' +
        'it is now, and untick the others: School 1, School 2, School 3.',
    };
    expect(previewRequest(book.as(LEAD), { ...more, token: token() })).toMatchObject({
      ok: true,
      findings: expect.arrayContaining([S8]),
    });
    expect(askRequest(book.as(LEAD), { ...more, token: token() })).toMatchObject({
      ok: false,
      confirm: true,
      findings: expect.arrayContaining([S8]),
    });
    expect(flag(book)).toBe('agreed by 3 of 5 schools');
    const unticked = { ...more, schoolsAgreeing: [] };
    expect(askRequest(book.as(LEAD), { ...unticked, token: token() })).toMatchObject({
      ok: true,
      flag: 'waiting for schools (0 of 5 agree)',
    });
    const again = { ...more, schoolsAgreeing: ['S-1', 'S-2', 'S-4'] };
    expect(askRequest(book.as(LEAD), { ...again, token: token() })).toMatchObject({
      ok: true,
      flag: 'agreed by 3 of 5 schools',
    });
    book.type('requests', 2, 'amount', 901);
    expect(flag(book)).toBe('stale: amount £900.00 → £901.00');
  });

  it('asks nothing for a lower sum, a note, or another school', () => {
    const { book, request } = asked();
    for (const change of [{ amount: '80' }, { note: 'In the hall' }, { schoolsAgreeing: ['S-1', 'S-2', 'S-3', 'S-4'] }])
      expect(askRequest(book.as(LEAD), { ...project, ...change, request, token: token() })).toMatchObject({
        ok: true,
      });
    expect(flag(book)).toBe('agreed by 4 of 5 schools');
  });
});

describe('the row that a form becomes', () => {
  const GIVEN = { request: 'R-NEW', session: 'CPD-NEW', askedBy: [LEAD], askedOn: day('2026-11-24') };
  const NEW_SESSION = {
    date: '2026-12-01',
    provider: 'Bright Sparks',
    fellow: false,
    vatRegistered: true,
    netFee: '550',
    clusters: ['C-1', 'C-2'],
  };
  const drafted = (more: object, book = open([], { sessions: [SESSION] })) =>
    draftRequest(book.tables(), asSent(more) as Ask, GIVEN);
  const row = (more: object) => {
    const made = drafted(more);
    if ('problems' in made) throw new Error(JSON.stringify(made));
    return made.draft;
  };
  const fields = (more: object) => {
    const made = drafted(more);
    return 'problems' in made ? [...new Set(made.problems.map(({ field }) => field))] : [];
  };

  it('holds rows, pence and days, and who asked when', () => {
    const { request, session } = row({ amount: '£1,250.50', wantedOn: '2026-12-01', note: '' });
    expect(session).toBeNull();
    expect(request).toMatchObject({
      id: 'R-NEW',
      cluster: 0,
      pot: 'Cluster pot',
      amount: 1_250_50,
      wantedOn: day('2026-12-01'),
      note: null,
      askedBy: [LEAD],
      askedOn: day('2026-11-24'),
      withdrawnOn: null,
    });
  });

  it('holds nothing that the matter does not ask for', () => {
    const { request } = row({ matter: 'PSQM', school: 'S-2', session: 'CPD-1', schoolsAgreeing: ['S-1'] });
    expect(request).toMatchObject({ school: 1, pot: null, amount: null, session: null, schoolsAgreeing: null });
  });

  it('has the session that is named, or the one that is sent along', () => {
    expect(row({ matter: 'CPD session', session: 'CPD-1' })).toMatchObject({ session: null, request: { session: 0 } });
    expect(row({ matter: 'CPD session', newSession: NEW_SESSION })).toMatchObject({
      session: { id: 'CPD-NEW', netFee: 550_00, clusters: [0, 1], meeting: null },
      request: { session: 1, amount: null },
    });
  });

  it('takes the session that a run which was cut off left without its request', () => {
    const book = open([], { sessions: [{ ...SESSION, id: 'CPD-NEW' }] });
    expect(drafted({ matter: 'CPD session', newSession: NEW_SESSION }, book)).toMatchObject({
      draft: { session: null, request: { session: 0 } },
    });
  });

  it.each<[object, string[]]>([
    [{ cluster: 'C-9' }, ['cluster']],
    [{ wantedOn: '2026-02-30' }, ['wantedOn']],
    [{ matter: 'PSQM', school: 'S-99' }, ['school']],
    [{ matter: 'Project', schoolsAgreeing: ['S-1', 'S-99'] }, ['schoolsAgreeing.1']],
    [{ matter: 'CPD session', newSession: { ...NEW_SESSION, clusters: ['C-2'] } }, ['newSession.clusters']],
    [{ matter: 'CPD session', newSession: { ...NEW_SESSION, date: '2026-02-30' } }, ['newSession.date']],
    [{ matter: 'CPD session', newSession: { ...NEW_SESSION, meeting: 'M-9' } }, ['newSession.meeting']],
  ])('is none of %j, by the fields that do not fit', (more, expected) => expect(fields(more)).toEqual(expected));
});

describe('the books with a draft in them', () => {
  it('have it at the end, or in the place of the request that it changes', () => {
    const book = open([ASKED, { ...ASKED, id: 'R-2' }]);
    const idsWith = (request: string) => {
      const given = { request, session: 'CPD-NEW', askedBy: [LEAD], askedOn: day('2026-11-24') };
      const made = draftRequest(book.tables(), asSent({ amount: '340' }) as Ask, given);
      if ('problems' in made) throw new Error(JSON.stringify(made));
      const { books, request: own } = booksWith(book.tables(), made.draft);
      return [own.row, ...books.requests.rows.map(({ id, amount }) => `${id} ${amount}`)];
    };
    expect(idsWith('R-1')).toEqual([0, 'R-1 34000', 'R-2 35000']);
    expect(idsWith('R-3')).toEqual([2, 'R-1 35000', 'R-2 35000', 'R-3 34000']);
  });
});
