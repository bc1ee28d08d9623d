/** The file by which a browser is led to the tracker: the address of its command line everybody on the computer can see. */
import fs from 'node:fs';
import path from 'node:path';

const NAME = 'open.html';

/**
 * Writes a page that only the account which runs the tracker can read, and which leads to the address.
 *
 * @param address - With the token in it.
 * @returns The page's file.
 */
export function writeOpeningPage(folder: string, address: string): string {
  const file = path.join(folder, NAME);
  const to = address.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
  fs.rmSync(file, { force: true }); // one that is there keeps the rights it has
  fs.writeFileSync(
    file,
    `<!doctype html><meta charset="utf-8"><title>Cluster Tracker</title>` +
      `<meta http-equiv="refresh" content="0; url=${to}"><a href="${to}">Cluster Tracker</a>\n`,
    { mode: 0o600, flag: 'wx' },
  );
  return file;
}

export const removeOpeningPage = (folder: string): void => fs.rmSync(path.join(folder, NAME), { force: true });
