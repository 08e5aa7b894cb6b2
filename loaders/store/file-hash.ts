import {createHash} from "node:crypto";
import {readFileSync} from "node:fs";

/** SHA-256 of a file's bytes, in hexadecimal. */
export function fileHash(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
