import {existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {promisify} from "node:util";
import {gzip} from "node:zlib";
import {requiredPackage} from "../workspace/package-folder.js";

/** Where Framework puts the files of packages that pages name. */
const PACKAGES = "_npm";
/** The byte of a gzip header that names the operating system; 255 names none. */
const SYSTEM = 9;

let packed: Promise<Buffer> | null = null;

/** DuckDB's WebAssembly, gzipped, the same bytes on every system. Made once a process: whoever calls early waits less later. */
export function packedWasm(): Promise<Buffer> {
  packed ??= readFile(join(requiredPackage("@duckdb/duckdb-wasm"), "dist/duckdb-eh.wasm")).then(gzipped);
  return packed;
}

/**
 * Keeps DuckDB's WebAssembly in a site gzipped: it has 36 MB, and some hosts refuse files over 25 MiB. The site's modules then
 * name `duckdb-eh.wasm.gz`, and unpack it unless the server has. Must come before modules are bundled; a site without it stays as it is.
 */
export async function compressWasm(site: string): Promise<void> {
  const folder = join(site, PACKAGES);
  if (!existsSync(folder)) return;
  const found = readdirSync(folder, {recursive: true, encoding: "utf8"}).filter((file) =>
    file.endsWith("/duckdb-eh.wasm")
  );
  if (found.length === 0) return;
  for (const file of found) {
    writeFileSync(join(folder, `${file}.gz`), await packedWasm());
    rmSync(join(folder, file));
  }
  for (const file of readdirSync(site, {recursive: true, encoding: "utf8"})) {
    if (!/^_import[/\\].*\.js$/.test(file)) continue;
    const text = readFileSync(join(site, file), "utf8");
    const named = text.replaceAll(/(_npm\/[^"]*\/duckdb-eh\.wasm)(?=")/g, "$1.gz");
    if (named !== text) writeFileSync(join(site, file), named);
  }
}

async function gzipped(bytes: Buffer): Promise<Buffer> {
  const packed = await promisify(gzip)(bytes);
  packed[SYSTEM] = 255;
  return packed;
}
