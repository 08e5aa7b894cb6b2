import {ByteBound} from "../importing/files/byte-bound.js";
import {packingOf} from "../importing/files/packing.js";
import type {RawFile} from "../importing/files/raw-file.js";
import {unzstd} from "../importing/files/unzstd.js";
import {isParquet} from "../importing/files/is-parquet.js";
import {UserError} from "../schema/user-error.js";

/** What says of a file how it is packed. */
const HEAD_BYTES = 16;

/**
 * A file that a reader gave, as importers read one: unpacked, in pieces. Throws a UserError for an archive and for Parquet,
 * which `npm run import` alone reads. `onBytes` is told of the bytes read, as they are on the disk.
 */
export async function rawDroppedFile(file: File, onBytes: (bytes: number) => void): Promise<RawFile> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const packing = packingOf(head);
  if (packing === "zip")
    throw new UserError(`${file.name} is an archive: unpack it first, or read it with npm run import`);
  if (isParquet(head))
    throw new UserError(
      `${file.name} is a Parquet file: give CSV or JSON lines, or read it with npm run import`
    );
  return {
    name: file.name,
    path: file.name,
    inner: null,
    isNamed: true,
    size: file.size,
    chunks: () => unpacked(file, packing, onBytes)
  };
}

async function* unpacked(
  file: File,
  packing: "gzip" | "zstd" | "none",
  onBytes: (bytes: number) => void
): AsyncGenerator<Uint8Array> {
  const raw = counted(streamChunks(file.stream()), onBytes);
  if (packing === "none") {
    yield* raw;
    return;
  }
  const bound = new ByteBound(file.name);
  const packed = bound.packed(raw);
  try {
    yield* bound.unpacked(packing === "gzip" ? gunzipped(packed) : unzstd(packed, file.name));
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`cannot unpack ${file.name}: ${(error as Error).message}`, {cause: error});
  }
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onBytes(chunk.length);
    yield chunk;
  }
}

async function* gunzipped(packed: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = new ReadableStream<BufferSource>({
    async pull(controller) {
      const next = await packed.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value as Uint8Array<ArrayBuffer>);
    },
    async cancel() {
      await packed.return(undefined);
    }
  });
  yield* streamChunks(source.pipeThrough(new DecompressionStream("gzip")));
}

/** Not every browser iterates over streams. */
async function* streamChunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const {done, value} = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}
