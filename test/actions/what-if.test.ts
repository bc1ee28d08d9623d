import { whatIf, whatIfForm } from '../../src/actions/what-if';
import type { World } from '../../src/actions/world';
import { DIRECTOR, done, LEAD, open, STRANGER } from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';

const NOTHING = { roster: [], renewals: [], figures: [] };
const LEAVES = { joins: false, cluster: 'C-1', school: 'S-5', on: '2027-08-31' };

/** A workbook in which whatever would change something fails the test. */
function untouched(of: FakeWorkbook, email: string): World {
  const never = (name: string) => () => {
    throw new Error(`${name} was called`);
  };
  const world = of.as(email);
  return {
    ...world,
    locked: never('locked'),
    write: never('write'),
    store: { ...world.store, set: never('store.set'), remove: never('store.remove') },
    trigger: { ...world.trigger, create: never('trigger.create'), remove: never('trigger.remove') },
    mail: { ...world.mail, send: never('mail.send') },
    showHidden: never('showHidden'),
  };
}
const book = () => open([]);
const tried = (payload: unknown, email = DIRECTOR) => done(whatIf(untouched(book(), email), payload));
const money = (payload: unknown) =>
  tried(payload).paper.blocks.find(({ heading }) => heading.startsWith('Money'))!.table!.rows;
const fields = (payload: unknown) => {
  const answer = whatIf(untouched(book(), DIRECTOR), payload);
  return answer.ok ? [] : answer.problems?.map(({ field, message }) => `${field}: ${message}`);
};

describe('the page that tries next year', () => {
  it('opens with clusters, schools, agreements and figures, for anybody', () => {
    const of = book();
    for (const email of [LEAD, DIRECTOR, STRANGER]) {
      const { year, from, last, clusters, figures } = done(whatIfForm(untouched(of, email)));
      expect([year, from, last]).toEqual(['2027/28', '2027-09-01', '2027-08-31']);
      expect(clusters[0]).toMatchObject({ id: 'C-1', agreement: 'year 1, to 31 Aug 2028', renewsOn: '2028-09-01' });
      expect(clusters[0]!.members.map(({ id }) => id)).toEqual(['S-1', 'S-2', 'S-3', 'S-4', 'S-5']);
      expect(figures[0]).toEqual({
        ...{ parameter: 'match.ratio', says: 'a 1:1 match', value: '1', status: 'assumed' },
        expected: expect.any(String),
      });
    }
  });
});

describe('trying next year', () => {
  it('writes nothing: no tab, no text kept outside, no lock, no mail, no trigger', () => {
    const of = book();
    const before = JSON.stringify(of.tables().grid('membership'));
    const answer = whatIf(untouched(of, DIRECTOR), {
      roster: [LEAVES, { joins: true, cluster: 'C-1', on: '2027-09-01' }],
      renewals: [{ cluster: 'C-2', from: '2028-09-01' }],
      figures: [{ parameter: 'match.ratio', value: '1.5' }],
    });
    expect(answer).toMatchObject({ ok: true });
    expect(answer).not.toHaveProperty('undo');
    expect([JSON.stringify(of.tables().grid('membership')), of.count('log')]).toEqual([before, 0]);
  });

  it('takes figures as people type them, and leaves out what stands there already', () => {
    expect(money({ ...NOTHING, figures: [{ parameter: 'match.basis', value: '£600.00' }] })[0]).toEqual([
      ...['North Cluster', 'Cluster pot', '£2,500.00', '£2,500.00', '£3,000.00', '£500.00', '£0.00'],
    ]);
    expect(
      tried({ ...NOTHING, figures: [{ parameter: 'match.ratio', value: '1' }] }).paper.blocks[0]!.lines[0]!.text,
    ).toBe('Nothing yet: the year as it stands.');
  });

  it('says of every field what does not fit', () => {
    expect(fields({ ...NOTHING, roster: [LEAVES, { ...LEAVES, school: 'S-6' }, { ...LEAVES, school: null }] })).toEqual(
      ['roster.1.school: It is no member on 31 Aug 2027.', 'roster.2.school: Pick the school that leaves.'],
    );
    expect(
      fields({
        roster: [{ joins: true, cluster: 'C-9', school: 'S-99', on: '2027-02-30' }],
        renewals: [{ cluster: 'C-1', from: '2026-09-01' }],
        figures: [{ parameter: 'match.basis', value: 'lots' }],
      })!.map((line) => line.split(':')[0]),
    ).toEqual(['roster.0.cluster', 'roster.0.on', 'roster.0.school', 'renewals.0.from', 'figures.0.value']);
    expect(fields({ ...NOTHING, roster: [{ ...LEAVES, joins: true, school: 'S-1' }] })).toEqual([
      'roster.0.school: It is a member on 31 Aug 2027.',
    ]);
    expect(fields({ ...NOTHING, figures: [{ parameter: 'psqm.places', value: '3' }] })).toEqual([
      'figures.0.parameter: Pick a figure of the list.',
    ]);
  });

  it('works in a workbook with no cluster yet', () => {
    const empty = open([], {
      clusters: [],
      schools: [],
      membership: [],
      people: [{ name: 'D', email: DIRECTOR, role: 'Director' }],
    });
    expect(done(whatIfForm(untouched(empty, DIRECTOR))).clusters).toEqual([]);
    expect(done(whatIf(untouched(empty, DIRECTOR), NOTHING)).paper.title).toBe('What if: funding in 2027/28');
  });
});
