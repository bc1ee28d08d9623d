import { ASKED, line, NORTH } from '../../support/builders';
import { CLUSTERS, MEMBERSHIP, PROGRAMME, type Row } from '../../support/rules-tables';
import { ask, changeBy, numberIn } from '../../support/why';
import { approvedOn, askAutumn, firstInAutumn, POT_LINES } from '../../support/why-cases';

describe('why a figure of a cluster is what it is', () => {
  it.each([
    [
      'North Cluster',
      'Schools',
      '5',
      'P7',
      '1 row of Membership that begins by 24 Nov 2026 adds 1; one that ends before it takes 1 off.',
    ],
    ['North Cluster', 'Size', '3 to 12', 'P1', '8 more schools would be too many, 3 schools fewer too few.'],
    ['North Cluster', 'Waiting', '4', 'A6', '1 of them decided, agreed or withdrawn: 3.'],
    ['North Cluster', 'Available', '£2,450.00', 'F10', 'What one pot has more or less, this has too.'],
  ])('%s, %s is %s by %s: %s', (name, figure, answer, rule, change) => {
    expect(firstInAutumn(name, figure)).toEqual([answer, rule, change]);
  });
  it('the change it names does change the answer: eight schools more', () => {
    const schools = Array.from({ length: 8 }, (_, index) => ({
      id: `S-X${index}`,
      name: `Extra ${index}`,
      phase: 'Primary',
    }));
    const membership = schools.map(({ name }, index) => ({
      id: `MB-X${index}`,
      cluster: NORTH,
      school: name,
      from: '2020-09-01',
    }));
    const tabs = {
      membership: [...PROGRAMME.membership, ...membership],
      schools: [...PROGRAMME.schools, ...schools],
    };
    expect(askAutumn(NORTH, 'Size', tabs).answer).toBe('above 12');
  });
  it.each(['Entitled', 'Received', 'Spent', 'Committed', 'Available'])(
    'the cluster’s %s lists the inputs of all three pots, each rule once (F10)',
    (figure) => {
      const { reasons } = ask(NORTH, figure, { ledger: POT_LINES });
      const rules = reasons.map(({ rule }) => rule);
      expect(new Set(rules).size).toBe(rules.length);
      const given = reasons.slice(1).flatMap(({ inputs }) => inputs);
      for (const pot of ['Cluster pot', 'Lead support', 'Administration'])
        expect(given.filter((text) => text.startsWith(`${pot}: `)).length).toBeGreaterThan(0);
      if (figure === 'Entitled') expect(rules).toEqual(['F10', 'F5', 'F9', 'F8', 'F6', 'F7']);
      if (figure === 'Received') expect(given).toContain('Lead support: L-2, 2 Oct 2026, Lead support: £300.00');
    },
  );
});

describe('the change named for what there is to say of a cluster', () => {
  it('of a stage that says Ceased while the agreement runs: another stage (P8)', () => {
    const findings = (stage: string) =>
      ask(NORTH, 'Findings', { clusters: [{ ...CLUSTERS[0]!, stage }, CLUSTERS[1]!] });
    expect(changeBy('P8', findings('Ceased'))).toMatch(/^Another stage in Clusters/);
    expect(findings('Stage 3').answer).not.toMatch(/P8/);
  });
  it('names what an overspent pot lacks (S12)', () => {
    const overspent = (more: number) =>
      ask(NORTH, 'Findings', {
        ledger: [line('L-1', { net: 100 + more }), line('L-2', { direction: 'Out', category: 'Other', net: 130 })],
      });
    const sum = numberIn(changeBy('S12', overspent(0)), /^£([\d.]+) more In/);
    expect(overspent(sum).answer).toBe('none');
    expect(overspent(sum - 0.01).answer).toBe('Cluster pot is overspent by £0.01');
  });
  it('names how many schools a cluster lacks (P1)', () => {
    const size = (count: number) => ask(NORTH, 'Findings', { membership: MEMBERSHIP.slice(0, count) });
    expect(changeBy('P1', size(2))).toBe('1 more school would bring it to 3.');
    expect([size(2).answer, size(3).answer]).toEqual(['2 schools, below 3', 'none']);
  });
});

describe('the change named for what waits in a cluster (A6)', () => {
  it('does not say that an answer ends the wait: who asked has still to decide', () => {
    const question = approvedOn('2026-10-08', { decision: 'More information', reason: 'Which day?' });
    const declined = approvedOn('2026-10-09', { id: 'D-2', decision: 'Decline', reason: 'No' });
    const waiting = (more: Row, decisions: Row[]) =>
      ask(NORTH, 'Waiting', { requests: [{ ...ASKED, ...more }], decisions });
    const found = waiting({}, [question]);
    expect([found.answer, changeBy('A6', found)]).toEqual(['1', '1 of them decided, agreed or withdrawn: 0.']);
    expect(waiting({ note: 'The ninth' }, [question]).answer).toBe('1');
    expect(waiting({}, [question, declined]).answer).toBe('0');
    expect(waiting({ withdrawnOn: '2026-11-01' }, [question]).answer).toBe('0');
  });
});
