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
