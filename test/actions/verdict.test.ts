import { askRequest, previewRequest } from '../../src/actions/ask';
import { booksIn } from '../../src/actions/lookups';
import { stopsOf, verdictOn } from '../../src/actions/verdict';
import { ADVISOR, ASKED, asSent, cardOf, contextOf, DIRECTOR, LEAD, make, open, PSQM } from '../support/action-cases';
import { ledgerLine, SESSION, type Tabs } from '../support/builders';
import { CLUSTERS, MEMBERSHIP, type Row, SCHOOLS } from '../support/rules-tables';
import { token } from '../support/tracker';

describe('asking to pass to the next stage (G3)', () => {
  const NEXT: Row = { ...ASKED, matter: 'Next stage', pot: null, amount: null };
  const REVIEWS: Row[] = [
    { id: 'RV-1', cluster: 'North Cluster', year: '2026/27', heldOn: '2026-11-03', reportReceived: '2026-11-03' },
    { id: 'RV-2', cluster: 'South Cluster', year: '2027/28', heldOn: '2026-11-03', appliedOn: '2026-11-03' },
  ];
  const of = (reviews: Row[]) => cardOf(open([NEXT], { reviews }), DIRECTOR, 'R-1').findings;

  it('shows the Director what is not there yet, of that cluster', () => {
    const lacks = (what: string) =>
      expect.arrayContaining([
        { rule: 'G3', severity: 'warn', message: `The next stage needs what is not there yet: ${what}.` },
      ]);
    expect(of([])).toEqual(lacks('review of year 1 (2026/27), review of year 2 (2027/28), report, application'));
    expect(of(REVIEWS)).toEqual(lacks('review of year 2 (2027/28), application'));
    const all = { ...REVIEWS[1]!, cluster: 'North Cluster' };
    expect(of([REVIEWS[0]!, all]).filter(({ rule }) => rule === 'G3')).toEqual([]);
  });
  it('warns whoever asks, who may go on', () => {
    const book = open([], { reviews: REVIEWS });
    const sent = { token: token(), matter: 'Next stage', cluster: 'C-1', purpose: 'We carry on.' };
    expect(askRequest(book.as(LEAD), sent)).toMatchObject({
      ok: false,
      confirm: true,
      findings: [{ rule: 'G3', severity: 'warn', message: expect.stringMatching(/review of year 2.*application\.$/) }],
    });
    expect(askRequest(book.as(LEAD), { ...sent, confirmed: true })).toMatchObject({ ok: true });
  });
  it('assumes nothing that what is said of it does not rest on (F10)', () => {
    const assumes = (more: object) => {
      const sent = { token: token(), cluster: 'C-1', purpose: 'We carry on.', ...more };
      return (previewRequest(open([]).as(LEAD), sent) as { assumes: string }).assumes;
    };
    expect(assumes({ matter: 'Next stage' })).not.toMatch(/match/);
    const spending = { matter: 'Organising time', pot: 'Cluster pot', amount: '350', payee: 'School 1' };
    expect(assumes(spending)).toBe('');
    const project = { ...spending, matter: 'Project' };
    expect(assumes(project)).toBe('assumes agreement of more than 50% of the schools');
  });
});

describe('a request of a cluster whose agreement ceased (P8)', () => {
  const clusters = (agreementStart: string): Row[] => [{ ...CLUSTERS[0]!, agreementStart }, CLUSTERS[1]!];
  const ledger = [ledgerLine('L-1', '2024-12-01', 'In', 'Other income', 10_000)];
  const SAYS = {
    rule: 'P8',
    severity: 'warn',
    message: expect.stringMatching(/^The agreement of North Cluster ceased on 23 Nov 2026: .*held for the Director/),
  };
  const found = (agreementStart: string, request: Row = ASKED) =>
    cardOf(open([request], { clusters: clusters(agreementStart), ledger }), ADVISOR, 'R-1').findings.filter(
      ({ rule }) => rule === 'P8',
    );

  it('is said where it waits for a decision, from the day after the last', () => {
    expect(found('2024-11-24')).toEqual([SAYS]);
    expect(found('2024-11-25')).toEqual([]);
    expect(found('2024-11-25', { ...ASKED, wantedOn: '2026-11-25' })).toHaveLength(1);
  });
  it('is said to whoever asks, who may go on', () => {
    const book = open([], { clusters: clusters('2024-11-24'), ledger });
    const sent = asSent();
    expect(askRequest(book.as(LEAD), sent)).toMatchObject({ ok: false, confirm: true, findings: [SAYS] });
    expect(askRequest(book.as(LEAD), { ...sent, confirmed: true })).toMatchObject({ ok: true });
  });
  it('is not said of what takes no money out of a pot', () =>
    expect(found('2024-11-24', { ...PSQM, id: 'R-1' })).toEqual([]));
});

describe('what a pot has for a request that waits (S12)', () => {
  it('is enough up to the penny', () => {
    const card = (net: number) => {
      const ledger = [ledgerLine('L-1', '2026-10-01', 'In', 'Other income', net)];
      return cardOf(open([{ ...ASKED, amount: 350 }], { ledger }), ADVISOR, 'R-1');
    };
    expect(card(350)).toMatchObject({ potAvailable: '£350.00 available now', overdrawn: false });
    expect(card(349.99)).toMatchObject({ potAvailable: '£349.99 available now', overdrawn: true });
  });
});

