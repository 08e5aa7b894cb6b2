import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {gunzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {compressWasm, packedWasm} from "../../loaders/framework/compressed-wasm.js";
import {requiredPackage} from "../../loaders/workspace/package-folder.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const WASM = "_npm/@duckdb/duckdb-wasm@1.29.0/dist/duckdb-eh.wasm";

describe("compressWasm", () => {
  it("keeps DuckDB below what hosts refuse, and has the modules that load it name the gzipped file", async () => {
    const site = temporaryFolder();
    const write = (file: string, text: string): void => {
      mkdirSync(dirname(join(site, file)), {recursive: true});
      writeFileSync(join(site, file), text);
    };
    write(WASM, "raw");
    const module = (name: string): string => `load(import.meta.resolve("../../${name}"));\n`;
    write("_import/live/database.js", module(WASM));
    write("_import/live/other.js", module("_import/other.wasm"));
    await compressWasm(site);
    expect(readFileSync(join(site, "_import/live/database.js"), "utf8")).toBe(module(`${WASM}.gz`));
    expect(readFileSync(join(site, "_import/live/other.js"), "utf8")).toBe(module("_import/other.wasm"));
    expect(existsSync(join(site, WASM))).toBe(false);
    const packed = readFileSync(join(site, `${WASM}.gz`));
    expect(packed.length).toBeLessThan(10e6);
    const raw = readFileSync(join(requiredPackage("@duckdb/duckdb-wasm"), "dist/duckdb-eh.wasm"));
    expect(gunzipSync(packed).equals(raw)).toBe(true);
    // No time and no system in the header.
    expect([...(await packedWasm()).subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
  });

  it("leaves a site without DuckDB as it is", async () => {
    const site = temporaryFolder();
    writeFileSync(join(site, "index.html"), "");
    await compressWasm(site);
    expect(readdirSync(site)).toEqual(["index.html"]);
  });
});
