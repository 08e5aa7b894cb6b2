import {createReadStream} from "node:fs";
import {createGunzip} from "node:zlib";
import {Decompress} from "fzstd";
import {UserError} from "../../schema/user-error.js";
import {ByteBound} from "./byte-bound.js";
import {ZstdWindows} from "./zstd-windows.js";

const READ_BYTES = 1 << 20;

/** How a file's bytes are packed, by its first bytes. */
export function packingOf(start: Uint8Array): "gzip" | "zstd" | "zip" | "none" {
  const [a, b, c, d] = start;
  if (a === 0x1f && b === 0x8b) return "gzip";
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return "zstd";
  if (a === 0x50 && b === 0x4b && (c === 3 || c === 5)) return "zip";
  return "none";
}

/** The content of a file on the disk, unpacked. Throws a UserError for one that is damaged, or grows beyond what a file may. */
export async function* decompressedFile(
  path: string,
  packing: "gzip" | "zstd" | "none"
): AsyncGenerator<Uint8Array> {
  const raw = createReadStream(path, {highWaterMark: READ_BYTES});
  if (packing === "none") {
    yield* raw as AsyncIterable<Uint8Array>;
    return;
  }
  const bound = new ByteBound(path);
  const counted = bound.packed(raw as AsyncIterable<Uint8Array>);
  const unpacked = packing === "gzip" ? gunzipped(counted) : unzstd(counted, path);
  try {
    yield* bound.unpacked(unpacked);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`cannot unpack ${path}: ${(error as Error).message}; make it anew or leave it out`, {
      cause: error
    });
  } finally {
    raw.destroy();
  }
}

async function* gunzipped(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const {Readable} = await import("node:stream");
  const source = Readable.from(packed);
  const gunzip = createGunzip({chunkSize: READ_BYTES});
  source.on("error", (error) => gunzip.destroy(error));
  try {
    yield* source.pipe(gunzip) as AsyncIterable<Uint8Array>;
  } finally {
    source.destroy();
  }
}

/** Zstandard, frame after frame: Node 20 has none of its own. Throws a UserError for a frame that takes too much memory. */
export async function* unzstd(packed: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const windows = new ZstdWindows(name);
  const ready: Uint8Array[] = [];
  const stream = new Decompress((chunk) => {
    if (chunk.length > 0) ready.push(chunk);
  });
  for await (const chunk of packed) {
    windows.check(chunk);
    // A chunk of zeros unpacks to thousands of times its size: what is unpacked is handed on in small steps.
    for (let start = 0; start < chunk.length; start += 16_384) {
      stream.push(chunk.subarray(start, start + 16_384));
      yield* ready.splice(0);
    }
  }
  stream.push(new Uint8Array(0), true);
  yield* ready.splice(0);
}
