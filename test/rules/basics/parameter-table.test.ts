import {
  FIGURE_NAMES,
  PARAMETER_NAMES,
  PARAMETERS,
  type ParameterSpec,
} from '../../../src/rules/basics/parameter-table';

const specs = PARAMETER_NAMES.map((name): [string, ParameterSpec] => [name, PARAMETERS[name]]);

describe('every number of the rules', () => {
  it.each([
    ['cluster.minSchools', 3],
    ['cluster.maxSchools', 12],
    ['agreement.years', 2],
    ['release.perSchool', 500_00],
    ['release.halfDays', 5],
    ['release.maxPerHalfDay', 100_00],
    ['lead.support', 300_00],
    ['lead.admin', 120_00],
    ['cpd.cap', 400_00],
    ['meetings.min', 4],
    ['meetings.model', 5],
  ] as const)('is the one of the guidance, confirmed: %s is %d (P1, P8, F1, F2, F6, F7, S1, M1)', (name, value) =>
    expect(PARAMETERS[name]).toMatchObject({ value, status: 'confirmed' }),
  );

  it('that the guidance states is confirmed, and no other', () => {
    const confirmed = specs.flatMap(([name, { status }]) => (status === 'confirmed' ? [name] : []));
    expect(confirmed).toHaveLength(11);
    for (const [, { source }] of specs.filter(([name]) => confirmed.includes(name)))
      expect(source).not.toMatch(/not in the guidance|lost/i);
  });

  it.each(specs)('has a value unless it is unset, and one place for it in its words: %s', (_name, spec) => {
    expect(spec.value === null).toBe(spec.status === 'unset');
    expect(spec.says.split('{}')).toHaveLength(2);
  });

  it('leaves unset what is lost, and what each programme says of itself: the aims, the places for the PSQM (G4, Q3, P5)', () =>
    expect(specs.flatMap(([name, { status }]) => (status === 'unset' ? [name] : []))).toEqual([
      'psqm.places',
      'aim.1',
      'aim.2',
      'aim.3',
      'aim.4',
      'aim.5',
      'aim.6',
      'programme.id',
      'programme.name',
    ]));

  it('is a figure but for what says which programme it is, which nobody has to confirm (P5)', () =>
    expect(PARAMETER_NAMES.filter((name) => !FIGURE_NAMES.includes(name))).toEqual(['programme.id', 'programme.name']));
});
