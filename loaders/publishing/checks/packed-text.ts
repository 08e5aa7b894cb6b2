import {createReadStream} from "node:fs";
import {pipeline} from "node:stream";
import {createGunzip} from "node:zlib";
import yauzl from "yauzl";
import {quote, type Database} from "../../store/database.js";
import {scanBytes, scanWhole, type Finding, type PrivateScan} from "./scan-bytes.js";
import type {PrivateText} from "./private-text.js";
import {UnusualZip, zipMembers} from "./zip-members.js";

/** What is looked for, in both forms. */
interface Given {
  text: PrivateText;
  scan: PrivateScan;
}

/** What was found, and in what of a file. */
type Found = (Finding & {inside: string}) | null;

/** What is private in what a file packs: the members of a zip, the text of a gzip, the columns of a Parquet file. Null: nothing. */
export async function scanPacked(file: string, given: Given, database: Database): Promise<Found> {
  const {scan} = given;
  if (/\.(zip|eval)$/.test(file)) return scanMembers(file, scan);
  if (file.endsWith(".gz")) {
    const unpacked = createGunzip();
    pipeline(createReadStream(file), unpacked, () => undefined);
    const found = await scanBytes(unpacked, scan);
    return found === null ? null : {...found, inside: "unpacked"};
  }
  return file.endsWith(".parquet") ? scanParquet(file, given, database) : null;
}

async function scanMembers(file: string, scan: PrivateScan): Promise<Found> {
  try {
    for await (const {name, bytes} of zipMembers(file)) {
      const found = scanWhole(bytes, scan);
      if (found !== null) return {...found, inside: name};
    }
    return null;
  } catch (error) {
    if (!(error instanceof UnusualZip)) throw error;
    return scanZip(file, scan);
  }
}

/** Any archive, a stream for each member. */
async function scanZip(file: string, scan: PrivateScan): Promise<Found> {
  const zip = await yauzl.openPromise(file);
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith("/")) continue;
    const found = await scanBytes(await zip.openReadStreamPromise(entry), scan);
    if (found !== null) return {...found, inside: entry.fileName};
  }
  return null;
}

/** Every column of text in one pass: DuckDB unpacks and searches, and only a row that holds something comes here. */
async function scanParquet(file: string, {text, scan}: Given, database: Database): Promise<Found> {
  const described = await database.rows<{column_name: string; column_type: string}>(
    `DESCRIBE FROM read_parquet(${quote(file)}, hive_partitioning = false)`
  );
  const names = described.flatMap(({column_name: name, column_type: type}) =>
    /VARCHAR|BLOB|JSON/.test(type) ? [name] : []
  );
  if (names.length === 0) return null;
  const pattern = quote(
    [...text.literals.map((each) => asPattern(each.text)), ...text.patterns.map(({source}) => source)].join(
      "|"
    )
  );
  const cells = names.map(
    (name, place) => `CAST("${name.replaceAll('"', '""')}" AS VARCHAR) AS cell${place}`
  );
  const [row] = await database.rows<Record<string, string | number | null>>(
    `SELECT ${cells.join(", ")}, file_row_number AS place
      FROM read_parquet(${quote(file)}, hive_partitioning = false, file_row_number = true)
      WHERE ${names.map((_, place) => `regexp_matches(cell${place}, ${pattern})`).join(" OR ")} LIMIT 1`
  );
  if (row === undefined) return null;
  for (const [place, name] of names.entries()) {
    const found = await scanBytes(once(Buffer.from(String(row[`cell${place}`] ?? ""))), scan);
    if (found !== null) return {...found, inside: `row ${row.place}, column ${name}`};
  }
  return {what: "private text", at: 0, inside: `row ${row.place}`};
}

/** A text as a pattern of RE2. */
function asPattern(text: string): string {
  return text.replace(/[!-/:-@[-^`{-~]/g, "\\$&");
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  await Promise.resolve();
  yield bytes;
}
