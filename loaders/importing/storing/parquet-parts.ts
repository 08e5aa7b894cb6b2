import {join} from "node:path";
import type {Database} from "../../store/database.js";
import {copyRecorded} from "../../store/file-record.js";
import {RowTable, type ParquetColumns} from "../../store/row-table.js";

/** Rows and characters after which a part is written: what is held in memory, nearly all of it by DuckDB. */
const MOST_ROWS = 65_536;
const MOST_CHARACTERS = 32_000_000;
/** Rows and characters after which they are handed to DuckDB: what is handed on soon dies young, and V8 need not copy it. */
const BATCH_ROWS = 128;
const BATCH_CHARACTERS = 250_000;

/** Of Zstandard: the usual one, 3, takes a quarter more processor time for files a twentieth shorter. */
const LEVEL = 1;

type Row = Readonly<Record<string, string | number | null>>;

/** Two connections to one database: rows are appended on one while a part is written on the other. */
interface Connections {
  appending: Database;
  writing: Database;
}

/**
 * Rows of one kind as Parquet files `import-00000.parquet`, … of a folder. While a part is written the next one is collected;
 * a third waits. The same rows give the same files. Whoever adds a row waits for `settle` before the next one.
 */
export class ParquetParts {
  private readonly folder: string;
  private readonly columns: ParquetColumns;
  private readonly database: () => Promise<Database>;
  private readonly name: string;
  private connections: Promise<Connections> | undefined;
  private table: RowTable | null = null;
  private batch: Row[] = [];
  private batchCharacters = 0;
  private rows = 0;
  private characters = 0;
  /** Number of the next part. */
  part = 0;
  private writing: Promise<void> = Promise.resolve();

  /** `database` is shared by many; `name` names its tables of these rows there. */
  constructor(folder: string, columns: ParquetColumns, database: () => Promise<Database>, name: string) {
    this.folder = folder;
    this.columns = columns;
    this.database = database;
    this.name = name;
  }

  /** Adds a row; `characters` is about how long its texts are. */
  add(row: Row, characters = 0): void {
    this.batch.push(row);
    this.batchCharacters += characters;
    this.rows++;
    this.characters += characters;
  }

  /** True when there is something to hand on: call `settle`, and wait for it. */
  get isPressed(): boolean {
    return this.batch.length >= BATCH_ROWS || this.batchCharacters >= BATCH_CHARACTERS || this.isFull;
  }

  /** True when enough was added for a part: call `write`, and wait for it. */
  get isFull(): boolean {
    return this.rows >= MOST_ROWS || this.characters >= MOST_CHARACTERS;
  }

  /** Hands the rows of the batch to DuckDB. */
  async settle(): Promise<void> {
    const {batch} = this;
    this.batch = [];
    this.batchCharacters = 0;
    if (batch.length === 0) return;
    const {appending} = await this.open();
    // Two names in turn: one table collects while the other is written.
    this.table ??= await RowTable.create(appending, `${this.name}_${this.part % 2}`, this.columns);
    this.table.append(batch);
  }

  /** Begins to write what was added, as the part of a number; resolves when the part before it is written. */
  async write(part = this.part): Promise<void> {
    await this.settle();
    const {table} = this;
    if (table === null) return;
    this.table = null;
    this.rows = 0;
    this.characters = 0;
    table.finish();
    this.part = part + 1;
    const name = `import-${String(part).padStart(5, "0")}.parquet`;
    const before = this.writing;
    this.writing = (async () => {
      await before;
      const {writing} = await this.open();
      await copyRecorded(writing, `FROM ${table.name}`, join(this.folder, name), {level: LEVEL});
      await writing.run(`DROP TABLE ${table.name}`);
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
      const opened = await this.connections;
      opened?.appending.close();
      opened?.writing.close();
    }
  }

  private open(): Promise<Connections> {
    return (this.connections ??= (async () => {
      const database = await this.database();
      return {appending: await database.beside(), writing: await database.beside()};
    })());
  }
}
