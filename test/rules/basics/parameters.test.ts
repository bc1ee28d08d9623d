import {
  assumesText,
  formatParameter,
  NOT_SET,
  NotSet,
  Parameters,
  sayParameter,
  unlessNotSet,
} from '../../../src/rules/basics/parameters';
import { parameters, set } from '../../support/builders';
import { day } from '../../support/rules-tables';

describe('the value of a parameter in a funding year', () => {
  const settings = parameters(set('cpd.cap', 450_00, 2028), set('cpd.cap', 420_00, 2027));

  it.each([
    [2026, 400_00],
    [2027, 420_00],
    [2028, 450_00],
    [2031, 450_00],
  ])('in %d the cap is %d pence: a row counts from its year until the next one, whatever their order', (year, cap) =>
    expect(settings.number('cpd.cap', year)).toBe(cap),
  );

  it('is that of the newest row up to the year, in whatever order the rows are read', () => {
    const read = parameters(set('cpd.cap', 450_00, 2028), set('cpd.cap', 410_00, 2020), set('cpd.cap', 420_00, 2027));
    expect([2019, 2020, 2027, 2030].map((year) => read.number('cpd.cap', year))).toEqual([
      400_00, 410_00, 420_00, 450_00,
    ]);
  });

  it('is the one of the funding year that a day falls in', () => {
    expect(settings.on('cpd.cap', day('2027-08-31'))).toBe(400_00);
    expect(settings.on('cpd.cap', day('2027-09-01'))).toBe(420_00);
  });

  it('is not set from the year of a row without a value, where numbers say so and sums are no number', () => {
    const unset = parameters(set('cpd.cap', 450_00, 2026), set('cpd.cap', null, 2027));
    expect([2026, 2027].map((year) => unset.isSet('cpd.cap', year))).toEqual([true, false]);
    expect(unset.sum('cpd.cap', 2026)).toBe(450_00);
    expect(unset.sum('cpd.cap', 2027)).toBe(NOT_SET);
    expect(() => unset.number('cpd.cap', 2027)).toThrow('cpd.cap is not set');
  });

  it('is text where the parameter is one, and null while it has no words', () => {
    const aims = parameters({ parameter: 'aim.1', value: 1, from: 2026, status: 'confirmed', text: 'Ask questions' });
    expect([aims.text('aim.1', 2025), aims.text('aim.1', 2026), aims.text('aim.2', 2026)]).toEqual([
      null,
      'Ask questions',
      null,
    ]);
  });

  it('can be supposed to be another one in every year, which leaves the others as they were', () => {
    const supposed = settings.with('cpd.cap', 1);
    expect([2020, 2027, 2030].map((year) => supposed.number('cpd.cap', year))).toEqual([1, 1, 1]);
    expect(supposed.number('meetings.min', 2027)).toBe(4);
    expect(settings.number('cpd.cap', 2027)).toBe(420_00);
  });
});

describe('work that needs a parameter which is not set', () => {
  const unset = parameters(set('psqm.places', null));

  it('gives what stands in its place, or its own result where it needs none', () => {
    expect(unlessNotSet(() => unset.number('psqm.places', 2026), 'nobody knows')).toBe('nobody knows');
    expect(unlessNotSet(() => unset.number('meetings.min', 2026), 'nobody knows')).toBe(4);
  });

  it('says which one it was, and hides no other fault', () => {
    expect(() => unset.on('psqm.places', day('2026-11-24'))).toThrow(NotSet);
    expect(() =>
      unlessNotSet(() => {
        throw new RangeError('something else');
      }, null),
    ).toThrow('something else');
  });
});

describe('which parameters some work used', () => {
  it('are told with value and status, confirmed before assumed before unset, and to an outer call as well', () => {
    const all = parameters(set('cpd.cap', 450_00));
    const [[sum, inner], outer] = all.usedBy(() => {
      all.sum('meetings.min', 2026);
      return all.usedBy(() => all.sum('vat.rate', 2026) + all.sum('psqm.places', 2026) + all.sum('cpd.cap', 2026));
    });
    expect(sum).toBeNaN();
    expect(inner).toEqual([
      { name: 'cpd.cap', value: 450_00, status: 'confirmed' },
      { name: 'vat.rate', value: 0.2, status: 'assumed' },
      { name: 'psqm.places', value: null, status: 'unset' },
    ]);
    expect(outer.map(({ name }) => name)).toEqual(['meetings.min', 'cpd.cap', 'vat.rate', 'psqm.places']);
  });

  it('are told by the outer call too where the work fails', () => {
    const all = parameters();
    const [, used] = all.usedBy(() =>
      unlessNotSet(() => all.usedBy(() => all.number('psqm.places', 2026))[0], 'not set'),
    );
    expect(used.map(({ name }) => name)).toEqual(['psqm.places']);
  });

  it('leave out what was only looked up, or asked of a copy', () => {
    const all = parameters();
    const [, used] = all.usedBy(() => {
      all.at('match.ratio', 2026);
      all.isSet('match.basis', 2026);
      all.apart().number('vat.rate', 2026);
    });
    expect(used).toEqual([]);
  });

  it('are assumptions where nobody confirmed them, in the order of the rules', () => {
    const all = parameters(set('vat.chargedToPot', 1));
    const [, assumed] = all.assumedBy(() =>
      (['vat.rate', 'match.ratio', 'cpd.cap', 'vat.chargedToPot', 'psqm.places'] as const).map((name) =>
        all.sum(name, 2026),
      ),
    );
    expect(assumed).toEqual([
      { name: 'match.ratio', value: 1 },
      { name: 'vat.rate', value: 0.2 },
    ]);
    expect(assumesText(assumed)).toBe('assumes a 1:1 match, VAT at 20%');
    expect(assumesText([])).toBe('');
  });
});

describe('parameters in words', () => {
  it.each([
    ['match.ratio', 1, 'a 1:1 match'],
    ['match.ratio', null, 'a …:1 match: not set'],
    ['psqm.places', null, '… PSQM places: not set'],
    ['vat.chargedToPot', null, 'VAT charged to the pot: not set'],
    ['year.lastMeeting', 720, 'meetings until 20 Jul'],
  ] as const)('says what %s of %s is', (name, value, said) => {
    expect(sayParameter(name, value)).toBe(said);
  });

  it.each([
    ['cpd.cap', 400_00, '£400.00'],
    ['vat.rate', 0.175, '17.5%'],
    ['vat.chargedToPot', 1, 'yes'],
    ['vat.chargedToPot', 0, 'no'],
    ['year.lastMeeting', 1203, '3 Dec'],
    ['match.ratio', 0.5, '0.5'],
    ['psqm.placesFor', 1, 'year'],
    ['psqm.placesFor', 0, 'project'],
    ['meetings.min', null, 'not set'],
  ] as const)('writes %s of %s as people do: %s', (name, value, text) =>
    expect(formatParameter(name, value)).toBe(text),
  );

  it('takes the words of a parameter that is text', () =>
    expect(sayParameter('aim.2', 1, 'Ask questions')).toBe('central aim 2: Ask questions'));

  it('starts from what the guidance says where Settings has no rows', () =>
    expect(new Parameters().at('meetings.min', 1990)).toMatchObject({ value: 4, status: 'confirmed' }));
});
