import { keepAsking } from '../../../src/ui/parts/keep-asking';

/** Answers in turn; an Error is a call that failed. */
function server(...answers: (string | null | Error)[]) {
  const asked: number[] = [];
  const shown: (string | null)[] = [];
  const stop = keepAsking(
    () => {
      asked.push(Date.now());
      const answer = answers.shift() ?? null;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    (answer) => shown.push(answer),
  );
  return { asked, shown, stop };
}

const lost = new Error('the network is gone');

describe('a preview of what is typed', () => {
  beforeEach(() => jest.useFakeTimers({ now: 0 }));
  afterEach(() => jest.useRealTimers());

  it('is asked for once, when the typing pauses', async () => {
    const { asked, shown } = server('enough');
    await jest.advanceTimersByTimeAsync(120_000);
    expect(asked).toEqual([500]);
    expect(shown).toEqual(['enough']);
  });

  it('is asked for again after a while where it failed, and shows nothing meanwhile', async () => {
    const { asked, shown } = server(lost, lost, 'enough');
    await jest.advanceTimersByTimeAsync(120_000);
    expect(asked).toEqual([500, 3_500, 9_500]);
    expect(shown).toEqual([null, null, 'enough']);
  });

  it('is asked for again where the server says that the same may be answered later', async () => {
    const { asked, shown } = server(null, 'enough');
    await jest.advanceTimersByTimeAsync(120_000);
    expect(asked).toEqual([500, 3_500]);
    expect(shown).toEqual([null, 'enough']);
  });

  it('is never waited for longer than a minute', async () => {
    const { asked } = server(...Array.from({ length: 20 }, () => lost));
    await jest.advanceTimersByTimeAsync(600_000);
    expect(asked.slice(1).map((time, index) => time - asked[index]!)).toEqual(
      [
        3_000, 6_000, 12_000, 24_000, 48_000, 60_000, 60_000, 60_000, 60_000, 60_000, 60_000, 60_000, 60_000, 60_000,
      ].slice(0, asked.length - 1),
    );
    expect(asked.length).toBeGreaterThan(8);
  });

  it('is not asked for or shown any more once the form has changed', async () => {
    const early = server('enough');
    early.stop();
    const late = server(lost, 'enough');
    await jest.advanceTimersByTimeAsync(1_000);
    late.stop();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(early.asked).toEqual([]);
    expect(late.asked).toEqual([500]);
    expect(late.shown).toEqual([null]);
  });
});
