/** What stands on each page of a document that Chromium printed: enough of PDF to read its own text back. */
import { inflateSync } from 'node:zlib';

/** The text of each page, in the order in which it was drawn. */
export function textsOfPages(pdf: Buffer): string[] {
  const objects = objectsOf(pdf);
  const refs = (text: string, name: string) =>
    [...text.matchAll(new RegExp(`/${name}\\s*\\[?((?:\\s*\\d+ 0 R)+)`, 'g'))].flatMap(([, list]) =>
      [...list!.matchAll(/(\d+) 0 R/g)].map(([, number]) => Number(number)),
    );
  const pages = [...objects.values()].filter(({ head }) => /\/Type\s*\/Page\b/.test(head));
  return pages.map(({ head }) => {
    const [resources = head] = refs(head, 'Resources').map((number) => objects.get(number)!.head);
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+)\s+(\d+) 0 R/g)].map(([, name, number]) => {
        const [cmap] = refs(objects.get(Number(number))!.head, 'ToUnicode');
        return [name!, signsOf(objects.get(cmap ?? 0)?.body ?? '')] as const;
      }),
    );
    return refs(head, 'Contents')
      .map((number) => textIn(objects.get(number)!.body, fonts))
      .join('');
  });
}

interface PdfObject {
  readonly head: string;
  /** Of its stream, unpacked. */
  readonly body: string;
}

function objectsOf(pdf: Buffer): Map<number, PdfObject> {
  const whole = pdf.toString('latin1');
  const found = [...whole.matchAll(/(?:^|\n)(\d+) 0 obj\s([\s\S]*?)(?:stream\r?\n|endobj)/g)];
  return new Map(
    found.map((match) => {
      const [all, number, head] = match as unknown as [string, string, string];
      if (!all.endsWith('stream\n') && !all.endsWith('stream\r\n')) return [Number(number), { head, body: '' }];
      const start = match.index + all.length;
      const packed = pdf.subarray(start, whole.indexOf('endstream', start));
      return [Number(number), { head, body: /FlateDecode/.test(head) ? unpacked(packed) : packed.toString('latin1') }];
    }),
  );
}

function unpacked(bytes: Buffer): string {
  try {
    return inflateSync(bytes, { finishFlush: 2 }).toString('latin1');
  } catch {
    return ''; // a picture or a font: no text is in it
  }
}

/** By glyph, the text it stands for. */
function signsOf(cmap: string): Map<number, string> {
  const signs = new Map<number, string>();
  const textOf = (hex: string) => String.fromCharCode(...hex.match(/.{4}/g)!.map((part) => Number.parseInt(part, 16)));
  for (const [, block] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph, text] of block!.matchAll(/<(\w+)>\s*<(\w+)>/g))
      signs.set(Number.parseInt(glyph!, 16), textOf(text!));
  for (const [, block] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from, to, text] of block!.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const first = Number.parseInt(from!, 16);
      const code = Number.parseInt(text!, 16);
      for (let glyph = first; glyph <= Number.parseInt(to!, 16); glyph++)
        signs.set(glyph, String.fromCharCode(code + glyph - first));
    }
  return signs;
}

/** The text that a page draws, glyph by glyph, in the fonts it names. */
function textIn(drawn: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> | undefined;
  let text = '';
  for (const [, name, hex] of drawn.matchAll(/\/(F\d+)\s+[\d.-]+\s+Tf|<([0-9A-Fa-f]+)>/g)) {
    if (name) font = fonts.get(name);
    else for (const glyph of hex!.match(/.{4}/g) ?? []) text += font?.get(Number.parseInt(glyph, 16)) ?? '';
  }
  return text;
}
