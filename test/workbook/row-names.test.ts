import { nameWithId, nameWithoutId, nearestName } from '../../src/workbook/row-names';

const NAMES = [
  'St. Mark’s C.E. Junior School, Salisbury',
  'Saint Osmund’s Catholic Primary School',
  'Harnham Infants’ School',
  'Ysgol Gynradd Tŷ-newydd',
  'North Cluster',
  'South Cluster',
];

describe('the name that is perhaps meant', () => {
  it.each([
    ['Saint Mark’s CofE Junior School, Salisbury', NAMES[0]],
    ['St Marks Church of England Junior, Salisbury', NAMES[0]],
    ['St Mark’s C of E (VA) Junior School Salisbury', NAMES[0]],
    ['St Osmunds RC Primary', NAMES[1]],
    ['Harnam Infants School', NAMES[2]],
    ['Ysgol Gynradd Ty Newydd', NAMES[3]],
    ['North', 'North Cluster'],
    ['Nroth Cluster', null],
    ['Cluster', null],
    ['Oak Lane', null],
    ['', null],
  ])('by %j is %j', (wanted, name) => expect(nearestName(NAMES, wanted)).toBe(name));

  it('is none where several might be', () =>
    expect(nearestName(['Oak Hill A', 'Oak Hill B'], 'Oak Hill C')).toBeNull());
});

it('a name that is shared has its ID behind it, and can be had without', () => {
  expect(nameWithId('Oak', 'S-1')).toBe('Oak (S-1)');
  expect([nameWithoutId('Oak (S-1)', 'S-1'), nameWithoutId('Oak (S-1)', 'S-2')]).toEqual(['Oak', 'Oak (S-1)']);
});
