import {existsSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {clientLibraries, fillNpmCache} from "../../loaders/framework/npm-cache.js";
import {temporaryFolder} from "../support/temporary-folder.js";

describe("fillNpmCache", () => {
  it("puts DuckDB's files under its version, and an empty folder for every other library of the client", () => {
    const cache = temporaryFolder();
    fillNpmCache(cache);
    expect(existsSync(join(cache, "@duckdb/duckdb-wasm@1.29.0/dist/duckdb-eh.wasm"))).toBe(true);
    const names = clientLibraries();
    expect(names).toContain("apache-arrow");
    for (const name of names.filter((name) => name !== "@duckdb/duckdb-wasm"))
      expect(existsSync(join(cache, `${name}@0.0.0`))).toBe(true);
  });
});
