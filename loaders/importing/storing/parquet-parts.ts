import {join} from "node:path";
import {Database} from "../../store/database.js";
import {writeRecorded} from "../../store/file-record.js";
import type {ParquetColumns} from "../../store/parquet.js";

/** Rows and characters after which a part is written: what is held in memory. */
const MOST_ROWS = 65_536;
const MOST_CHARACTERS = 32_000_000;

type Row = Record<string, string | number | null>;

/**
 * Rows of one kind as Parquet files `import-00000.parquet`, … of a folder. While a part is written the next one is collected;
 * a third waits. The same rows give the same files.
 */
export class ParquetParts {
  private readonly folder: string;
  private readonly columns: ParquetColumns;
  private readonly rows: Row[] = [];
  private characters = 0;
  /** Number of the next part. */
  part = 0;
  private writing: Promise<void> = Promise.resolve();
  private database: Promise<Database> | undefined;

  constructor(folder: string, columns: ParquetColumns) {
    this.folder = folder;
    this.columns = columns;
  }

  /** Adds a row; `characters` is about how long its texts are. */
  add(row: Row, characters = 0): void {
    this.rows.push(row);
    this.characters += characters;
  }

  /** True when enough was added for a part: call `write`, and wait for it. */
  get isFull(): boolean {
    return this.rows.length >= MOST_ROWS || this.characters >= MOST_CHARACTERS;
  }

  /** Begins to write what was added, as the part of a number; resolves when the part before it is written. */
  async write(part = this.part): Promise<void> {
    const rows = this.rows.splice(0);
    this.characters = 0;
    if (rows.length === 0) return;
    this.part = part + 1;
    const name = `import-${String(part).padStart(5, "0")}.parquet`;
    const before = this.writing;
    const {folder, columns} = this;
    this.writing = (async () => {
      await before;
      await writeRecorded(join(folder, name), columns, rows, await this.open());
    })();
    // Seen by whoever waits next; until then it must not count as unhandled.
    this.writing.catch(() => undefined);
    await before;
  }

  /** Writes the rest; resolves when all is written. */
  async close(): Promise<void> {
    try {
      await this.write();
      await this.writing;
    } finally {
      (await this.database)?.close();
    }
  }

  private open(): Promise<Database> {
    return (this.database ??= Database.open());
  }
}
