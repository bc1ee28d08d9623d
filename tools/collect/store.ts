/** What was collected, in DuckDB: two tables, kept as Parquet, and asked with SQL. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
} from '@duckdb/node-api';
import { dayOfIso } from '../../src/rules/basics/days';
import type { Cell } from '../../src/workbook/cell';
import { EXTRACT_COLUMNS, type Holds } from './columns';
import type { Collected } from './work-out';

/** What an engine calls each sort of column. */
const TYPES: Readonly<Record<Holds, string>> = {
  text: 'VARCHAR',
  sum: 'DECIMAL(18, 2)',
  share: 'DECIMAL(5, 4)',
  number: 'INTEGER',
  day: 'DATE',
};

const FACTS = [
  ...EXTRACT_COLUMNS.map(({ name, holds }) => `${name} ${TYPES[holds]}`),
  'workbook VARCHAR',
  'worked_out BOOLEAN',
];
const DIFFERENCES = ['workbook', 'programme_id', 'programme', 'kind', 'place', 'stands', 'follows', 'message'];

/** An answer: the names of its columns, and its rows with every value as text; null where there is none. */
export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Where the table of differences is kept, beside that of facts. */
export const differencesFile = (facts: string): string => facts.replace(/(\.parquet)?$/i, '-differences.parquet');

/** The tables `national.facts` and `national.differences`. */
export class Store {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  private static async empty(): Promise<Store> {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run('CREATE SCHEMA national');
    return new Store(instance, connection);
  }

  /** @param all - In the order in which they are to be kept. */
  static async of(all: readonly Collected[]): Promise<Store> {
    const store = await Store.empty();
    const { connection } = store;
    await connection.run(`CREATE TABLE national.facts (${FACTS.join(', ')})`);
    await connection.run(
      `CREATE TABLE national.differences (${DIFFERENCES.map((name) => `${name} VARCHAR`).join(', ')})`,
    );
    const facts = await connection.createAppender('facts', 'national');
    for (const collected of all) for (const row of collected.rows) appendFact(facts, row, collected);
    facts.closeSync();
    const differences = await connection.createAppender('differences', 'national');
    for (const { workbook, id, name, differences: found } of all)
      for (const { kind, place, stands, follows, message } of found) {
        for (const text of [workbook, id, name, kind, place, stands, follows, message]) differences.appendVarchar(text);
        differences.endRow();
      }
    differences.closeSync();
    return store;
  }

  /** What was kept before. */
  static async open(facts: string): Promise<Store> {
    const store = await Store.empty();
    for (const [name, file] of [
      ['facts', facts],
      ['differences', differencesFile(facts)],
    ] as const) {
      if (!existsSync(file)) throw new Error(`There is no ${file}: collect a folder first.`);
      await store.connection.run(`CREATE VIEW national.${name} AS SELECT * FROM read_parquet(${quoted(file)})`);
    }
    return store;
  }

  /** Keeps both tables, each whole or as it was before. */
  async keep(facts: string): Promise<void> {
    for (const [name, file] of [
      ['facts', facts],
      ['differences', differencesFile(facts)],
    ] as const) {
      const beside = `${file}.new`;
      await this.connection.run(`COPY national.${name} TO ${quoted(beside)} (FORMAT PARQUET, COMPRESSION ZSTD)`);
      rmSync(file, { force: true });
      renameSync(beside, file);
    }
  }

  /** @throws With what DuckDB says, if it is no query that can be answered. */
  async ask(sql: string): Promise<Answer> {
    const reader = await this.connection.runAndReadAll(sql);
    return {
      columns: reader.columnNames(),
      rows: reader.getRows().map((row) => row.map((value) => (value === null ? null : String(value)))),
    };
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

const quoted = (file: string): string => `'${file.replace(/'/g, "''")}'`;

/** By what a column holds, how a cell of it is put into a table. */
const APPEND: Readonly<Record<Holds, (facts: DuckDBAppender, cell: Cell) => void>> = {
  text: (facts, cell) => facts.appendVarchar(String(cell)),
  sum: (facts, cell) => facts.appendDecimal(decimal(cell, 18, 2)),
  share: (facts, cell) => facts.appendDecimal(decimal(cell, 5, 4)),
  number: (facts, cell) => facts.appendInteger(Number(cell)),
  day: (facts, cell) => facts.appendDate(new DuckDBDateValue(dayOfIso(String(cell))!)),
};

function appendFact(facts: DuckDBAppender, row: readonly Cell[], { workbook, isWorkedOut }: Collected): void {
  EXTRACT_COLUMNS.forEach(({ holds }, column) => {
    APPEND[holds](facts, row[column] ?? '');
  });
  facts.appendVarchar(workbook);
  facts.appendBoolean(isWorkedOut);
  facts.endRow();
}

/** A number of so many places, exactly. */
const decimal = (cell: Cell, width: number, scale: number): DuckDBDecimalValue =>
  new DuckDBDecimalValue(BigInt(Math.round(Number(cell) * 10 ** scale)), width, scale);
