import {readFile} from "node:fs/promises";
import {promisify} from "node:util";
import {brotliCompress, constants, gzip} from "node:zlib";
import type {SiteFile} from "./site-file.js";

export type Encoding = "br" | "gzip";

/** Bytes of compressed files that are kept. */
const KEPT = 64e6;

const brotli = promisify(brotliCompress);
const kept = new Map<string, Promise<Buffer>>();
let size = 0;

/** The better of the encodings that an Accept-Encoding header takes; null for none. */
export function acceptedEncoding(header: string | undefined): Encoding | null {
  const weights = new Map<string, number>();
  for (const part of (header ?? "").slice(0, 1000).toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((text) => text.trim());
    const weight = parameters.find((text) => text.startsWith("q="))?.slice(2) ?? "1";
    weights.set(name, Number(weight));
  }
  const takes = (name: string): boolean => (weights.get(name) ?? weights.get("*") ?? 0) > 0;
  if (takes("br")) return "br";
  return takes("gzip") ? "gzip" : null;
}

/** The bytes of a file in an encoding; those of the last files are kept. */
export function compressed(file: SiteFile, encoding: Encoding): Promise<Buffer> {
  const key = JSON.stringify([file.path, file.size, file.modified.getTime(), encoding]);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = compress(file, encoding);
  kept.set(key, made);
  made.then(
    (bytes) => {
      size += bytes.length;
      if (size > KEPT) forget();
    },
    () => kept.delete(key)
  );
  return made;
}

function forget(): void {
  kept.clear();
  size = 0;
}

async function compress({path}: SiteFile, encoding: Encoding): Promise<Buffer> {
  const bytes = await readFile(path);
  if (encoding === "gzip") return promisify(gzip)(bytes);
  return brotli(bytes, {
    params: {[constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length}
  });
}
