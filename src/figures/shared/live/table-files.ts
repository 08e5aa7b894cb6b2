import type {TableParts} from "../../../metrics/study/site-parts.js";
import {fetchedBytes} from "./fetched-bytes.js";

/** The first byte of JSON that names parts; an Arrow IPC stream begins with another. */
const BRACE = 0x7b;

/** The Arrow IPC streams of a table one after the other: the file at an address, or the parts that JSON there names. */
export async function* tableFiles(url: string): AsyncGenerator<Uint8Array> {
  const bytes = await fetchedBytes(url);
  if (bytes[0] !== BRACE) {
    yield bytes;
    return;
  }
  const {parts} = JSON.parse(new TextDecoder().decode(bytes)) as TableParts;
  for (const {file} of parts) yield await fetchedBytes(new URL(file, url).href);
}
