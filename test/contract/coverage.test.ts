import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../support/root';
import { FACTS } from './facts/all';

const used = JSON.parse(
  execFileSync(process.execPath, [path.join(ROOT, 'tools', 'used-methods.mjs')], { encoding: 'utf8' }),
) as string[];

describe('the contract with Google', () => {
  it('has a fact of every method that the add-in calls', () => {
    expect(used.length).toBeGreaterThan(100);
    const covered = new Set(FACTS.flatMap(({ methods }) => methods));
    expect(used.filter((method) => !covered.has(method))).toEqual([]);
  });

  it('finds what the sources call, through whatever variable', () => {
    expect(used).toEqual(expect.arrayContaining(['Range.getValues', 'SpreadsheetApp.flush', 'User.getEmail']));
    expect(used).not.toContain('Array.map');
  });

  it('says of every fact where it can be read, or that nobody has written it down', () => {
    for (const { id, source, google } of FACTS) {
      expect([id, source.url ?? source.sure]).toEqual([id, expect.stringMatching(/^(https:\/\/|L$)/)]);
      expect([id, google]).toEqual([id, expect.stringMatching(/^[A-Z].*\.$/)]);
    }
  });

  it('says in docs/host.md where a book does otherwise', () => {
    const docs = readFileSync(path.join(ROOT, 'docs', 'host.md'), 'utf8');
    for (const { id, otherwise } of FACTS) if (otherwise) expect(docs).toContain(`\`${id}\``);
  });

  it('names every fact once', () => {
    const ids = FACTS.map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });
});
