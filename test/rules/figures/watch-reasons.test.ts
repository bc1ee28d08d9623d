import fc from 'fast-check';
import { meeting, NORTH } from '../../support/builders';
import { MEMBERSHIP } from '../../support/rules-tables';
import { ask, changeBy, numberIn } from '../../support/why';
import { AUTUMN, askAutumn, attendedBy, firstInAutumn } from '../../support/why-cases';

describe('why schools are watched', () => {
  it.each([
    [
      'North Cluster',
      'To watch',
      '4',
      'M5',
      'School 2: Coming to the next 5 counted meetings in a row takes it off the list: that is 5 of 8 and ends its ' +
        'misses.\nSchool 1: Missing the next 2 counted meetings in a row puts it on the list: missed 2 in a row.',
    ],
    [
      'School 2',
      'Watch',
      'missed 3 in a row; came to 0 of 3 (under 60%)',
      'M5',
      'Coming to the next 5 counted meetings in a row takes it off the list: that is 5 of 8 and ends its misses.',
    ],
  ])('%s, %s is %s by %s: %s', (name, figure, answer, rule, change) => {
    expect(firstInAutumn(name, figure)).toEqual([answer, rule, change]);
  });
  it('names for a school exactly as many meetings as take it off the list (M5)', () => {
    const extra = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        meeting(`M-X${index}`, `2026-11-${String(10 + index).padStart(2, '0')}`),
      );
    const came = (count: number) => [
      ...AUTUMN.attendance!,
      ...extra(count).map(({ id }) => ({ meeting: id!, school: 'School 2', mark: 'Present' })),
    ];
    const watch = (count: number) =>
      askAutumn('School 2', 'Watch', { meetings: [...AUTUMN.meetings!, ...extra(count)], attendance: came(count) })
        .answer;
    expect(watch(4)).not.toBe('no');
    expect(watch(5)).toBe('no');
  });
});

describe('the change named for a school that is watched, or is not (M5)', () => {
  const watched = (came: readonly boolean[]) => ask('School 1', 'Watch', attendedBy(came)).answer !== 'no';
  const named = (came: readonly boolean[]) => changeBy('M5', ask('School 1', 'Watch', attendedBy(came)));
  const meetings = (text: string) => numberIn(text, /the next (?:(\d+) )?counted meeting/);

  it('says one miss where that brings the share below 60%', () => {
    const came = [true, true, false];
    expect(named(came)).toBe(
      'Missing the next counted meeting puts it on the list: missed 2 in a row; came to 2 of 4 (under 60%).',
    );
    expect([watched(came), watched([...came, false])]).toEqual([false, true]);
    const last = [false, true, true];
    expect(named(last)).toMatch(/^Missing the next counted meeting puts it on the list: came to 2 of 4/);
    expect([watched(last), watched([...last, false])]).toEqual([false, true]);
  });
  it('says how many meetings bring back the share of a school that missed none of the latest', () => {
    const came = [false, false, false, true];
    expect(named(came)).toBe('Coming to the next 4 counted meetings in a row takes it off the list: that is 5 of 8.');
    expect(watched([...came, true, true, true])).toBe(true);
    expect(watched([...came, true, true, true, true])).toBe(false);
  });
  it('cures both, the misses and the share', () => {
    expect(named([true, true, true, true, false, false])).toBe(
      'Coming to the next counted meeting takes it off the list: that is 5 of 7 and ends its misses.',
    );
    expect(named([false, false, false])).toMatch(/the next 5 counted meetings in a row .* ends its misses\.$/);
  });
  it('is always the smallest: so many meetings change the answer, one less does not', () =>
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }), (came) => {
        const [before, text] = [watched(came), named(came)];
        const count = meetings(text);
        const then = (more: number) => watched([...came, ...new Array<boolean>(more).fill(before)]);
        expect(text.startsWith(before ? 'Coming' : 'Missing')).toBe(true);
        expect(then(count)).toBe(!before);
        for (let less = 0; less < count; less++) expect(then(less)).toBe(before);
      }),
      { numRuns: 60 },
    ));
  it('says from which day, in the weeks of grace', () => {
    const early = '2026-09-20';
    expect(changeBy('M5', ask('School 1', 'Watch', attendedBy([true]), early))).toBe(
      'Missing the next 2 counted meetings in a row puts it on the list from 13 Oct 2026, when its weeks of grace ' +
        'are over.',
    );
    const missed = attendedBy([false, false]);
    expect(changeBy('M5', ask('School 1', 'Watch', missed, early))).toBe(
      'On 13 Oct 2026 its weeks of grace are over and it comes on the list, unless it comes to the next 3 counted ' +
        'meetings in a row.',
    );
    expect(ask('School 1', 'Watch', missed, '2026-10-12').answer).toBe('no');
    expect(ask('School 1', 'Watch', missed, '2026-10-13').answer).not.toBe('no');
  });
  it('names the schools nearest to coming off and on the list of a cluster', () => {
    const tabs = attendedBy([true, true, false]);
    const found = ask(NORTH, 'To watch', { ...tabs, membership: MEMBERSHIP.slice(0, 2) });
    expect([found.answer, changeBy('M5', found)]).toEqual([
      '0',
      'School 1: Missing the next counted meeting puts it on the list: missed 2 in a row; came to 2 of 4 (under 60%).',
    ]);
  });
});
