import { openFile, previewFile } from '../../src/actions/open-file';
import { clusterPage } from '../../src/actions/own-pages';
import { previewPayment, recordPayment } from '../../src/actions/record-payment';
import { undo } from '../../src/actions/undo';
import { closeYear, openYear, yearEndForm } from '../../src/actions/year-end';
import {
  ADVISOR,
  contextOf,
  DIRECTOR,
  done,
  LEAD,
  logged,
  open,
  problems,
  SOUTH_LEAD,
  STRANGER,
} from '../support/action-cases';
import { ledgerLine, NORTH } from '../support/builders';
import type { FakeWorkbook } from '../support/fake-world';
import { CLUSTERS, PEOPLE } from '../support/rules-tables';
import { token } from '../support/tracker';

const BURSAR = 'bursar@example.org';
const AGREED = CLUSTERS.map((row) => ({ ...row, agreementStart: '2025-09-01' }));
const PEOPLE_TOO = [...PEOPLE, { name: 'Bo Bursar', email: BURSAR, role: 'Finance', school: 'School 1' }];

/** North in 2025/26: £2,500.00 of match came in, £199.99 went out; what comes after belongs to the next year. */
const book = (more: object = {}): FakeWorkbook =>
  open([], {
    clusters: AGREED,
    people: PEOPLE_TOO,
    ledger: [
      ledgerLine('L-1', '2025-10-01', 'In', 'Match', 2500),
      ledgerLine('L-2', '2026-08-31', 'Out', 'Other', 199.99),
      ledgerLine('L-3', '2025-10-01', 'In', 'Lead support', 300, { pot: 'Lead support' }),
      ledgerLine('L-4', '2025-10-01', 'In', 'Administration', 120, { pot: 'Administration' }),
      ledgerLine('L-5', '2026-09-01', 'Out', 'Other', 7),
    ],
    ...more,
  }).begin();

const look = (of: FakeWorkbook, email = BURSAR, asked: object = { cluster: 'C-1', year: '2025/26' }) =>
  done(yearEndForm(of.as(email), asked));
const close = (of: FakeWorkbook, more: object = {}, email = BURSAR) => {
  const sent = { token: token(), cluster: 'C-1', year: '2025/26', shown: look(of).shown };
  return closeYear(of.as(email), { ...sent, ...more });
};
const openAgain = (of: FakeWorkbook, more: object = {}, email = BURSAR) => {
  const sent = {
    token: token(),
    cluster: 'C-1',
    year: '2025/26',
    shown: look(of).shown,
    reason: 'An invoice came late',
  };
  return openYear(of.as(email), { ...sent, ...more });
};
const lines = (of: FakeWorkbook) =>
  of
    .tables()
    .get('yearEnds')
    .rows.map(({ pot, closing, openedOn }) => [pot, closing, openedOn === null]);
const moved = (of: FakeWorkbook) => problems(of).filter(({ sheet }) => sheet === 'Year ends');

describe('the form of a year end', () => {
  it('opens on the last year that is over, with the statement of every pot', () => {
    const { year, years, closed, findings, paper, clusters } = look(book(), BURSAR, {});
    expect([year, years, closed, clusters.map(({ name }) => name)]).toEqual([
      '2025/26',
      ['2026/27', '2025/26'],
      '',
      [NORTH],
    ]);
    expect(findings.map(({ severity }) => severity)).toEqual(['note']);
    const table = paper.blocks.find(({ heading }) => heading === 'Pots')!.table!;
    expect(table.rows).toEqual([
      ['Cluster pot', '£0.00', '£2,500.00', '£0.00', '£199.99', '£2,300.01', '£0.00'],
      ['Lead support', '£0.00', '£300.00', '£0.00', '£0.00', '£300.00', '£0.00'],
      ['Administration', '£0.00', '£120.00', '£0.00', '£0.00', '£120.00', '£0.00'],
      ['All', '£0.00', '£2,920.00', '£0.00', '£199.99', '£2,720.01', '£0.00'],
    ]);
    expect(table.columns.map(({ header }) => header)).toContain('Closing, opens 2026/27');
    expect(paper.assumes).toContain('assumes a 1:1 match');
  });

  it('is of whoever keeps the money; others hear at once whose it is', () => {
    const of = book({
      people: [...PEOPLE_TOO, { name: 'Sci', email: 'sci@example.org', role: 'Science lead', school: 'School 1' }],
    });
    for (const email of [BURSAR, LEAD, ADVISOR, DIRECTOR])
      expect(yearEndForm(of.as(email))).toMatchObject({ ok: true });
    expect(yearEndForm(of.as('sci@example.org'))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^This is not yours to do: you do not record year ends\. .*Bo Bursar \(Finance\)/),
    });
    expect(yearEndForm(of.as(STRANGER)).ok).toBe(false);
    expect(look(of, SOUTH_LEAD, { cluster: 'C-1' }).cluster.id).toBe('C-2');
  });
});

