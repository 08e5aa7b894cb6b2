import {
  BIGINT,
  DOUBLE,
  DuckDBDataChunk,
  FLOAT,
  INTEGER,
  VARCHAR,
  type DuckDBAppender
} from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import type {ParquetType} from "../../schema/column.js";
import {ColumnWriter} from "./column-writer.js";

export type TableRow = Readonly<Record<string, string | number | null>>;

const types = {VARCHAR, INTEGER, BIGINT, FLOAT, DOUBLE};

/** Rows that fit in one vector of DuckDB's. */
const CHUNK_ROWS = duckdb.vector_size();

/** Appends rows to a table of DuckDB's, with one chunk of memory for all of them. A module of its own, for it loads DuckDB. */
export class ChunkWriter {
  private readonly columns: readonly ColumnWriter[];
  private readonly appender: DuckDBAppender;
  private readonly raw: duckdb.DataChunk;
  private readonly chunk: DuckDBDataChunk;

  /** `columns`: those of the appender's table, in its order. */
  constructor(columns: Readonly<Record<string, ParquetType>>, appender: DuckDBAppender) {
    this.columns = Object.entries(columns).map(
      ([column, type]) => new ColumnWriter(column, type, CHUNK_ROWS)
    );
    this.appender = appender;
    this.raw = duckdb.create_data_chunk(
      Object.values(columns).map((type) => types[type].toLogicalType().logical_type)
    );
    this.chunk = new DuckDBDataChunk(this.raw);
  }

  append(rows: readonly TableRow[]): void {
    for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
      const end = Math.min(rows.length, start + CHUNK_ROWS);
      this.chunk.reset();
      this.chunk.rowCount = end - start;
      for (const [i, column] of this.columns.entries())
        column.write(duckdb.data_chunk_get_vector(this.raw, i), rows, start, end);
      this.appender.appendDataChunk(this.chunk);
    }
  }

  /** Nothing can be appended after it. */
  finish(): void {
    this.appender.closeSync();
  }
}
