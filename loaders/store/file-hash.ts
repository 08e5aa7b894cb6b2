import {createHash} from "node:crypto";
import {createReadStream, readFileSync} from "node:fs";

/** SHA-256 of a file's bytes, in hexadecimal. */
export function fileHash(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

/** SHA-256 of the bytes of files, one after the other, in hexadecimal: of files that may be larger than memory. */
export async function streamedHash(...files: string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of files) for await (const part of createReadStream(file)) hash.update(part as Buffer);
  return hash.digest("hex");
}
