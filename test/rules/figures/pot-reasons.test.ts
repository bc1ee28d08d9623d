import { line } from '../../support/builders';
import { ask, changeBy, numberIn } from '../../support/why';
import { askAutumn, firstInAutumn, POT, POT_LINES } from '../../support/why-cases';

describe('why a figure of a pot is what it is', () => {
  it.each([
    [
      'North Cluster: Cluster pot: 2026/27',
      'Opening',
      '£400.00',
      'F12',
      'A ledger line dated before 1 Sep 2026: its sum is added, or taken off if it is Out.',
    ],
    [
      'North Cluster: Cluster pot: 2026/27',
      'Entitled',
      '£2,500.00',
      'F5',
      '1 more school for the whole year: £500.00 more.\nSomebody who knows confirms it, or enters the right value, ' +
        'in Settings.',
    ],
    ['North Cluster: Lead support: 2026/27', 'Entitled', '£300.00', 'F6', 'Agreement start 1 day earlier: £0.00.'],
    ['North Cluster: Administration: 2026/27', 'Outstanding', '£120.00', 'F13', '£120.00 received would settle it.'],
    [
      'North Cluster: Cluster pot: 2026/27',
      'Committed',
      '£0.00',
      'F11',
      'The next request that is approved adds its sum.',
    ],
    [
      'North Cluster: Cluster pot: 2026/27',
      'Available',
      '£2,450.00',
      'F11',
      'Another £2,450.00 promised would use it up.',
    ],
  ])('%s, %s is %s by %s: %s', (name, figure, answer, rule, change) => {
    expect(firstInAutumn(name, figure)).toEqual([answer, rule, change]);
  });
  it('names the assumed values a figure rests on', () => {
    const rules = askAutumn(POT, 'Entitled').reasons.map(({ inputs }) => inputs.join());
    expect(rules.join()).toMatch(/match\.ratio is 1: assumed/);
  });
  it('names what is outstanding; received, it is settled, and a penny less is not (F13)', () => {
    const sum = numberIn(
      changeBy('F11', ask(POT, 'Received', { ledger: POT_LINES })),
      /^£([\d,.]+) is still to come in/,
    );
    const outstanding = (more: number) =>
      ask(POT, 'Outstanding', { ledger: [...POT_LINES, line('L-9', { net: more })] }).answer;
    expect(outstanding(sum)).toBe('£0.00');
    expect(outstanding(sum - 0.01)).toBe('£0.01');
  });
});
