import { readFileSync } from 'node:fs';
import path from 'node:path';
import { generatedDocs } from '../../docs/generate';

describe('the reference pages', () => {
  it.each(Object.entries(generatedDocs()))('docs/%s says what the declarations say', (name, text) => {
    const written = readFileSync(path.join(__dirname, '..', '..', 'docs', name), 'utf8').replace(/\r\n/g, '\n');
    if (written !== text) throw new Error(`docs/${name} is out of date. Run: npm run docs`);
  });
});
