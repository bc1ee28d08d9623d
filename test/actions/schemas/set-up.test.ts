import { check } from '../../../src/actions/schemas/parts';
import { setUpSchema } from '../../../src/actions/schemas/set-up';
import { fieldsRefused } from '../../support/action-cases';
import { token } from '../../support/tracker';

const PERSON = { name: 'Lea Lead', email: 'lea@example.org' };
const refused = (change: object) => fieldsRefused(setUpSchema, { token: token(), clusters: [], ...change });
const ofCluster = (change: object) => refused({ clusters: [{ cluster: 'C-1' }, { cluster: 'C-2', ...change }] });

describe('the set-up as its form sends it', () => {
  it('may leave everything blank but the clusters', () => {
    expect(refused({})).toEqual([]);
    expect(refused({ director: null, advisor: PERSON })).toEqual([]);
    expect(ofCluster({ leadSchool: null, stage: 'Stage 3', agreementStart: '2026-09-01', lead: PERSON })).toEqual([]);
    expect(refused({ clusters: undefined })).toHaveLength(1);
    expect(refused({ clusters: new Array(61).fill({ cluster: 'C-1' }) })).toHaveLength(1);
  });

  it('takes addresses in small letters, as people sign in', () => {
    const sent = { token: token(), director: { name: ' Dana ', email: ' Dana@Example.org' }, clusters: [] };
    expect(check(setUpSchema, sent)).toMatchObject({
      value: { director: { name: 'Dana', email: 'dana@example.org' } },
    });
  });

  it('refuses a person without a name or address, and says which', () => {
    expect(refused({ director: { name: ' ', email: 'dana' } })).toEqual([
      'director.name: Type a name.',
      'director.email: Type an address such as lead@example.org.',
    ]);
    expect(refused({ advisor: { ...PERSON, school: '' } })).toEqual(['advisor.school: Pick a school.']);
  });

  it.each<[object, string]>([
    [{ stage: 'Stage 9' }, 'clusters.1.stage: Pick a stage.'],
    [{ leadSchool: '' }, 'clusters.1.leadSchool: Pick a school.'],
    [{ agreementStart: 'soon' }, 'clusters.1.agreementStart: Pick a date.'],
    [{ lead: { name: 'Lea' } }, 'clusters.1.lead.email: Type an e-mail address.'],
  ])('refuses a cluster with %j', (change, said) => expect(ofCluster(change)).toEqual([said]));
});
