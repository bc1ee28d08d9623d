import type { Context } from '../../src/actions/perform';
import {
  beginRights,
  keepRightsRecorded,
  peopleRegistered,
  recordedFrom,
  recordLastDay,
} from '../../src/actions/register-people';
import type { World } from '../../src/actions/world';
import { bytesOf } from '../../src/rules/basics/log-chain';
import type { RecordedRights, RecordedSpell } from '../../src/rules/basics/recorded-rights';
import type { Seals } from '../../src/rules/basics/seals';
import { recordedOf } from '../support/recorded-cases';
import { day, PEOPLE, PROGRAMME, type Row, tables } from '../support/rules-tables';

/** Texts kept with a document: what an action keeps, and what is registered once its rows are written. */
class Texts {
  readonly stored = new Map<string, string>();
  readonly keep = (key: string, text: string): void => void this.stored.set(key, text);

  register(): RecordedRights | null {
    const store = { get: (key: string) => this.stored.get(key) || null } as World['store'];
    for (const [key, text] of Object.entries(peopleRegistered({ store }))) this.keep(key, text);
    return recordedFrom((key) => this.stored.get(key) || null);
  }
}

const SPELL: RecordedSpell = { school: 'S-6', cluster: 'C-2', from: day('2020-09-01'), to: null };

describe('who may do what, kept beside the cells (A3)', () => {
  it('is nothing before anything is recorded', () => {
    expect(new Texts().register()).toBeNull();
    expect(recordedFrom(() => '0')).toBeNull();
  });

  it('is read again as it was recorded, people, times, clusters and schools', () => {
    const [texts, recorded] = [new Texts(), recordedOf()];
    expect([recorded.people.length, recorded.spells.length]).toEqual([PEOPLE.length, 1]);
    keepRightsRecorded(texts, recorded);
    expect(texts.register()).toEqual(recorded);
    expect([...texts.stored].filter(([key, text]) => key.includes('next') && text !== '')).toEqual([]);
  });

  it('is as many texts as it takes, none of them longer than may be kept, and the newest alone counts', () => {
    const people = Array.from({ length: 300 }, (_, at) => ({
      ...recordedOf().people[0]!,
      email: `p${at}@example.org`,
    }));
    const [texts, many] = [new Texts(), { ...recordedOf(), people }];
    keepRightsRecorded(texts, many);
    expect(texts.register()).toEqual(many);
    const lengths = [...texts.stored].filter(([key]) => /people\.\d/.test(key)).map(([, text]) => bytesOf(text));
    expect(lengths.length).toBe(Number(texts.stored.get('seal.people')));
    expect([lengths.length < 5, Math.max(...lengths) <= 8_500]).toEqual([true, true]);
    keepRightsRecorded(texts, recordedOf());
    expect(texts.register()).toEqual(recordedOf());
  });
});

describe('the last day of a school in a cluster (A3, P7)', () => {
  const others: RecordedSpell[] = [
    { ...SPELL, school: 'S-7' },
    { ...SPELL, cluster: 'C-1' },
    { ...SPELL, from: day('2018-09-01'), to: day('2019-08-31') },
  ];
  const spellsAfter = (seals: Partial<Seals>) => {
    const texts = new Texts();
    const context = { tables: { seals: () => seals }, keep: texts.keep } as unknown as Context;
    recordLastDay(context, SPELL, day('2026-11-24'));
    return texts.register()?.spells;
  };
  const kept = (spells: RecordedSpell[]) => spellsAfter({ state: 'kept', recorded: { ...recordedOf(), spells } });

  it('ends the time that goes on, of that school in that cluster, and no other', () =>
    expect(kept([SPELL, ...others])).toEqual([{ ...SPELL, to: day('2026-11-24') }, ...others]));
  it('is not kept where no such time goes on, or nothing is recorded', () => {
    expect(kept(others)).toBeUndefined();
    expect(spellsAfter({ state: 'kept', recorded: null })).toBeUndefined();
    expect(spellsAfter({ state: 'none' })).toBeUndefined();
  });
});

describe('the register of people begins (A3)', () => {
  const begun = (people: Row[]) => {
    const [texts, logged] = [new Texts(), [] as string[][]];
    const read = tables({ ...PROGRAMME, people });
    const log = (...said: string[]) => void logged.push(said);
    const context = { tables: read, keep: texts.keep, log } as unknown as Context;
    const isBegun = beginRights(context, read.get('people').rows, day('2026-11-24'));
    return { isBegun, logged, recorded: texts.register() };
  };

  it('with whoever is a Director that day, and the log names those who decide', () => {
    const { isBegun, logged, recorded } = begun(PEOPLE);
    expect([isBegun, recorded]).toEqual([true, recordedOf()]);
    expect(logged).toEqual([
      ['Record people', '', expect.stringMatching(/^director@example\.org.*; advisor@example\.org/)],
    ]);
    expect(logged[0]![2]).not.toContain('north@example.org');
  });

  const DIRECTOR = PEOPLE[0]!;
  it.each<[string, Row]>([
    ['another decides', { ...DIRECTOR, role: 'Advisor' }],
    ['somebody stands in for one', { ...DIRECTOR, standsInFor: 'gone@example.org' }],
    ['one whose time is over', { ...DIRECTOR, to: '2026-11-23' }],
    ['one whose time begins later', { ...DIRECTOR, from: '2026-11-25' }],
  ])('not where only %s', (_what, row) =>
    expect(begun([row, ...PEOPLE.slice(1)])).toEqual({ isBegun: false, logged: [], recorded: null }),
  );
});
