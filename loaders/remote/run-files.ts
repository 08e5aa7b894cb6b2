import {createHash} from "node:crypto";
import {existsSync, readdirSync, readSync} from "node:fs";
import {join} from "node:path";

/** Whether a file of a run is for others too: locks and files that are being written are not. */
export function isShared(path: string): boolean {
  const names = path.split("/");
  const last = names.at(-1) ?? "";
  return names.every((name) => name !== "" && !name.startsWith(".")) && !/^lock-.*\.json$/.test(last);
}

/** The files of a folder that are for others too, as paths below it with slashes, sorted. */
export function sharedFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const found: string[] = [];
  const visit = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), {withFileTypes: true})) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory() && !entry.name.startsWith(".")) visit(path);
      else if (entry.isFile() && isShared(path)) found.push(path);
    }
  };
  visit("");
  return found.sort();
}

/** Hash of an open file, in hexadecimal; where it is read from stays as it was. */
export function openHash(descriptor: number, algorithm: "sha256" | "md5"): string {
  const hash = createHash(algorithm);
  const part = Buffer.allocUnsafe(2 ** 20);
  for (let position = 0; ;) {
    const bytes = readSync(descriptor, part, 0, part.length, position);
    if (bytes === 0) return hash.digest("hex");
    hash.update(part.subarray(0, bytes));
    position += bytes;
  }
}
