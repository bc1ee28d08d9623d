import { NOT_SET } from '../../../src/rules/basics/parameters';
import { type Format, isName, money, name, sayValue, type Value } from '../../../src/rules/figures/define-figure';
import { questionOn } from '../../../src/rules/figures/explain';
import { parameters } from '../../support/builders';
import { day } from '../../support/rules-tables';

describe('a value in words', () => {
  it.each<[Format, Value, string]>([
    ['money', 123_456, '£1,234.56'],
    ['money', -1, '-£0.01'],
    ['share', 0.666, '67%'],
    ['count', 12, '12'],
    ['day', day('2026-09-01'), '1 Sep 2026'],
    ['words', 'on track', 'on track'],
    ['yes or no', 'yes', 'yes'],
  ])('as %s, %j is "%s"', (format, value, words) => expect(sayValue(format, value)).toBe(words));
  it.each<Format>(['money', 'share', 'count', 'day'])('as %s is "not set" where it rests on what is not', (format) =>
    expect(sayValue(format, NOT_SET)).toBe('not set'),
  );
  it.each<Format>(['money', 'share', 'count', 'day', 'words'])('as %s is blank where there is none', (format) =>
    expect(sayValue(format, null)).toBe(''),
  );
  it('is itself where it is words, whatever its format', () => expect(sayValue('money', 'a lot')).toBe('a lot'));
});

describe('a sum of money', () => {
  const spent = money<{ pence: number }>(
    ({ pence }) => pence,
    () => [],
  );
  const question = questionOn(null as never, parameters(), day('2026-11-24'));

  it('is added up in the last row, and is nothing of no rows', () => {
    expect(spent.total?.([{ pence: 150 }, { pence: -50 }], question)).toBe(100);
    expect(spent.total?.([], question)).toBe(0);
  });
  it('is not set in all where it is not in one row', () =>
    expect(spent.total?.([{ pence: 150 }, { pence: NOT_SET }], question)).toBeNaN());
});

describe('a column that names its row', () => {
  const cluster = name(({ called }: { called: string }) => called, 'Schools');
  it('is told from one that is worked out', () => {
    expect(isName(cluster)).toBe(true);
    expect(isName({ format: 'words', value: () => '', why: () => [] })).toBe(false);
  });
  it('says nothing in the last row, unless it is given what', () => {
    expect(cluster.total).toBeUndefined();
    const all = name(
      () => 'North',
      'Schools',
      () => 'All clusters',
    );
    expect(all.total?.([], questionOn(null as never, parameters(), 0))).toBe('All clusters');
  });
});
