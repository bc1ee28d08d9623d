/** Every kind of input that docs/inputs.md tells of is a test of its own, by its number. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../support/root';

const read = (...place: string[]) => readFileSync(path.join(ROOT, ...place), 'utf8');
const titles = (text: string, form: RegExp) => [...text.matchAll(form)].map(([, title]) => title!);
const inOrder = (found: string[]) =>
  found.sort((one, other) => Number.parseInt(one.slice(1), 10) - Number.parseInt(other.slice(1), 10));

describe('what people type and paste', () => {
  const told = titles(read('docs', 'inputs.md'), /^#+ (I\d+\. .*)$/gm);
  const tried = ['workbook', 'tools'].flatMap((folder) =>
    readdirSync(path.join(ROOT, 'test', folder))
      .filter((name) => name.startsWith('inputs'))
      .flatMap((name) => titles(read('test', folder, name), /^describe\('(I\d+\. .*)', \(\) => \{$/gm)),
  );

  it('is numbered without a gap', () =>
    expect(told.map((title) => title.split('.')[0])).toEqual(told.map((_, index) => `I${index + 1}`)));
  it('is tried under the same number and name, each once', () => expect(inOrder(tried)).toEqual(told));
});
