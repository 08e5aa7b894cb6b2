import type {ParquetType} from "../schema/column.js";
import type {ChunkWriter, TableRow} from "./table/chunk-writer.js";
import type {Database} from "./database.js";

/** Column name to DuckDB type, in the order of the file. */
export type ParquetColumns = Readonly<Record<string, ParquetType>>;

/**
 * A table of DuckDB's to which rows are appended, with one chunk of memory for all of them. BIGINT columns take safe integers.
 * Read the table after `finish`.
 */
export class RowTable {
  /** Its name in SQL. */
  readonly name: string;
  private readonly writer: ChunkWriter;

  private constructor(name: string, writer: ChunkWriter) {
    this.name = name;
    this.writer = writer;
  }

  /** An empty table; one of the same name is dropped. */
  static async create(database: Database, name: string, columns: ParquetColumns): Promise<RowTable> {
    const fields = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
    await database.run(`CREATE OR REPLACE TABLE ${name} (${fields.join(", ")})`);
    const {ChunkWriter} = await import("./table/chunk-writer.js");
    return new RowTable(name, new ChunkWriter(columns, await database.connection.createAppender(name)));
  }

  append(rows: readonly TableRow[]): void {
    this.writer.append(rows);
  }

  /** All that was appended stands in the table after it; nothing can be appended any more. */
  finish(): void {
    this.writer.finish();
  }
}
