import {open} from "node:fs/promises";
import {packingOf} from "./packing.js";

const END_BYTES = 4 << 20;

/** What a raw file is read by. */
interface FileChunks {
  path: string;
  inner: string | null;
  size: number;
  chunks(): AsyncIterable<Uint8Array>;
}

/** The last bytes of a file, 4 MiB at most. What is packed is unpacked for it. */
export async function fileEnd(file: FileChunks): Promise<Uint8Array> {
  if (file.inner === null) {
    const handle = await open(file.path);
    try {
      const start = (await handle.read(Buffer.alloc(4), 0, 4, 0)).buffer;
      if (packingOf(start) === "none") {
        const first = Math.max(0, file.size - END_BYTES);
        const {buffer, bytesRead} = await handle.read(
          Buffer.alloc(file.size - first),
          0,
          file.size - first,
          first
        );
        return buffer.subarray(0, bytesRead);
      }
    } finally {
      await handle.close();
    }
  }
  let end = Buffer.alloc(0);
  for await (const chunk of file.chunks()) end = Buffer.concat([end, chunk]).subarray(-END_BYTES);
  return end;
}