describe('what the rules say of a request', () => {
  const AVAILABLE = [ledgerLine('L-1', '2026-10-01', 'In', 'Other income', 10_000)];
  const of = (request: Row, more: Tabs = {}) => {
    const { tables, parameters, today } = contextOf(open([request], { ledger: AVAILABLE, ...more }), DIRECTOR);
    const books = { ...booksIn(tables), reviews: tables.get('reviews') };
    return verdictOn(books, parameters, books.requests.at(0), today);
  };
  const said = (request: Row, more: Tabs = {}) =>
    of(request, more).findings.map(({ rule, severity }) => `${rule} ${severity}`);
  const LEAVING: Row = { ...ASKED, matter: 'School leaving', pot: null, amount: null, school: 'School 2' };
  const JOINING: Row = { ...LEAVING, matter: 'Add a school', school: 'School 9' };
  const NINE = { schools: [...SCHOOLS, { id: 'S-9', name: 'School 9' }] };
  const TRAINING: Row = { ...ASKED, matter: 'CPD session', amount: null, session: 'CPD-1' };

  it('is nothing where nothing is amiss', () => expect(said(ASKED)).toEqual([]));

  it('is that approval comes before the money is promised, where it needs approval (A7)', () => {
    expect(said({ ...ASKED, committedOn: '2026-11-02' })).toEqual(['A7 warn']);
    expect(said({ ...ASKED, committedOn: '2026-11-03' })).toEqual([]);
    expect(said({ ...ASKED, matter: 'Travel', committedOn: '2026-11-02' })).toEqual([]);
  });

  it('is why it goes to somebody else, or cannot be approved at all', () => {
    expect(said({ ...ASKED, cluster: 'South Cluster' })).toEqual(expect.arrayContaining(['A3 note']));
    expect(said({ ...ASKED, pot: null })).toEqual(['S10 stop']);
    const stops = stopsOf(of({ ...ASKED, pot: null }));
    expect(stops.map(({ rule }) => rule)).toEqual(['S10']);
    expect(stopsOf(of(ASKED))).toEqual([]);
  });

  it('is how many schools the cluster has then (P1, C2)', () => {
    expect(said({ ...LEAVING, note: 'We called' })).toEqual([]);
    expect(said(LEAVING)).toEqual(['C2 warn']);
    const first = (count: number) => ({ membership: MEMBERSHIP.slice(0, count) });
    expect(said({ ...LEAVING, note: 'We called' }, first(4))).toEqual([]);
    expect(said({ ...LEAVING, note: 'We called' }, first(3))).toEqual(['P1 warn']);
    expect(said(JOINING, NINE)).toEqual([]);
    const most = { settings: [{ parameter: 'cluster.maxSchools', value: 5, status: 'confirmed' }] };
    expect(said(JOINING, { ...NINE, ...most })).toEqual(['P1 warn']);
  });

  it('is who pays a session, and whether it looks split (S2, S4)', () => {
    const { split, findings } = of(TRAINING, { sessions: [SESSION] });
    expect(split!.schools.gross).toBe(180_00);
    expect(findings.map(({ rule }) => rule)).toEqual(['S2', 'F11']);
    const promised = { ...TRAINING, committedOn: '2026-11-03' };
    expect(said(promised, { sessions: [{ ...SESSION, netFee: 400 }] })).toEqual([]);
    const twins = [SESSION, { ...SESSION, id: 'CPD-2' }].map((session) => ({ ...session, netFee: 100 }));
    expect(said(promised, { sessions: twins })).toEqual(['S4 warn']);
  });

  it('is that it sets nothing aside in the pot until its money is promised to somebody (F11)', () => {
    const { findings } = of(TRAINING, { sessions: [{ ...SESSION, netFee: 400 }] });
    expect(findings).toMatchObject([
      { rule: 'F11', severity: 'note', message: expect.stringMatching(/others can promise the same money/) },
    ]);
    expect(said(ASKED, {})).not.toContain('F11 note');
  });

  it('is what is not set that it waits for (Q3, S8)', () => {
    const unset = (parameter: string) => ({ settings: [{ parameter, value: '', status: 'unset' }] });
    expect(said(PSQM, unset('psqm.places'))).toContainEqual(expect.stringMatching(/^Q3 /));
    const since = { settings: [{ parameter: 'psqm.places', value: 4, from: '2027/28', status: 'confirmed' }] };
    expect(said(PSQM, since)).toContainEqual(expect.stringMatching(/^Q3 /));
    expect(said({ ...ASKED, matter: 'Project' }, unset('agree.share'))).toContainEqual(expect.stringMatching(/^S8 /));
    const { split, findings } = of(TRAINING, { sessions: [SESSION], ...unset('cpd.cap') });
    expect([split, findings[0]!.message]).toEqual([null, expect.stringContaining('cpd.cap')]);
  });

  it('counts what the request holds itself as available for it (S12)', () => {
    const ledger = [ledgerLine('L-1', '2026-10-01', 'In', 'Other income', 350)];
    const book = open([ASKED], { ledger });
    make(book, ADVISOR, 'Approve');
    const { tables, parameters, today } = contextOf(book);
    const books = { ...booksIn(tables), reviews: tables.get('reviews') };
    expect(verdictOn(books, parameters, books.requests.at(0), today).pot).toMatchObject({ available: 350_00 });
    expect(of({ ...ASKED, matter: 'Next stage', pot: null, amount: null }).pot).toBeNull();
  });
});
