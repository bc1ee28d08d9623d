import { Parameters } from '../../../src/rules/basics/parameters';
import { explain, questionOn } from '../../../src/rules/figures/explain';
import { findSubject } from '../../../src/workbook/find-subject';
import { AS_AT, approval, parameters, set } from '../../support/builders';
import { books, day, PROGRAMME, tables } from '../../support/rules-tables';
import { ask } from '../../support/why';
import { PLACES_ASKED } from '../../support/why-cases';

describe('PSQM places (Q3)', () => {
  it('is explained with the requests that have a place or wait, and no later ones', () => {
    const read = tables({ ...PROGRAMME, requests: PLACES_ASKED });
    const all = { ...books(read), release: read.get('release'), reviews: read.get('reviews') };
    const asked = (figure: string, asAt: string) =>
      explain(questionOn(all, new Parameters([]), day(asAt)), findSubject(read, '2026/27')!, figure);
    expect(asked('Waiting', '2026-11-24')).toMatchObject({
      about: 'PSQM places, 2026/27: Waiting',
      answer: '3',
      reasons: [
        {
          rule: 'Q3',
          inputs: [
            expect.stringContaining('PSQM places'),
            ...['R-1', 'R-2', 'R-3'].map((id) => `${id}: waiting for Advisor`),
          ],
        },
      ],
    });
    expect(asked('Left', '2026-11-24')).toMatchObject({
      answer: 'not set',
      reasons: [{ rule: 'Q3', change: 'Enter psqm.places in Settings.' }],
    });
    expect(asked('Agreement', '2026-11-24')).toBeNull();
  });
});

describe('a count of PSQM places (F10, Q3)', () => {
  const decisions = [approval(PLACES_ASKED[1]!)];
  const places = (figure: string, count = 5) =>
    ask('2026/27', figure, { requests: PLACES_ASKED, decisions }, AS_AT, parameters(set('psqm.places', count)));

  it.each([
    ['Places', '5, confirmed'],
    ['Given', '1'],
    ['Left', '4'],
    ['Waiting', '1'],
  ])('%s are %s', (figure, answer) => expect(places(figure).answer).toBe(answer));
  it('names the requests that have a place or wait, with how they stand', () =>
    expect(places('Given').reasons[0]!.inputs).toEqual([
      '5 PSQM places',
      'PSQM places counted by the year (assumed)',
      'R-2: approved',
      'R-3: waiting for Advisor',
    ]));
  it('goes by the places of the year asked for, not by those of the day', () => {
    const later = parameters(set('psqm.places', 5), set('psqm.places', 9, 2027));
    const asked = (year: string, asAt: string) => {
      const { answer, reasons } = ask(year, 'Places', {}, asAt, later);
      return [answer, reasons[0]!.inputs[0]];
    };
    expect(asked('2026/27', '2027-10-01')).toEqual(['5, confirmed', '5 PSQM places']);
    expect(asked('2027/28', AS_AT)).toEqual(['9, confirmed', '9 PSQM places']);
  });
  it('are left no more than there are', () => {
    expect(places('Left', 1).answer).toBe('0');
    expect(places('Left', 2).answer).toBe('1');
  });
});
