import {Decompress} from "fzstd";
import {ZstdWindows} from "./zstd-windows.js";

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
