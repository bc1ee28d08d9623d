import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chain } from '../../src/rules/basics/log-chain';
import { main } from '../../tools/verify-log';

const HEADERS = ['No', 'Time', 'Who', 'Role', 'Action', 'Reference', 'What', 'Previous hash', 'Hash'];
const lines = (what: string) =>
  chain(null, [
    { time: '2026-11-24T10:00:00Z', who: 'lead@example.org', role: '', action: 'Ask', reference: 'R-1', what },
    {
      time: '2026-11-24T11:00:00Z',
      who: 'advisor@example.org',
      role: 'Advisor',
      action: 'Approve',
      reference: 'R-1',
      what,
    },
  ]).map(({ no, time, who, role, action, reference, what: text, previousHash, hash }) =>
    [no, time, who, role, action, reference, text, previousHash, hash].map(String),
  );

const quoted = (cell: string, sign: string) =>
  cell.includes(sign) || /["\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
const csv = (what: string, sign = ',', end = '\r\n') =>
  [HEADERS, ...lines(what)].map((row) => row.map((cell) => quoted(cell, sign)).join(sign)).join(end) + end;

/** As Windows writes it: what it has no sign for is lost. */
const windows = (text: string) => Buffer.from(text.replace(/[\u0100-\uffff]/g, '?'), 'latin1');
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

describe('a log that another program saved', () => {
  let folder = '';
  let said = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'log-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const verify = async (content: string | Buffer): Promise<number> => {
    const file = path.join(folder, 'log.csv');
    writeFileSync(file, content);
    said = '';
    const keep = (...texts: unknown[]) => {
      said += texts.join(' ');
    };
    const spies = (['log', 'error'] as const).map((name) => jest.spyOn(console, name).mockImplementation(keep));
    const code = await main([file]);
    for (const spy of spies) spy.mockRestore();
    return code;
  };

  const SUM = 'Organising time £300.00; North, South: "Planning"';
  const NAME = 'changed → approved';
  it.each<[string, string | Buffer]>([
    ['as the sheet gave it', csv(SUM)],
    ['with a mark of its encoding', `\ufeff${csv(SUM)}`],
    ['with semicolons', csv(SUM, ';')],
    ['with tabs', csv(SUM, '\t', '\n')],
    ['in the characters of Windows', windows(csv(SUM))],
    ['in them and with semicolons', windows(csv(SUM, ';'))],
    ['in UTF-16 with tabs', utf16(csv(NAME, '\t'))],
  ])('is good where nothing was changed, %s', async (_, content) => {
    expect(await verify(content)).toBe(0);
    expect(said).toContain('2 lines');
  });

  it.each<[string, string | Buffer]>([
    ['lost a sign', windows(csv(`${NAME} £5`))],
    ['is not as it was, with semicolons', csv(SUM, ';').replace('Planning', 'planning')],
  ])('is never called tampered with where it %s: it has to be downloaded again', async (_, content) => {
    expect(await verify(content)).toBe(2);
    expect(said).toMatch(/was saved by another program than the sheet, such as Excel.*Download the workbook again/);
  });

  it('while a change in the file of the sheet itself is named', async () => {
    expect(await verify(csv(SUM).replace('Planning', 'planning'))).toBe(1);
    expect(said).toMatch(/line 1 was changed after it was written/);
  });
});
