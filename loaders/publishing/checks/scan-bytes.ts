import type {PrivateText} from "./private-text.js";

/** What was found in a stream of bytes, and where it begins. */
export interface Finding {
  what: string;
  at: number;
}

/** Bytes of a key or a path that may lie on both sides of a border between chunks. */
const OVERLAP = 1024;

/** Looks for private text in bytes as they come; the first that is found, or null. Texts that are longer than 1,024 bytes are found by their beginning. */
export async function scanBytes(
  chunks: AsyncIterable<Buffer>,
  {literals, patterns}: PrivateText
): Promise<Finding | null> {
  const needles = literals.map(({text, what}) => ({bytes: Buffer.from(text).subarray(0, OVERLAP), what}));
  const expressions = patterns.map(({source, what}) => ({expression: new RegExp(source), what}));
  let carried: Buffer = Buffer.alloc(0);
  let start = 0;
  for await (const chunk of chunks) {
    const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
    for (const {bytes: needle, what} of needles) {
      const at = bytes.indexOf(needle);
      if (at !== -1) return {what, at: start + at};
    }
    // One character a byte: positions stay, and what is not ASCII matches nothing.
    const text = bytes.toString("latin1");
    for (const {expression, what} of expressions) {
      const at = text.search(expression);
      if (at !== -1) return {what, at: start + at};
    }
    carried = bytes.subarray(Math.max(0, bytes.length - OVERLAP));
    start += bytes.length - carried.length;
  }
  return null;
}
