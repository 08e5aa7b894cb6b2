import {neededParts} from "../../../sql/needed-parts.js";
import type {OnBytes} from "./fetched-bytes.js";

/** A part of a table. */
export interface TablePart {
  /** Address of an Arrow file. */
  url: string;
  /** Whose rows it has; null where it has none. */
  benchmark: string | null;
  /** Size of the file. */
  bytes: number;
}

/** Told how far a download is, in bytes. */
export type OnLoad = (loaded: number, total: number) => void;

/** What a table needs of its database. */
export interface PartStore {
  /** Makes a table of an Arrow IPC stream. */
  insert(bytes: Uint8Array, schema: string, name: string): Promise<void>;
  run(sql: string): Promise<void>;
}

/** Where the tables of parts lie: a reader's `SHOW TABLES` does not list them. */
const SCHEMA = "parts";

/**
 * A table whose parts are loaded as queries need them. In SQL it is a view of the parts that are there, in their order, so
 * that a query gives what it would give of one table. Parts stay once they are loaded.
 */
export class PartedTable {
  readonly name: string;
  private readonly parts: readonly TablePart[];
  private readonly store: PartStore;
  private readonly loaded = new Set<number>();
  private isReady = false;
  private turn: Promise<void> = Promise.resolve();

  constructor(name: string, parts: readonly TablePart[], store: PartStore) {
    this.name = name;
    this.parts = parts;
    this.store = store;
  }

  /** Loads the parts that a query can read and that are not there yet; one call after the other. Those that came stay where one fails. */
  loadFor(
    sql: string,
    fetchBytes: (url: string, onBytes: OnBytes) => Promise<Uint8Array>,
    onLoad: OnLoad = () => undefined
  ): Promise<void> {
    const work = this.turn.then(() => this.load(neededParts(sql, this.parts), fetchBytes, onLoad));
    this.turn = work.catch(() => undefined);
    return work;
  }

  private async load(
    needed: readonly number[],
    fetchBytes: (url: string, onBytes: OnBytes) => Promise<Uint8Array>,
    onLoad: OnLoad
  ): Promise<void> {
    const missing = needed.filter((i) => !this.loaded.has(i));
    if (missing.length === 0) return;
    const total = missing.reduce((sum, i) => sum + this.parts[i]!.bytes, 0);
    let before = 0;
    try {
      for (const i of missing) {
        const {url, bytes: size} = this.parts[i]!;
        const bytes = await fetchBytes(url, (loaded) => {
          onLoad(Math.min(before + loaded, total), total);
        });
        await this.add(i, bytes);
        before += size;
      }
    } finally {
      if (this.loaded.size > 0) await this.store.run(this.view());
    }
  }

  private async add(i: number, bytes: Uint8Array): Promise<void> {
    if (!this.isReady) await this.store.run(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
    this.isReady = true;
    await this.store.insert(bytes, SCHEMA, this.tableOf(i));
    this.loaded.add(i);
  }

  private tableOf(i: number): string {
    return `${this.name}_${i}`;
  }

  /** The parts that are there, in their order. */
  private view(): string {
    const tables = [...this.loaded].sort((a, b) => a - b).map((i) => `FROM ${SCHEMA}.${this.tableOf(i)}`);
    return `CREATE OR REPLACE VIEW ${this.name} AS ${tables.join(" UNION ALL ")}`;
  }
}
