import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { removeOpeningPage, writeOpeningPage } from '../../host/serve/opening-page';

const ADDRESS = 'http://localhost:8787/?token=abc_-123&more="<x>';

describe('the file that leads a browser to the local tracker', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'opening-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is named without the token, which stands in it alone', () => {
    const file = writeOpeningPage(folder, ADDRESS);
    expect(file).toBe(path.join(folder, 'open.html'));
    expect(readFileSync(file, 'utf8')).toContain(
      'content="0; url=http://localhost:8787/?token=abc_-123&amp;more=&quot;&lt;x>"',
    );
  });

  it('can be read by nobody else, whoever made it before', () => {
    writeFileSync(path.join(folder, 'open.html'), 'old', { mode: 0o666 });
    const { mode } = statSync(writeOpeningPage(folder, ADDRESS));
    expect(process.platform === 'win32' ? 0o600 : mode & 0o777).toBe(0o600);
  });

  it('is taken away again, and need not be there', () => {
    const file = writeOpeningPage(folder, ADDRESS);
    removeOpeningPage(folder);
    removeOpeningPage(folder);
    expect(() => statSync(file)).toThrow('ENOENT');
  });
});
