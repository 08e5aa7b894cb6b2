import {createHash} from "node:crypto";
import {createReadStream} from "node:fs";
import {Database} from "../../store/database.js";
import type {Artefact} from "../artefact.js";
import {scanPacked} from "./packed-text.js";
import type {PrivateText} from "./private-text.js";
import {privateScan, scanBytes} from "./scan-bytes.js";

/** Bytes that are read at once: as much as the nearest memory of a processor holds. */
const CHUNK = 2 ** 18;

export interface PrivateFaultsOptions {
  onFile?: ((done: number, total: number) => void) | undefined;
  /** Takes the SHA-256 of each file that is read to its end, by its path: nobody needs to read it again for that. */
  hashes?: Map<string, string>;
}

/**
 * Files that hold a secret or a path of this machine, a line each. Looked at are the bytes of every file, its name, and what it
 * packs: members of .zip and .eval, unpacked .gz, every column of text in Parquet.
 */
export async function privateFaults(
  {kind, files}: Artefact,
  text: PrivateText,
  {onFile = () => undefined, hashes}: PrivateFaultsOptions = {}
): Promise<string[]> {
  const faults: string[] = [];
  const scan = privateScan(text);
  const database = await Database.open();
  try {
    for (const [index, {place, file}] of files.entries()) {
      const raw = createReadStream(file, {highWaterMark: CHUNK}) as AsyncIterable<Buffer>;
      const hash = hashes === undefined ? null : createHash("sha256");
      const found = await scanBytes(raw, scan, (chunk) => hash?.update(chunk));
      if (found === null && hash !== null) hashes?.set(file, hash.digest("hex"));
      const packed = found === null ? await scanPacked(file, {text, scan}, database) : null;
      const inside = packed === null ? "" : `, ${packed.inside}`;
      const first = found ?? packed;
      if (first !== null)
        faults.push(
          `${kind}/${place}${inside}: holds ${first.what} (byte ${first.at}): remove it where the report is made from, then publish again`
        );
      onFile(index + 1, files.length);
    }
  } finally {
    database.close();
  }
  return faults;
}
