/** What becomes of a log that another program saved, by the numbers of docs/inputs.md (I26 and I27). */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chain } from '../../src/rules/basics/log-chain';
import { main } from '../../tools/verify-log';

/** The Log as a .csv, and what the command says of it once some program has saved it. */
const WHAT = 'Organising time £300.00; North, “South”';
const rows = chain(null, [
  { time: '2026-11-24T10:00:00Z', who: 'a@example.org', role: '', action: 'Ask', reference: 'R-1', what: WHAT },
]).map((one) => [one.no, one.time, one.who, one.role, one.action, one.reference, one.what, one.previousHash, one.hash]);
const HEADERS = ['No', 'Time', 'Who', 'Role', 'Action', 'Reference', 'What', 'Previous hash', 'Hash'];
const csv = (sign: string, end = '\r\n') =>
  [HEADERS, ...rows].map((row) => row.map((cell) => `"${String(cell).replace(/"/g, '""')}"`).join(sign)).join(end) +
  end;
const bytes = (text: string, of: Record<string, number>) =>
  Buffer.from([...text].map((sign) => of[sign] ?? sign.charCodeAt(0)));
const WINDOWS = { '£': 0xa3, '“': 0x93, '”': 0x94 };
const MAC = { '£': 0xa3, '“': 0xd2, '”': 0xd3 };

async function verdictOn(content: string | Buffer): Promise<{ code: number; said: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'log-'));
  let said = '';
  const keep = (...texts: unknown[]) => {
    said += texts.join(' ');
  };
  const spies = (['log', 'error'] as const).map((name) => jest.spyOn(console, name).mockImplementation(keep));
  writeFileSync(path.join(folder, 'log.csv'), content);
  const code = await main([path.join(folder, 'log.csv')]);
  for (const spy of spies) spy.mockRestore();
  rmSync(folder, { recursive: true });
  return { code, said };
}

describe('I26. A log in the letters of another program', () => {
  it.each<[string, string | Buffer, number]>([
    ['Excel on Windows', bytes(csv(','), WINDOWS), 0],
    ['Excel on a Mac', bytes(csv(','), MAC), 2],
    ['old Excel on a Mac, with its line ends', bytes(csv(',', '\r'), MAC), 2],
    ['"CSV UTF-8"', `\ufeff${csv(',')}`, 0],
    ['UTF-16 the other way round', Buffer.from(`\ufeff${csv('\t')}`, 'utf16le').swap16(), 2],
    ['a program without these letters', csv(',').replace(/[£“”]/g, '?').replace(/^/, '\ufeff').replace(/,/g, ';'), 2],
  ])('is read, or has to be downloaded again, and is never called tampered with: %s', async (_, content, code) =>
    expect(await verdictOn(content)).toMatchObject({ code, said: expect.not.stringContaining('Tampered') }),
  );
});

describe('I27. A log with other signs between its columns', () => {
  it.each<[string, string, number]>([
    ['semicolons', csv(';'), 0],
    ['tabs', csv('\t', '\n'), 0],
    ['a line that names them first', `sep=;\r\n${csv(';')}`, 2],
    ['upright strokes', csv('|'), 0],
    ['colons, which none is', csv(':'), 2],
  ])('is read, or refused in plain words: %s', async (_, content, code) => {
    const { code: found, said } = await verdictOn(content);
    expect([found, said]).toEqual([code, expect.not.stringMatching(/Tampered|Quote/)]);
  });
});
