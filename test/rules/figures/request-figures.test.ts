import { questionOn } from '../../../src/rules/figures/explain';
import { waitingRequests } from '../../../src/rules/figures/request-figures';
import { AS_AT, ASKED, approval, parameters, read } from '../../support/builders';
import { cellDate, day, type Row } from '../../support/rules-tables';
import { ask, EMPTY } from '../../support/why';
import { approvedOn, callOn } from '../../support/why-cases';

describe('for how many school days a request waits (A9)', () => {
  const days = (more: Row = {}, decisions: Row[] = [], asAt?: string) =>
    ask('R-1', 'School days', { requests: [{ ...ASKED, ...more }], decisions }, asAt);
  const question = approvedOn('2026-11-18', { decision: 'More information', amount: '', reason: 'Which day?' });
  const table = (day: string, requests: Row[], decisions: Row[]) =>
    String(callOn('WAITING_REQUESTS', [cellDate(day)], { ...EMPTY, requests, decisions })[1]![5]);
  it.each([
    ['asked', {}, [], '2026-11-24', '5 Oct 2026'],
    ['asked back', {}, [question], '2026-11-24', '18 Nov 2026'],
    ['answered', { note: 'The ninth' }, [question], '2026-11-24', '18 Nov 2026'],
    ['changed after it was approved', { amount: 420 }, [approvedOn('2026-11-12')], '2026-11-24', '12 Nov 2026'],
    ['approved in a year that is over', {}, [approvedOn('2026-11-12')], '2027-09-07', '31 Aug 2027'],
  ])('%s: counts as the table of what waits does, and says since when', (_what, more, decisions, day, since) => {
    const found = days(more, decisions, day);
    expect(found.answer).toBe(table(day, [{ ...ASKED, ...more }], decisions));
    expect(found.reasons[0]!.inputs[0]).toBe(`Waits since ${since}; Mondays to Fridays after it`);
  });
  it('names the days of the reminder and of the copy to the Director from there', () => {
    const { change } = days({ amount: 420 }, [approvedOn('2026-11-19')]).reasons[0]!;
    expect(change).toBe('1 more on 25 Nov 2026. A reminder from 27 Nov 2026. A copy to the Director from 4 Dec 2026.');
    const on = (day: string) => days({ amount: 420 }, [approvedOn('2026-11-19')], day).answer;
    expect([on('2026-11-26'), on('2026-11-27'), on('2026-12-03'), on('2026-12-04')]).toEqual(['5', '6', '10', '11']);
  });
});

describe('the requests that wait (A9, C4)', () => {
  const waiting = (requests: Row[], decisions: Row[] = [], asAt = AS_AT) => {
    const books = { ...read({ requests, decisions }), release: null, reviews: null };
    return waitingRequests(questionOn(books, parameters(), day(asAt))).map(({ request }) => request.id);
  };
  const asked = (id: string, askedOn: string, more: Row = {}): Row => ({ ...ASKED, id, askedOn, ...more });

  it('are those nobody has settled, the longest waiting first, and by ID where they wait alike', () => {
    const requests = [
      asked('R-9', '2026-10-05'),
      asked('R-1', '2026-10-06'),
      asked('R-3', '2026-10-05'),
      asked('R-4', '2026-10-01', { withdrawnOn: '2026-10-02' }),
      asked('R-5', '2026-10-01'),
    ];
    expect(waiting(requests, [approval(requests[4]!)])).toEqual(['R-3', 'R-9', 'R-1']);
  });
  it('are none that were asked for after the day', () => {
    expect(waiting([asked('R-1', AS_AT)])).toEqual(['R-1']);
    expect(waiting([asked('R-1', '2026-11-25')])).toEqual([]);
  });
  it('are reports too, until somebody has dealt with them', () => {
    const report = asked('R-1', '2026-10-05', { matter: 'Problem, idea or question', pot: null, amount: null });
    expect(waiting([report])).toEqual(['R-1']);
    expect(waiting([{ ...report, doneOn: AS_AT }])).toEqual([]);
    expect(waiting([])).toEqual([]);
  });
});
