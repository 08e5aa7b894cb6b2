import * as duckdb from "@duckdb/duckdb-wasm";
import type {Table} from "apache-arrow";
import {namedTables} from "../../../sql/named-tables.js";
import {fetchedBytes} from "./fetched-bytes.js";
import {PartedTable, type OnLoad, type TablePart} from "./parted-table.js";
import {tableFiles} from "./table-files.js";
import {unpacked} from "./unpacked.js";

/** SQL over the site's tables. */
export interface BrowserDatabase {
  /** The result of a query. Loads what it reads of each table that it names. Rejects with DuckDB's message. */
  query(sql: string, onLoad?: OnLoad): Promise<Table>;
}

/** The tables of a database by their names in SQL. */
export interface DatabaseTables {
  /** Address of an Arrow file each, loaded whole with the first query that names it. */
  whole: Readonly<Record<string, string>>;
  /** The table `completions`, of which a query loads what it can read. */
  completions?: readonly TablePart[];
}

/** Starts DuckDB-wasm over the site's tables. Nothing is fetched but the site's own files, and no table before a query needs it. */
export async function openDatabase({whole, completions = []}: DatabaseTables): Promise<BrowserDatabase> {
  const connection = await connect();
  const loads = new Map<string, Promise<void>>();
  const parted = new PartedTable("completions", completions, {
    insert: (bytes, schema, name) => connection.insertArrowFromIPCStream(bytes, {schema, name, create: true}),
    run: async (sql) => void (await connection.query(sql))
  });

  async function load(name: string, url: string): Promise<void> {
    let create = true;
    for await (const bytes of tableFiles(url)) {
      await connection.insertArrowFromIPCStream(bytes, {name, create});
      create = false;
    }
  }

  /** Loads a table once; a load that failed is tried anew. */
  async function loadOnce(name: string): Promise<void> {
    const url = whole[name];
    if (url === undefined) return;
    let loading = loads.get(name);
    if (loading === undefined) {
      loading = load(name, url);
      loads.set(name, loading);
      loading.catch(() => loads.delete(name));
    }
    await loading;
  }

  return {
    async query(sql, onLoad) {
      for (const name of namedTables(sql)) {
        if (name === parted.name) await parted.loadFor(sql, fetchedBytes, onLoad);
        else await loadOnce(name);
      }
      return connection.query(sql);
    }
  };
}

async function connect(): Promise<duckdb.AsyncDuckDBConnection> {
  const database = new duckdb.AsyncDuckDB(
    new duckdb.VoidLogger(),
    await duckdb.createWorker(import.meta.resolve("npm:@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js"))
  );
  const module = await moduleAddress(import.meta.resolve("npm:@duckdb/duckdb-wasm/dist/duckdb-eh.wasm"));
  try {
    await database.instantiate(module);
  } finally {
    URL.revokeObjectURL(module);
  }
  await database.open({
    query: {castBigIntToDouble: true, castDecimalToDouble: true, castTimestampToDate: true}
  });
  const connection = await database.connect();
  await connection.query("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false");
  return connection;
}

/** An address under which the worker finds WebAssembly that the site may keep gzipped. */
async function moduleAddress(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`cannot load ${url}: ${response.status} ${response.statusText}`);
  return URL.createObjectURL(await unpacked(response, "application/wasm"));
}
