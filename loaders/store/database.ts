import type {DuckDBConnection, DuckDBDataChunk, DuckDBInstance, DuckDBValue} from "@duckdb/node-api";
import {findFault} from "./parquet-fault.js";

/** A row of a query: DuckDB's values as JSON-like JavaScript (BIGINT as number where safe). */
export type Row = Record<string, unknown>;

/** An in-memory DuckDB that never asks the network for extensions. Close it with `close`. */
export class Database {
  readonly connection: DuckDBConnection;
  private readonly instance: DuckDBInstance;

  private readonly isBeside: boolean;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, isBeside = false) {
    this.instance = instance;
    this.connection = connection;
    this.isBeside = isBeside;
  }

  /** `threads`: how many statements run on; as many as there are cores unless it is given. */
  static async open({threads}: {threads?: number} = {}): Promise<Database> {
    const {DuckDBInstance} = await import("./table/duckdb.js");
    const instance = await DuckDBInstance.create(":memory:", {
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
      ...(threads === undefined ? {} : {threads: String(threads)})
    });
    return new Database(instance, await instance.connect());
  }

  /** Another connection to the same tables, on which statements run beside those of this one. `close` of it leaves this one open. */
  async beside(): Promise<Database> {
    return new Database(this.instance, await this.instance.connect(), true);
  }

  /** Parquet files that statements may read, with their columns where these are known: a failure is looked for in them. */
  readonly sources = new Map<string, Readonly<Record<string, string>>>();

  /** Runs a statement for its effect. */
  async run(sql: string, values?: DuckDBValue[]): Promise<void> {
    await this.explained(() => this.connection.run(sql, values));
  }

  /** The chunks of a query's result as they come. */
  async *chunks(sql: string): AsyncGenerator<DuckDBDataChunk> {
    try {
      yield* await this.connection.stream(sql);
    } catch (error) {
      throw await findFault(this.connection, this.sources, error);
    }
  }

  /** All rows of a query, in order. */
  async rows<T extends object = Row>(sql: string, values?: DuckDBValue[]): Promise<T[]> {
    const reader = await this.explained(() => this.connection.runAndReadAll(sql, values));
    return reader.getRowObjectsJS().map(numbersForSafeBigInts) as T[];
  }

  /** The columns of a query's result, name to values: far less memory than rows for large results. */
  async columns(sql: string, values?: DuckDBValue[]): Promise<Record<string, unknown[]>> {
    const reader = await this.explained(() => this.connection.runAndReadAll(sql, values));
    return reader.getColumnsObjectJS();
  }

  /** What a statement gives. Throws a UserError that names the file where one of the sources is the reason of a failure. */
  private async explained<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      throw await findFault(this.connection, this.sources, error);
    }
  }

  close(): void {
    this.connection.closeSync();
    if (!this.isBeside) this.instance.closeSync();
  }
}

function numbersForSafeBigInts(row: Row): Row {
  for (const [name, value] of Object.entries(row)) {
    if (typeof value === "bigint" && value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER)
      row[name] = Number(value);
  }
  return row;
}

/** A string as a SQL literal. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
