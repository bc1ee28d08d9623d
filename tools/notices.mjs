/** The licence notices of the packages that are built into a bundle. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const ISC = `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby
granted, provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.`;

/** For packages that name one of these licences and come without its text. */
const STANDARD = {
  MIT,
  ISC,
  'Apache-2.0': 'The full text of the Apache License, Version 2.0, stands with other packages here.',
};

/**
 * The folders of the packages that something of is in a bundle.
 *
 * @param metafiles - What esbuild tells of its bundles; its paths are seen from the folder it ran in.
 */
export function packagesIn(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) => Object.entries(output.inputs)),
  );
  const folders = inputs.flatMap(([input, { bytesInOutput }]) => {
    const found = /^(?:.*[\\/])?node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/.exec(input);
    return found && bytesInOutput > 0 ? [resolve(found[0])] : [];
  });
  return [...new Set(folders)].sort();
}

/**
 * What has to go with a bundle of these packages: each with its version, licence and the texts that it came with.
 * Packages that came with the same text stand together above it.
 *
 * @throws If a package says nowhere under which licence it is.
 */
export function noticesOf(folders) {
  const headings = new Map();
  for (const folder of folders) {
    const { heading, text } = noticeOf(folder);
    headings.set(text, [...(headings.get(text) ?? []), heading]);
  }
  const notices = [...headings].map(([text, above]) => `${above.join('\n')}\n\n${text}`);
  return `${[INTRODUCTION, ...notices].join(`\n\n${'-'.repeat(72)}\n\n`)}\n`;
}

const INTRODUCTION =
  'Cluster Tracker is under the MIT licence (LICENSE). Built into it are the packages below, each under its own.';

function noticeOf(folder) {
  const { name, version, license, author, homepage } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), 'utf8').replace(/\r\n/g, '\n').trim());
  const by = typeof author === 'string' ? author : author?.name;
  if (texts.length === 0) {
    if (!STANDARD[license])
      throw new Error(
        `${name} ${version} is built in and says of its licence only "${license}": look it up and add its text.`,
      );
    texts.push(`Copyright (c) ${by ?? `the authors of ${name}`}\n\n${STANDARD[license]}`);
  }
  const heading = `${name} ${version}${license ? ` (${license})` : ''}${homepage ? ` ${homepage}` : ''}`;
  return { heading, text: texts.join('\n\n') };
}

/** The same as a page, which goes with the script into Google: it is pushed like any other. */
export function noticesPage(folders) {
  const text = noticesOf(folders).replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Licences</title></head><body><pre style="white-space:pre-wrap">${text}</pre></body></html>\n`;
}
