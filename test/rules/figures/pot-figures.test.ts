import { line, NORTH, parameters, SOUTH, type Tabs } from '../../support/builders';
import { ask, changeBy, numberIn } from '../../support/why';
import { askAutumn, POT } from '../../support/why-cases';

const ALL = 'All clusters: All pots: 2026/27';

describe('the sum of all pots', () => {
  it('is said by cluster and by pot (F10)', () => {
    expect(askAutumn(ALL, 'Entitled')).toEqual({
      about: 'All clusters, all pots, 2026/27: Entitled',
      answer: '£4,840.00',
      reasons: [
        {
          rule: 'F10',
          inputs: ['North Cluster: £2,920.00', 'South Cluster: £1,920.00'],
          change: 'What one pot has more or less, this has too.',
        },
        {
          rule: 'F13',
          inputs: ['Cluster pot: £4,000.00', 'Lead support: £600.00', 'Administration: £240.00'],
          change: '£2,340.00 received would settle it.',
        },
      ],
    });
  });
  it.each([
    ['Opening', 'F12', '£400.00'],
    ['Spent', 'F11', '£450.00'],
    ['Closing', 'F11', '£2,450.00'],
    ['Other income', 'F11', '£0.00'],
  ])('of %s rests on %s: %s', (figure, rule, answer) => {
    const found = askAutumn(ALL, figure);
    expect([found.answer, found.reasons.map((reason) => reason.rule)]).toEqual([answer, ['F10', rule]]);
  });
  it('names what would settle it; that much received in one pot does, a penny less does not (F13)', () => {
    const match = (net: number): Tabs => ({ ledger: [line('L-1', { net })] });
    const lacking = numberIn(changeBy('F13', ask(ALL, 'Outstanding', match(2_000))), /^£([\d,.]+) received/);
    expect(ask(ALL, 'Outstanding', match(2_000 + lacking)).answer).toBe('£0.00');
    expect(ask(ALL, 'Outstanding', match(2_000 + lacking - 0.01)).answer).toBe('£0.01');
    expect(changeBy('F13', ask(ALL, 'Outstanding', match(2_000 + lacking)))).toMatch(/^It is settled/);
  });
  it('names what would use it up (F11)', () => {
    const ledger = [line('L-1', { net: 90 }), line('L-2', { cluster: SOUTH, net: 10 })];
    expect(changeBy('F11', ask(ALL, 'Available', { ledger }))).toBe('Another £100.00 promised would use it up.');
    expect(changeBy('F11', ask(ALL, 'Available'))).toMatch(/^Nothing is left/);
    const overspent = [line('L-1', { direction: 'Out', category: 'Other', net: 5 })];
    expect(changeBy('F11', ask(ALL, 'Available', { ledger: overspent }))).toMatch(/^£5\.00 more In/);
  });
});

describe('what pots assume (F5, F8)', () => {
  it('is said of one pot and of all, once', () => {
    const one = ask(POT, 'Assumes');
    expect(one.reasons.map(({ rule }) => rule)).toEqual(['F5', 'F8']);
    expect(one.answer).toBe('assumes a 1:1 match, a match on £500.00 a school, £0.00 of cash a school');
    expect(ask(`${NORTH}: Administration: 2026/27`, 'Assumes').answer).toBe('nothing');
    expect(ask(ALL, 'Assumes').answer).toBe(one.answer);
  });
  it('is nothing where all is confirmed, and what was confirmed is said', () => {
    const sure = parameters().with('match.ratio', 1).with('match.basis', 50_000).with('pot.schoolCash', 0);
    const found = ask(POT, 'Assumes', {}, undefined, sure);
    expect([found.answer, found.reasons[0]!.change]).toEqual([
      'nothing',
      'A row of Settings for one of them whose status is assumed.',
    ]);
    expect(ask(ALL, 'Assumes', {}, undefined, sure).reasons.map(({ rule }) => rule)).toEqual(['F5', 'F6', 'F7']);
  });
});

it('a column that names a pot tells what is available there', () => {
  for (const header of ['Cluster', 'Year', 'Pot']) expect(askAutumn(POT, header)).toEqual(askAutumn(POT, 'Available'));
});
