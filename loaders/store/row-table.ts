import {
  BIGINT,
  DOUBLE,
  DuckDBDataChunk,
  FLOAT,
  INTEGER,
  VARCHAR,
  type DuckDBAppender,
  type DuckDBType
} from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import type {ParquetType} from "../schema/column.js";
import type {Database} from "./database.js";
import {ColumnWriter} from "./column-writer.js";

const types: Record<string, DuckDBType> = {VARCHAR, INTEGER, BIGINT, FLOAT, DOUBLE};

/** Column name to DuckDB type, in the order of the file. */
export type ParquetColumns = Readonly<Record<string, ParquetType>>;

type Row = Readonly<Record<string, string | number | null>>;

/** Rows that fit in one vector of DuckDB's. */
const CHUNK_ROWS = duckdb.vector_size();

/**
 * A table of DuckDB's to which rows are appended, with one chunk of memory for all of them. BIGINT columns take safe integers.
 * Read the table after `finish`.
 */
export class RowTable {
  /** Its name in SQL. */
  readonly name: string;
  private readonly columns: readonly ColumnWriter[];
  private readonly appender: DuckDBAppender;
  private readonly raw: duckdb.DataChunk;
  private readonly chunk: DuckDBDataChunk;

  private constructor(name: string, columns: ParquetColumns, appender: DuckDBAppender) {
    this.name = name;
    this.columns = Object.entries(columns).map(
      ([column, type]) => new ColumnWriter(column, type, CHUNK_ROWS)
    );
    this.appender = appender;
    this.raw = duckdb.create_data_chunk(
      Object.values(columns).map((type) => types[type]!.toLogicalType().logical_type)
    );
    this.chunk = new DuckDBDataChunk(this.raw);
  }

  /** An empty table; one of the same name is dropped. */
  static async create(database: Database, name: string, columns: ParquetColumns): Promise<RowTable> {
    const fields = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
    await database.run(`CREATE OR REPLACE TABLE ${name} (${fields.join(", ")})`);
    return new RowTable(name, columns, await database.connection.createAppender(name));
  }

  append(rows: readonly Row[]): void {
    for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
      const end = Math.min(rows.length, start + CHUNK_ROWS);
      this.chunk.reset();
      this.chunk.rowCount = end - start;
      for (const [i, column] of this.columns.entries())
        column.write(duckdb.data_chunk_get_vector(this.raw, i), rows, start, end);
      this.appender.appendDataChunk(this.chunk);
    }
  }

  /** All that was appended stands in the table after it; nothing can be appended any more. */
  finish(): void {
    this.appender.closeSync();
  }
}
