import {createReadStream} from "node:fs";
import {createGunzip} from "node:zlib";
import {UserError} from "../../schema/user-error.js";
import {ByteBound} from "./byte-bound.js";
import {unzstd} from "./unzstd.js";

const READ_BYTES = 1 << 20;

/** The content of a file on the disk, unpacked. Throws a UserError for one that is damaged, or grows beyond what a file may. */
export async function* decompressedFile(
  path: string,
  packing: "gzip" | "zstd" | "none"
): AsyncGenerator<Uint8Array> {
  const raw = createReadStream(path, {highWaterMark: READ_BYTES});
  try {
    yield* decompressed(raw as AsyncIterable<Uint8Array>, path, packing);
  } finally {
    raw.destroy();
  }
}

/**
 * `decompressedFile` for bytes that come from elsewhere; `name` is for messages. `size`: bytes that they take where they come from,
 * if they were packed there too; what they unpack to is held against it.
 */
export async function* decompressed(
  raw: AsyncIterable<Uint8Array>,
  name: string,
  packing: "gzip" | "zstd" | "none",
  size?: number
): AsyncGenerator<Uint8Array> {
  if (packing === "none") {
    yield* raw;
    return;
  }
  const bound = new ByteBound(name, size);
  const counted = size === undefined ? bound.packed(raw) : raw;
  try {
    yield* bound.unpacked(packing === "gzip" ? gunzipped(counted) : unzstd(counted, name));
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`cannot unpack ${name}: ${(error as Error).message}; make it anew or leave it out`, {
      cause: error
    });
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
