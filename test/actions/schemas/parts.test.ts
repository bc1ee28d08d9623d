import * as z from 'zod/mini';
import {
  check,
  clock,
  email,
  filled,
  isoDate,
  key,
  maybe,
  pounds,
  text,
  token,
} from '../../../src/actions/schemas/parts';

const said = (schema: z.ZodMiniType, value: unknown): string[] => {
  const checked = check(schema, value);
  return 'problems' in checked ? checked.problems.map(({ message }) => message) : [];
};
const takes = (schema: z.ZodMiniType, value: unknown) => said(schema, value).length === 0;
const taken = (schema: z.ZodMiniType, value: unknown) => check(schema, value);

describe('pounds', () => {
  it.each(['350', '350.5', '350.00', '1,250.00', '£350', ' £ 1,234,567.89 ', '0', '999999999'])('are "%s"', (value) =>
    expect(takes(pounds, value)).toBe(true),
  );
  it.each(['', '-5', '1.005', '12,50', '1250,000', '1e3', '350 pounds', '=1+1', '1234567890', 350, null])(
    'are not %j, and the form says what to type',
    (value) => expect(said(pounds, value)).toEqual(['Type a sum such as 350.00.']),
  );
});

describe('keys', () => {
  it.each(['R-1', 'CPD-4K7Q2M', '126300', '865/2034', 's-99', 'St Mary’s', '__proto__'])(
    'are whatever a tab may have for an ID, such as "%s"',
    (value) => expect(takes(key('x'), value)).toBe(true),
  );
  it.each(['', 5, null, {}, 'x'.repeat(201)])('are not %j, and the form says what it asks for', (value) =>
    expect(said(key('Pick a request.'), value)).toEqual(['Pick a request.']),
  );
});

describe('days and times', () => {
  it.each(['2026-09-01', '2026-02-30'])('look like "%s"; whether the calendar has them is asked later', (value) =>
    expect(takes(isoDate, value)).toBe(true),
  );
  it.each(['', '2026-9-1', '01/09/2026', '2026-09-01T00:00', '12026-09-01', 20_697])('do not look like %j', (value) =>
    expect(said(isoDate, value)).toEqual(['Pick a date.']),
  );
  it.each([
    ['00:00', true],
    ['23:59', true],
    ['24:00', false],
    ['13:60', false],
    ['9:30', false],
    ['13.30', false],
  ])('the clock says %s: %s', (value, is) => expect(takes(clock, value)).toBe(is));
});

describe('addresses', () => {
  it('are taken without the spaces and in small letters', () => {
    expect(taken(email, ' Lead@Example.ORG ')).toEqual({ value: 'lead@example.org' });
  });
  it.each(['<Lead@example.org>', 'Lucy Lead <lead@example.org>', 'mailto:lead@example.org', '\u200blead@example.org.'])(
    'are taken out of what copying put around them: %j',
    (value) => expect(taken(email, value)).toEqual({ value: 'lead@example.org' }),
  );
  it.each(['', 'lead', 'lead@example', 'a b@example.org', 'a@b@example.org', 'le\u0430d@example.org'])(
    'are not %j',
    (value) => expect(said(email, value)).toEqual(['Type an address such as lead@example.org.']),
  );
  it('are not longer than two hundred letters', () => {
    expect(takes(email, `${'x'.repeat(188)}@example.org`)).toBe(true);
    expect(takes(email, `${'x'.repeat(189)}@example.org`)).toBe(false);
  });
});

describe('texts', () => {
  it('are taken without the spaces around them, up to their longest', () => {
    expect(taken(text(), '  Planning day \n')).toEqual({ value: 'Planning day' });
    expect(takes(text(), 'x'.repeat(2_000))).toBe(true);
    expect(said(text(), 'x'.repeat(2_001))).toEqual(['Keep it under 2000 characters.']);
    expect(said(text(60), 'x'.repeat(61))).toEqual(['Keep it under 60 characters.']);
    expect(said(text(), { toString: 'x' })).toEqual(['Type some text.']);
  });
  it('that have to be filled in are more than spaces', () => {
    for (const blank of [' \n ', '\u200b', '\u00a0\u00ad'])
      expect(said(filled('Type a name.'), blank)).toEqual(['Type a name.']);
    expect(takes(filled('Type a name.'), ' x ')).toBe(true);
  });
  it('that need not be given may be left out or null', () => {
    for (const value of [undefined, null, '']) expect(takes(maybe(text()), value)).toBe(true);
    expect(takes(maybe(text()), 5)).toBe(false);
  });
});

describe('tokens', () => {
  it.each([
    ['x'.repeat(12), true],
    ['x'.repeat(40), true],
    ['x'.repeat(11), false],
    ['x'.repeat(41), false],
    ['X'.repeat(12), false],
    ['token 00000000000', false],
  ])('%j is one a form draws: %s', (value, is) => {
    expect(takes(token, value)).toBe(is);
  });
});

describe('check', () => {
  const schema = z.object({ list: z.array(z.object({ school: key('Pick a school.') })), when: isoDate });

  it('names every field that does not fit, by its path', () => {
    expect(check(schema, { list: [{ school: 'S-1' }, { school: '' }], when: '' })).toEqual({
      problems: [
        { field: 'list.1.school', message: 'Pick a school.' },
        { field: 'when', message: 'Pick a date.' },
      ],
    });
  });
  it('gives what was sent without what nobody asked for', () => {
    expect(check(schema, { list: [], when: '2026-09-01', admin: true })).toEqual({
      value: { list: [], when: '2026-09-01' },
    });
  });
  it.each([undefined, null, 5, 'text', []])('always says something, of %j too', (payload) => {
    const [problem] = (check(schema, payload) as { problems: { message: string }[] }).problems;
    expect(problem!.message).not.toBe('');
  });
});
