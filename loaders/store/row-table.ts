import type {DuckDBAppender, DuckDBDataChunk, DuckDBValue} from "@duckdb/node-api";
import type {ParquetType} from "../schema/column.js";
import type {Database} from "./database.js";

/** Column name to DuckDB type, in the order of the file. */
export type ParquetColumns = Readonly<Record<string, ParquetType>>;

type Row = Readonly<Record<string, string | number | null>>;

/** Rows that fit in one vector of DuckDB's. */
const CHUNK_ROWS = 2048;
/**
 * A table of DuckDB's to which rows are appended, with one chunk of memory for all of them. BIGINT columns take safe integers.
 * Read the table after `finish`.
 */
export class RowTable {
  /** Its name in SQL. */
  readonly name: string;
  private readonly columns: readonly (readonly [name: string, type: ParquetType])[];
  private readonly appender: DuckDBAppender;
  private readonly chunk: DuckDBDataChunk;

  private constructor(
    name: string,
    columns: ParquetColumns,
    appender: DuckDBAppender,
    chunk: DuckDBDataChunk
  ) {
    this.name = name;
    this.columns = Object.entries(columns);
    this.appender = appender;
    this.chunk = chunk;
  }

  /** An empty table; one of the same name is dropped. */
  static async create(database: Database, name: string, columns: ParquetColumns): Promise<RowTable> {
    const fields = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
    await database.run(`CREATE OR REPLACE TABLE ${name} (${fields.join(", ")})`);
    const {DuckDBDataChunk, VARCHAR, INTEGER, BIGINT, FLOAT, DOUBLE} = await import("@duckdb/node-api");
    const types = {VARCHAR, INTEGER, BIGINT, FLOAT, DOUBLE};
    const chunk = DuckDBDataChunk.create(Object.values(columns).map((type) => types[type]));
    return new RowTable(name, columns, await database.connection.createAppender(name), chunk);
  }

  append(rows: readonly Row[]): void {
    const {chunk} = this;
    for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
      const part = rows.length <= CHUNK_ROWS ? rows : rows.slice(start, start + CHUNK_ROWS);
      chunk.reset();
      chunk.rowCount = part.length;
      for (const [i, [name, type]] of this.columns.entries())
        chunk.setColumnValues(
          i,
          part.map((row) => toValue(row[name] ?? null, type))
        );
      this.appender.appendDataChunk(chunk);
    }
  }

  /** All that was appended stands in the table after it; nothing can be appended any more. */
  finish(): void {
    this.appender.closeSync();
  }
}

function toValue(value: string | number | null, columnType: string): DuckDBValue {
  return columnType === "BIGINT" && typeof value === "number" ? BigInt(value) : value;
}