describe('closing a year (F12)', () => {
  it('writes one line a pot, with what each held, and the log tells of it', () => {
    const of = book();
    expect(close(of)).toMatchObject({
      ok: true,
      message: '2025/26 of North Cluster is closed.',
      next: expect.stringMatching(
        /^2026\/27 opens with £2,300\.01 in Cluster pot, £300\.00 in Lead support, £120\.00 in Administration\./,
      ),
    });
    expect(lines(of)).toEqual([
      ['Cluster pot', 230_001, true],
      ['Lead support', 30_000, true],
      ['Administration', 12_000, true],
    ]);
    const { closedBy, spent, received, note } = of.tables().get('yearEnds').rows[0]!;
    expect([closedBy, spent, received, note]).toEqual(['Bo Bursar', 19_999, 250_000, null]);
    expect(of.lastLine()).toMatchObject({
      action: 'Close a year',
      reference: 'C-1',
      what: '2025/26 of North Cluster: Cluster pot £2,300.01, Lead support £300.00, Administration £120.00',
    });
    expect(look(of)).toMatchObject({ closed: 'Closed on 24 Nov 2026 by Bo Bursar.', findings: [] });
    expect(moved(of)).toEqual([]);
  });

  it('is done once: the same form sent twice finds its lines, and another person hears who did it', () => {
    const of = book();
    const twice = { token: token(), shown: look(of).shown };
    done(close(of, twice));
    const before = logged(of).length;
    expect(close(of, twice)).toMatchObject({ ok: true, message: '2025/26 of North Cluster is closed.' });
    expect(close(of, {}, DIRECTOR)).toMatchObject({
      ok: false,
      message: '2025/26 of North Cluster is closed already. Closed on 24 Nov 2026 by Bo Bursar.',
    });
    expect([lines(of).length, logged(of).length]).toEqual([3, before]);
  });

  it('is refused where anything was changed since it was looked at', () => {
    const of = book();
    const { shown } = look(of);
    of.type('ledger', 3, 'net', 200);
    expect(close(of, { shown })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^Something was changed since/),
    });
    expect(of.count('yearEnds')).toBe(0);
    done(close(of));
    expect(lines(of)[0]).toEqual(['Cluster pot', 230_000, true]);
  });

  it('is refused while the year lasts, to whom it is not, and for a year or a cluster that is none', () => {
    const of = book();
    const current = look(of, BURSAR, { cluster: 'C-1', year: '2026/27' });
    expect(close(of, { year: '2026/27', shown: current.shown, confirmed: true })).toMatchObject({
      ok: false,
      findings: [
        { severity: 'stop', message: '2026/27 lasts until 31 Aug 2027: it can be closed from 1 Sep 2027 on.' },
      ],
    });
    expect(close(of, {}, SOUTH_LEAD)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^You do not record year ends of North Cluster\./),
    });
    for (const wrong of [{ year: '2019/20' }, { year: '2027/28' }, { year: 'soon' }, { cluster: 'C-9' }])
      expect(close(of, wrong)).toMatchObject({ ok: false, problems: [{ field: Object.keys(wrong)[0] }] });
    expect([of.count('yearEnds'), logged(of)]).toEqual([0, []]);
  });

  it('asks once about what is to be looked at first: rows that cannot be read, what is promised', () => {
    const of = book();
    of.type('ledger', 6, 'net', 'seven');
    const answer = close(of);
    expect(answer).toMatchObject({ ok: false, confirm: true, findings: [{ severity: 'warn' }] });
    expect(answer.ok ? '' : answer.findings![0]!.message).toMatch(/^Not everything could be read.*Ledger/);
    expect(of.count('yearEnds')).toBe(0);
    done(close(of, { confirmed: true }));
    expect(of.count('yearEnds')).toBe(3);
  });

  it('wants a note where a pot is overspent, which rolls over as it is', () => {
    const of = book();
    of.type('ledger', 3, 'net', 2600);
    expect(look(of).needsNote).toBe(true);
    expect(close(of, { confirmed: true })).toMatchObject({ ok: false, problems: [{ field: 'note' }] });
    done(close(of, { confirmed: true, note: 'Made up from next year’s match' }));
    expect(lines(of)[0]).toEqual(['Cluster pot', -10_000, true]);
    expect(of.tables().get('yearEnds').rows[0]!.note).toBe('Made up from next year’s match');
  });

  it('counts as no money: the pots say the same before and after', () => {
    const of = book();
    const pots = () => look(of).paper.blocks.find(({ heading }) => heading === 'Pots');
    const before = pots();
    done(close(of));
    expect(pots()).toEqual(before);
    expect(
      look(of, BURSAR, { year: '2026/27' }).paper.blocks.find(({ heading }) => heading === 'Pots')!.table!.rows[0],
    ).toEqual([...['Cluster pot', '£2,300.01', '£0.00', '£0.00', '£7.00', '£2,293.01', '£0.00']]);
  });

  it('can be undone within the minute', () => {
    const of = book();
    const { undo: no } = done(close(of));
    expect(undo(of.as(BURSAR), { token: token(), no })).toMatchObject({ ok: true });
    expect(of.count('yearEnds')).toBe(0);
    expect(look(of).closed).toBe('');
  });
});

