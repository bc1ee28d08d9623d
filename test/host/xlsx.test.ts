import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import type { Tracker } from '../../host/contract';
import { verifyFile } from '../../tools/verify-log';
import { answer, openTracker, token } from '../support/tracker';

const OWNER = 'owner@example.org';
const LEAD = 'lead.west@example.org';
const NOW = new Date('2026-11-24T10:00:00Z');

/** LibreOffice, where it is installed. */
const OFFICE = ['soffice', 'libreoffice'].find((name) => spawnSync(name, ['--version']).status === 0);

type Cell = string | number | boolean;

/** A cell as it stands, dates as the day they are. */
const plain = (cell: unknown): Cell => {
  if (cell === null || cell === undefined) return '';
  // A script has the midnight of the United Kingdom, a file that of no zone.
  if (cell instanceof Date) return new Date(cell.getTime() + 3_600_000).toISOString().slice(0, 10);
  return cell as Cell;
};

/** Numbers with as many digits as Calc writes. */
const kept = (cells: Cell[]): Cell[] =>
  cells.map((cell) => (typeof cell === 'number' ? Number(cell.toPrecision(15)) : cell));

/** A grid without what is blank at the end of its rows and below. */
function trimmed(rows: readonly (readonly unknown[])[]): Cell[][] {
  const cut = rows.map((row) => {
    const cells = row.map(plain);
    while (cells.length > 0 && cells[cells.length - 1] === '') cells.pop();
    return cells;
  });
  while (cut.length > 0 && cut[cut.length - 1]!.length === 0) cut.pop();
  return cut;
}

describe('the whole workbook as .xlsx', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cluster-tracker-xlsx-'));
  const file = path.join(folder, 'tracker.xlsx');
  let tracker: Tracker;
  let parts: Record<string, string>;

  beforeAll(async () => {
    tracker = await openTracker({ now: () => NOW });
    answer(tracker.run(OWNER, 'setUpWorkbook'));
    answer(tracker.run(OWNER, 'addSampleData'));
    const purpose = '=1+1 & <b>"x"</b>';
    const request = { matter: 'Organising time', cluster: 'C-4', pot: 'Cluster pot', amount: '50', payee: '+44 1722' };
    answer(tracker.run(LEAD, 'askRequest', [{ token: token(), ...request, purpose, confirmed: true }]));
    const bytes = await tracker.xlsx();
    writeFileSync(file, bytes);
    parts = Object.fromEntries(
      Object.entries(unzipSync(new Uint8Array(bytes))).map(([name, content]) => [
        name,
        new TextDecoder().decode(content),
      ]),
    );
  }, 120_000);

  afterAll(() => {
    tracker.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const sheetOf = (name: string): string => {
    const names = tracker.sheets().map((sheet) => sheet.name);
    return parts[`xl/worksheets/sheet${names.indexOf(name) + 1}.xml`]!;
  };

  it('has every tab with every value, worked out ones too', async () => {
    const sheets = await readWorkbook(readFileSync(file), { trim: false });
    const names = tracker.sheets().map(({ name }) => name);
    expect(sheets.map(({ sheet }) => sheet).filter((name) => name !== 'Lists')).toEqual(names);
    for (const name of names) {
      const there = trimmed(sheets.find(({ sheet }) => sheet === name)!.data as unknown[][]);
      expect([name, there]).toEqual([name, trimmed(tracker.usedValues(name) as unknown[][])]);
    }
    const overview = sheets.find(({ sheet }) => sheet === 'Overview')!.data.flat();
    expect(overview).toContain('West Salisbury Cluster');
    const requests = sheets.find(({ sheet }) => sheet === 'Requests')!.data;
    expect(requests[0]).toContain('Flag');
    expect(requests.flat()).toContain('waiting for Advisor');
  });

  it('has no formula: text that begins like one is text', () => {
    for (const [name, xml] of Object.entries(parts))
      if (name.startsWith('xl/worksheets/sheet')) expect([name, /<f[ >]/.test(xml)]).toEqual([name, false]);
    expect(Object.values(parts).join()).toContain('=1+1 &amp; &lt;b&gt;');
  });

  it('keeps number formats, frozen rows, widths, colours of tabs and of cells', () => {
    expect(parts['xl/styles.xml']).toContain('dd/mm/yyyy');
    expect(parts['xl/styles.xml']).toMatch(/£#,##0\.00/);
    const ledger = sheetOf('Ledger');
    expect(/<pane\b[^>]*ySplit="1"[^>]*state="frozen"/.test(ledger)).toBe(true);
    expect(/<cols>.*<col [^>]*width="[\d.]+"/.test(ledger)).toBe(true);
    expect(ledger.includes('<sheetPr><tabColor rgb="FF2E7D4F"/></sheetPr>')).toBe(true);
    expect(sheetOf('Overview').includes('<conditionalFormatting ')).toBe(true);
  });

  it('keeps drop-downs and checks, long lists in a hidden sheet', () => {
    const ledger = sheetOf('Ledger');
    expect(ledger).toMatch(
      /<dataValidation type="list"[^>]*sqref="\w+:\w+"[^>]*><formula1>&quot;In,Out&quot;|"In,Out"/,
    );
    expect(/<formula1>Clusters!\$B\$2:\$B\$\d+<\/formula1>/.test(ledger)).toBe(true);
    expect(ledger.includes('type="date"')).toBe(true);
    expect(/<formula1>Lists!\$(\w)\$1:\$\1\$\d+<\/formula1>/.test(sheetOf('Settings'))).toBe(true);
    expect(parts['xl/workbook.xml']).toMatch(/name="Lists"[^>]*state="hidden"|state="hidden"[^>]*name="Lists"/);
    for (const [name, xml] of Object.entries(parts)) {
      if (!name.startsWith('xl/worksheets/sheet')) continue;
      const [, written] = /<dataValidations count="(\d+)"/.exec(xml) ?? [];
      if (written) expect([name, xml.match(/<dataValidation /g)!.length]).toEqual([name, Number(written)]);
      // Excel calls a file damaged whose parts do not stand in this order.
      const order = ['<sheetPr', '<sheetViews', '<cols', '<sheetData', '<conditionalFormatting ', '<dataValidations '];
      const places = order.map((part) => xml.indexOf(part)).filter((place) => place >= 0);
      expect([name, places]).toEqual([name, [...places].sort((a, b) => a - b)]);
    }
  });

  it('is taken by verify-log, with the number and hash of a digest mail', async () => {
    const head = JSON.parse(tracker.state.properties.document['log.head']!) as { no: number; hash: string };
    expect(await verifyFile(file, head)).toMatchObject({ good: true });
  });

  (OFFICE ? it : it.skip)(
    'opens in LibreOffice with the same values',
    async () => {
      const args = [
        '--headless',
        `-env:UserInstallation=file://${folder}/office`,
        '--convert-to',
        'xlsx:Calc MS Excel 2007 XML',
      ];
      const converted = path.join(folder, 'converted');
      expect(spawnSync(OFFICE!, [...args, '--outdir', converted, file]).status).toBe(0);
      const before = await readWorkbook(readFileSync(file), { trim: false });
      const after = await readWorkbook(readFileSync(path.join(converted, 'tracker.xlsx')), { trim: false });
      expect(after.map(({ sheet, data }) => [sheet, trimmed(data).map(kept)])).toEqual(
        before.map(({ sheet, data }) => [sheet, trimmed(data).map(kept)]),
      );
    },
    180_000,
  );
});
