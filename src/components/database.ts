import * as duckdb from "@duckdb/duckdb-wasm";
import type {Table} from "apache-arrow";

/** SQL over the site's tables. */
export interface BrowserDatabase {
  /** The result of a query. Rejects with DuckDB's message. */
  query(sql: string): Promise<Table>;
  /** Like `query`, but in the query `completions` means the given SELECT of the whole table `main.completions`. */
  queryFiltered(sql: string, completions: string): Promise<Table>;
}

/** Starts DuckDB-wasm and loads Arrow IPC files, given as name and URL. Nothing is fetched but the site's own files. */
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
  for (const [name, url] of Object.entries(tables)) {
    const bytes = new Uint8Array(await fetchBytes(url));
    await connection.insertArrowFromIPCStream(bytes, {name, create: true});
  }
  await connection.query("CREATE SCHEMA filtered");
  return {
    query: (sql) => connection.query(sql),
    async queryFiltered(sql, completions) {
      await connection.query(`CREATE OR REPLACE VIEW filtered.completions AS ${completions}`);
      const filtered = await database.connect();
      try {
        await filtered.query("SET search_path = 'filtered,main'");
        return await filtered.query(sql);
      } finally {
        await filtered.close();
      }
    }
  };
}

async function fetchBytes(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`cannot load ${url}: ${response.status} ${response.statusText}`);
  return response.arrayBuffer();
}
