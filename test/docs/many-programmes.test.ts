import { readFileSync } from 'node:fs';
import path from 'node:path';
import { EXTRACT_COLUMNS } from '../../tools/collect/columns';
import { QUESTIONS } from '../../tools/collect/questions';
import { Store } from '../../tools/collect/store';
import { ROOT } from '../support/root';

const text = readFileSync(path.join(ROOT, 'docs', 'many-programmes.md'), 'utf8');
/** SQL of the page, by what stands after its fence. */
const blocks = (language: string): string[] =>
  Array.from(text.matchAll(/^ *```(.*)\n([\s\S]*?)^ *```$/gm), ([, is, sql]) => [is, sql!.trim()] as const).flatMap(
    ([is, sql]) => (is === language ? [sql] : []),
  );

const BIGQUERY = { text: 'STRING', sum: 'NUMERIC', share: 'NUMERIC', number: 'INT64', day: 'DATE' } as const;

describe('docs/many-programmes.md', () => {
  it('has the questions of the national page, with what each says', () => {
    for (const { title, says, sql } of QUESTIONS) {
      expect(text).toContain(`### ${title}\n\n${says}\n`);
      expect(blocks('sql')).toContain(sql);
    }
    expect(blocks('sql')).toHaveLength(QUESTIONS.length);
  });

  it('declares the columns of EXTRACT to BigQuery in their order', () => {
    const [declared] = blocks('sql bigquery');
    const columns = Array.from(declared!.matchAll(/^ +(\w+) (STRING|NUMERIC|INT64|DATE),?$/gm), ([, name, type]) => [
      name,
      type,
    ]);
    expect(columns).toEqual(EXTRACT_COLUMNS.map(({ name, holds }) => [name, BIGQUERY[holds]]));
  });

  it.each(QUESTIONS.map(({ title, sql }) => [title, sql]))('has SQL that DuckDB answers: %s', async (_title, sql) => {
    const store = await Store.of([]);
    expect((await store.ask(sql)).rows).toEqual([]);
    store.close();
  });

  it('names the kinds of difference there are', () => {
    const named = Array.from(text.matchAll(/^\| `([a-zA-Z ]+)` \|/gm), ([, kind]) => kind).sort();
    const source = readFileSync(path.join(ROOT, 'tools', 'collect', 'work-out.ts'), 'utf8');
    const [, kinds = ''] = /type DifferenceKind =([^;]*);/.exec(source) ?? [];
    expect(named).toEqual(Array.from(kinds.matchAll(/'([^']+)'/g), ([, kind]) => kind).sort());
  });

  it('knows the columns A to V of the tab', () => {
    expect(text).toContain(`Extract!A:${String.fromCharCode(64 + EXTRACT_COLUMNS.length)}`);
  });
});
