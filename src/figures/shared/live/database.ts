import * as duckdb from "@duckdb/duckdb-wasm";
import type {Table} from "apache-arrow";
import {namedTables} from "../../../sql/named-tables.js";

/** SQL over the site's tables. */
export interface BrowserDatabase {
  /** The result of a query. Loads each table that it names at its first use. Rejects with DuckDB's message. */
  query(sql: string): Promise<Table>;
}

/** Starts DuckDB-wasm over Arrow IPC files, given as name and URL. Nothing is fetched but the site's own files, and no table before a query needs it. */
export async function openDatabase(tables: Readonly<Record<string, string>>): Promise<BrowserDatabase> {
  const database = new duckdb.AsyncDuckDB(
    new duckdb.VoidLogger(),
    await duckdb.createWorker(import.meta.resolve("npm:@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js"))
  );
  await database.instantiate(import.meta.resolve("npm:@duckdb/duckdb-wasm/dist/duckdb-eh.wasm"));
  await database.open({
    query: {castBigIntToDouble: true, castDecimalToDouble: true, castTimestampToDate: true}
  });
  const connection = await database.connect();
  await connection.query("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false");
  const loads = new Map<string, Promise<void>>();

  async function load(name: string, url: string): Promise<void> {
    const bytes = new Uint8Array(await fetchBytes(url));
    await connection.insertArrowFromIPCStream(bytes, {name, create: true});
  }

  /** Loads a table once; a load that failed is tried anew. */
  async function loadOnce(name: string): Promise<void> {
    const url = tables[name];
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
    async query(sql) {
      for (const name of namedTables(sql)) await loadOnce(name);
      return connection.query(sql);
    }
  };
}

async function fetchBytes(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`cannot load ${url}: ${response.status} ${response.statusText}`);
  return response.arrayBuffer();
}
