import * as duckdb from "@duckdb/duckdb-wasm";
import type {Table} from "apache-arrow";

/** SQL over the site's tables. */
export interface BrowserDatabase {
  /** The result of a query. Loads each table that it names at its first use. Rejects with DuckDB's message. */
  query(sql: string): Promise<Table>;
}

const missingTable = /Table with name (\w+) does not exist/;

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
  const loaded = new Map<string, Promise<void>>();

  async function load(name: string, url: string): Promise<void> {
    const bytes = new Uint8Array(await fetchBytes(url));
    await connection.insertArrowFromIPCStream(bytes, {name, create: true});
  }

  /** Loads the table that DuckDB missed, once; throws DuckDB's error if that is none of the site's. */
  async function loadMissing(error: Error, waited: ReadonlySet<string>): Promise<string> {
    const name = missingTable.exec(error.message)?.[1]?.toLowerCase() ?? "";
    const url = tables[name];
    if (url === undefined || waited.has(name)) throw error;
    let table = loaded.get(name);
    if (table === undefined) {
      table = load(name, url);
      loaded.set(name, table);
      table.catch(() => loaded.delete(name));
    }
    await table;
    return name;
  }

  return {
    async query(sql) {
      const waited = new Set<string>();
      for (;;) {
        try {
          return await connection.query(sql);
        } catch (error) {
          waited.add(await loadMissing(error as Error, waited));
        }
      }
    }
  };
}

async function fetchBytes(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`cannot load ${url}: ${response.status} ${response.statusText}`);
  return response.arrayBuffer();
}
