/** The pots' sums and the counted meetings as native formulas in LibreOffice Calc. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { ukDayOf } from '../src/rules/basics/days';
import { POTS } from '../src/rules/basics/words';
import type { Cell } from '../src/workbook/cell';
import { serialOf } from '../src/workbook/cell';
import { SHEETS } from '../src/workbook/sheets';
import type { ProgrammeGrids } from './programme';
import { FIRST_DAY, LAST_DAY, OTHER_INCOME, RECEIVED, type Sums } from './sums';

const PLACES = [
  '/usr/bin/soffice',
  '/usr/bin/libreoffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
  'C:\\Program Files\\LibreOffice\\program\\soffice.exe',
];
const MOST_MS = 20 * 60_000;

/** LibreOffice's program, or null where it is not installed. */
export function findCalc(): string | null {
  return [process.env['SOFFICE'] ?? '', ...PLACES].find((file) => file !== '' && existsSync(file)) ?? null;
}

/**
 * Lets Calc work the grid out.
 *
 * @returns A row a pot (cluster by cluster): opening, received, other income, spent, counted meetings; and the time the
 *   formulas took: that of the whole run less that of the same file without formulas.
 */
export function calcSums(calc: string, grids: ProgrammeGrids): { wall: number; sums: Sums } {
  const folder = mkdtempSync(path.join(tmpdir(), 'cluster-tracker-bench-'));
  try {
    const plain = convert(calc, folder, 'plain', grids, false);
    const worked = convert(calc, folder, 'formulas', grids, true);
    return { wall: worked.milliseconds - plain.milliseconds, sums: worked.rows };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function convert(calc: string, folder: string, name: string, grids: ProgrammeGrids, formulas: boolean) {
  const file = path.join(folder, `${name}.fods`);
  writeFileSync(file, workbook(grids, formulas));
  const started = performance.now();
  const profile = `-env:UserInstallation=file://${path.join(folder, 'profile').replace(/\\/g, '/')}`;
  const { status, stderr } = spawnSync(
    calc,
    [profile, '--headless', '--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76', '--outdir', folder, file],
    { encoding: 'utf8', timeout: MOST_MS },
  );
  const milliseconds = performance.now() - started;
  if (status !== 0) throw new Error(`LibreOffice failed: ${stderr}`);
  const rows = parse(readFileSync(path.join(folder, `${name}.csv`))) as string[][];
  return { milliseconds, rows: rows.map((row) => row.slice(2).map(Number)) };
}

/** A flat OpenDocument file: the grid first, since only the first sheet is exported, then the tables it sums up. */
function workbook(grids: ProgrammeGrids, formulas: boolean): string {
  const ledger = columns(grids, 'ledger', ['date', 'cluster', 'pot', 'direction', 'category', 'net', 'vat']);
  const meetings = columns(grids, 'meetings', ['date', 'cluster', 'kind', 'status', 'inSchoolHours']);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ' +
      'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ' +
      'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ' +
      'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3" ' +
      'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>',
    sheet('Grid', gridRows(grids, ledger.length, meetings.length, formulas)),
    sheet(
      'Ledger',
      ledger.map((row) => row.map(cell).join('')),
    ),
    sheet(
      'Meetings',
      meetings.map((row) => row.map(cell).join('')),
    ),
    '</office:spreadsheet></office:body></office:document>',
  ].join('\n');
}

const sheet = (name: string, rows: readonly string[]): string =>
  `<table:table table:name="${name}">${rows
    .map((row) => `<table:table-row>${row}</table:table-row>`)
    .join('\n')}</table:table>`;

function columns(grids: ProgrammeGrids, key: 'ledger' | 'meetings', wanted: readonly string[]): Cell[][] {
  const keys = Object.keys(SHEETS[key].columns);
  return grids[key].slice(1).map((row) => wanted.map((name) => row[keys.indexOf(name)]!));
}

function cell(value: Cell): string {
  if (value === '') return '<table:table-cell/>';
  if (typeof value === 'object') return number(serialOf(ukDayOf(value.getTime())));
  if (typeof value === 'boolean') return number(value ? 1 : 0);
  if (typeof value === 'number') return number(value);
  return `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`;
}

const number = (value: number): string => `<table:table-cell office:value-type="float" office:value="${value}"/>`;

function gridRows(grids: ProgrammeGrids, lines: number, meetings: number, formulas: boolean): string[] {
  const first = serialOf(FIRST_DAY);
  const asAt = serialOf(LAST_DAY);
  const range = (tab: string, letter: string, count: number) => `[$${tab}.$${letter}$1:.$${letter}$${count}]`;
  const column = (letter: string) => range('Ledger', letter, lines);
  const meeting = (letter: string) => range('Meetings', letter, meetings);
  const clusters = grids.clusters.slice(1).map((row) => String(row[1]));
  return clusters.flatMap((cluster, at) =>
    POTS.map((pot, index) => {
      const row = at * POTS.length + index + 1;
      const own = `${column('B')};[.$A${row}];${column('C')};[.$B${row}]`;
      const sum = (direction: string, dates: string, category = '') =>
        ['F', 'G']
          .map(
            (letter) =>
              `SUMIFS(${column(letter)};${own};${column('D')};"${direction}";${dates}` +
              `${category === '' ? '' : `;${column('E')};"${category}"`})`,
          )
          .join('+');
      const before = `${column('A')};"<${first}"`;
      const within = `${column('A')};">=${first}";${column('A')};"<=${asAt}"`;
      const figures = [
        `${sum('In', before)}-(${sum('Out', before)})`,
        RECEIVED.map((category) => sum('In', within, category)).join('+'),
        OTHER_INCOME.map((category) => sum('In', within, category)).join('+'),
        sum('Out', within),
        `COUNTIFS(${meeting('B')};[.$A${row}];${meeting('C')};"Whole ` +
          `cluster";${meeting('D')};"Held";${meeting('E')};1;${meeting('A')};">=${first}";${meeting('A')};"<=${asAt}")`,
      ];
      const formula = (text: string) => `<table:table-cell table:formula="of:=${escaped(text)}"/>`;
      return [cell(cluster), cell(pot), ...figures.map((text) => (formulas ? formula(text) : number(0)))].join('');
    }),
  );
}

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