describe('a closed year', () => {
  it('that is changed is found, with the difference, in Check workbook and on the form', () => {
    const of = book();
    done(close(of));
    of.type('ledger', 3, 'net', 209.99);
    const [problem, ...others] = moved(of);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ sheet: 'Year ends', a1: 'I2', severity: 'warn' });
    expect(problem!.message).toContain(
      '2025/26 of North Cluster, Cluster pot, was changed after it was closed on 24 Nov 2026: closing £2,300.01 then, ' +
        '£2,290.01 now, £10.00 less; spent £199.99 then, £209.99 now.',
    );
    const { findings, paper } = look(of);
    expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining('£10.00 less')]);
    expect(paper.blocks[0]).toMatchObject({ heading: 'Changed since it was closed', lines: [{ tone: 'soon' }] });
    const money = (asked: object) =>
      done(clusterPage(of.as(BURSAR), { pick: 'C-1', ...asked })).paper!.blocks.find(
        ({ heading }) => heading === 'Money',
      )!;
    expect(money({}).lines[0]).toEqual({ tone: 'soon', text: expect.stringContaining('£10.00 less') });
    of.type('ledger', 3, 'net', 199.99);
    expect(moved(of)).toEqual([]);
    expect(money({ year: '2025/26' }).lines.map(({ text }) => text)).toContain('2025/26 was closed on 24 Nov 2026.');
    expect(money({}).lines.some(({ text }) => text.includes('closed'))).toBe(false);
  });

  it('is opened again with a reason, by whoever keeps the money; its lines stay and count for nothing', () => {
    const of = book();
    done(close(of));
    of.type('ledger', 3, 'net', 209.99);
    expect(openAgain(of, { reason: ' ' })).toMatchObject({ ok: false, problems: [{ field: 'reason' }] });
    expect(openAgain(of, {}, SOUTH_LEAD).ok).toBe(false);
    expect(openAgain(of, { shown: 'other' })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^Something was/),
    });
    expect(lines(of).every(([, , stands]) => stands)).toBe(true);
    const twice = { shown: look(of).shown, token: token() };
    expect(openAgain(of, twice)).toMatchObject({ ok: true, message: '2025/26 of North Cluster is open again.' });
    expect(of.lastLine()).toMatchObject({
      action: 'Open a year again',
      what: expect.stringMatching(/^2025\/26 of North Cluster: An invoice came late \(was Cluster pot £2,300\.01, /),
    });
    const before = logged(of).length;
    expect(openAgain(of, twice)).toMatchObject({ ok: true });
    expect(openAgain(of, { reason: 'Another' })).toMatchObject({
      ok: false,
      message: '2025/26 of North Cluster is not closed.',
    });
    expect([logged(of).length, moved(of)]).toEqual([before, []]);
    expect(lines(of)).toEqual([
      ['Cluster pot', 230_001, false],
      ['Lead support', 30_000, false],
      ['Administration', 12_000, false],
    ]);
  });

  it('is closed once more as it is then, beside what was closed before', () => {
    const of = book();
    done(close(of));
    of.type('ledger', 3, 'net', 209.99);
    done(openAgain(of));
    done(close(of));
    expect(lines(of).map(([, closing, stands]) => [closing, stands])).toEqual([
      ...[
        [230_001, false],
        [30_000, false],
        [12_000, false],
      ],
      ...[
        [229_001, true],
        [30_000, true],
        [12_000, true],
      ],
    ]);
    const history = look(of).paper.blocks.find(({ heading }) => heading === 'Closed and opened')!.table!.rows;
    expect(history[0]).toEqual([
      ...['Cluster pot', '£2,300.01', '24 Nov 2026, Bo Bursar'],
      'Opened again 24 Nov 2026, Bo Bursar: An invoice came late',
    ]);
    expect(history).toHaveLength(6);
  });
});

