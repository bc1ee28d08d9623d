import { ROSTER, rosterSchoolId } from '../../src/sample/roster';
import { tables } from '../support/rules-tables';

describe('the roster of the guidance (P6)', () => {
  it('has five clusters of 6, 6, 7, 8 and 10 schools', () => {
    expect(ROSTER.map(({ schools }) => schools.length)).toEqual([6, 6, 7, 8, 10]);
  });
  it.each([
    ['Stonehenge Area Cluster', 6],
    ['Salisbury Plain Cluster', 6],
    ['East Salisbury Rural Cluster', 7],
    ['West Salisbury Cluster', 8],
    ['East Salisbury Cluster', 10],
  ])('%s has %d schools (P6)', (name, count) => {
    expect(ROSTER.find((cluster) => cluster.name === name)!.schools).toHaveLength(count);
  });
  it('has 37 schools in all, none of them twice, and names no lead school (P6)', () => {
    const names = ROSTER.flatMap(({ schools }) => schools.map(({ name }) => name));
    expect(new Set(names).size).toBe(37);
    expect(JSON.stringify(ROSTER)).not.toMatch(/lead/i);
  });

  it('has a special school, three junior and four infant schools, and primary schools else (P6)', () => {
    const phases = ROSTER.flatMap(({ schools }) => schools.map(({ phase }) => phase));
    const count = (phase: string) => phases.filter((own) => own === phase).length;
    expect(['Special', 'Junior', 'Infant', 'Primary'].map(count)).toEqual([1, 3, 3, 30]);
  });

  it.each([
    [1, 'S-01'],
    [37, 'S-37'],
  ])('numbers school %d as %s', (number, id) => expect(rosterSchoolId(number)).toBe(id));
});

describe('names and IDs (P5)', () => {
  const schools = ROSTER.flatMap((cluster) => cluster.schools);
  const roster = tables({
    clusters: ROSTER.map(({ id, name, aliases }) => ({ id, name, aliases: aliases.join('; ') })),
    schools: schools.map(({ name, aliases }, index) => ({
      id: rosterSchoolId(index + 1),
      name,
      aliases: aliases?.join('; '),
    })),
  });
  it.each([
    ['C-3', 'East Salisbury Rural Cluster'],
    ['East Salisbury Rural Cluster', 'East Salisbury Rural Cluster'],
    ['East Salisbury Rural', 'East Salisbury Rural Cluster'],
    ['East Salisbury', 'East Salisbury Cluster'],
    ['West Salisbury', 'West Salisbury Cluster'],
    ['Salisbury', undefined],
  ])('"%s" is the cluster %s (P5)', (name, expected) =>
    expect(ROSTER[roster.find('clusters', name)]?.name).toBe(expected),
  );
  it.each([
    ['Winterbourne Earls C of E School', 'Winterbourne Earls C of E School'],
    ['Winterbourne Earls C of E Primary School', 'Winterbourne Earls C of E School'],
    ['Amesbury C of E Primary School', 'Amesbury C of E Primary School'],
    ['Amesbury', undefined],
  ])('"%s" is the school %s (P5)', (name, expected) =>
    expect(schools[roster.find('schools', name)]?.name).toBe(expected),
  );

  it('no name or alias is that of two clusters or of two schools (P5)', () => {
    for (const named of [ROSTER, schools]) {
      const names = named.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]).map((name) => name.toLowerCase());
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
