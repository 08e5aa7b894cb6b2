import {parse, type Options} from "csv-parse";

/** The records of a text of CSV, as they come. */
export async function* csvStream(
  chunks: AsyncIterable<Uint8Array>,
  options: Options
): AsyncGenerator<string[]> {
  const {Readable} = await import("node:stream");
  const source = Readable.from(chunks);
  const parser = parse(options);
  source.on("error", (error) => parser.destroy(error));
  try {
    yield* source.pipe(parser) as AsyncIterable<string[]>;
  } finally {
    source.destroy();
  }
}
