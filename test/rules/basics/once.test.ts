import { once } from '../../../src/rules/basics/once';

describe('once', () => {
  it('does its work when it is first asked for, and never again, whatever came of it', () => {
    let times = 0;
    const nothing = once(() => {
      times++;
      return undefined;
    });
    expect(times).toBe(0);
    expect([nothing(), nothing(), times]).toEqual([undefined, undefined, 1]);
  });
});
