import {parse, type Options} from "csv-parse/stream";

/** The records of a text of CSV, as they come, by the streams of a browser. */
export async function* csvStream(
  chunks: AsyncIterable<Uint8Array>,
  options: Options
): AsyncGenerator<string[]> {
  const parser = parse(options);
  const [writer, reader] = [
    parser.writable.getWriter(),
    (parser.readable as ReadableStream<string[]>).getReader()
  ];
  const feed = async (): Promise<void> => {
    for await (const chunk of chunks)
      await writer.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
    await writer.close();
  };
  // What the source throws comes out at the other end.
  feed().catch((error: unknown) => writer.abort(error));
  try {
    for (;;) {
      const {done, value} = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