it('a workbook without a cluster says what comes first', () => {
  const of = open([], { clusters: [], membership: [], people: [{ name: 'Dana', email: DIRECTOR, role: 'Director' }] });
  expect(yearEndForm(of.as(DIRECTOR))).toMatchObject({
    ok: false,
    message: expect.stringMatching(/^There is no cluster yet, so no year can be closed\. Clusters ▸ Set up workbook/),
  });
});

it('a workbook without the tab says what to do, and nothing is done', () => {
  const of = book();
  of.lose('yearEnds');
  expect(yearEndForm(of.as(BURSAR))).toMatchObject({
    ok: false,
    message: expect.stringMatching(/^The tab Year ends is missing\. .*Clusters ▸ Set up workbook/),
  });
  expect(contextOf(book(), DIRECTOR).tables.get('yearEnds').count).toBe(0);
});

describe('a payment that is dated into a closed year (F12)', () => {
  const payment = (more: object = {}) => ({
    ...{ token: token(), for: 'out', date: '2026-08-30', net: '5', payee: 'A. Payee' },
    ...{ cluster: 'C-1', pot: 'Administration', category: 'Other', ...more },
  });
  const SAID =
    /^2025\/26 of North Cluster, Administration, was closed on \d+ \w+ 2026: this changes what it was closed with\.$/;
  const told = (of: FakeWorkbook, more: object = {}, email = BURSAR) =>
    done(previewPayment(of.as(email), payment(more)))
      .findings.map(({ message }) => message)
      .filter((message) => SAID.test(message));

  it('is said before it is recorded, and asked about', () => {
    const of = book();
    expect(told(of)).toEqual([]);
    done(close(of));
    expect(told(of)).toHaveLength(1);
    expect(recordPayment(of.as(BURSAR), payment())).toMatchObject({ ok: false, confirm: true });
    expect(done(recordPayment(of.as(BURSAR), payment({ confirmed: true }))).id).toMatch(/^L-/);
  });

  it('is not said of another year, cluster or pot, nor of a year that was opened again', () => {
    const of = book();
    done(close(of));
    expect(told(of, { date: '2026-09-01' })).toEqual([]);
    expect(told(of, { cluster: 'C-2' }, SOUTH_LEAD)).toEqual([]);
    done(openAgain(of));
    expect(told(of)).toEqual([]);
  });

  it('is said of each row of a file that is opened, before it is agreed to', () => {
    const of = book();
    done(close(of));
    const columns = ['date', 'cluster', 'pot', 'net', 'direction', 'category'];
    const rows = ['30/08/2026', '02/09/2026'].map((day) => [day, NORTH, 'Administration', '5', 'Out', 'Other']);
    const sent = { token: token(), file: 'bank.csv', target: 'ledger', columns, rows };
    const { rows: read, agreed } = done(previewFile(of.as(BURSAR), sent));
    const said = /^2025\/26 of North Cluster, Administration, was closed on .* \(F12\)$/;
    expect(read.map(({ is, notes }) => [is, notes.some((note) => said.test(note))])).toEqual([
      ['new', true],
      ['new', false],
    ]);
    const before = of.count('ledger');
    expect(openFile(of.as(BURSAR), { ...sent, take: [0], agreed })).toMatchObject({ ok: true });
    expect(of.count('ledger')).toBe(before + 1);
  });

  it('is said of a line that is taken out of it, too', () => {
    const of = book();
    done(close(of));
    const moved = { line: 'L-2', for: 'out', pot: 'Cluster pot', date: '2026-09-02', net: '199.99' };
    const messages = done(previewPayment(of.as(BURSAR), payment(moved))).findings.map(({ message }) => message);
    expect(messages).toEqual(
      expect.arrayContaining([expect.stringMatching(/^2025\/26 of North Cluster, Cluster pot, was closed/)]),
    );
  });
});
