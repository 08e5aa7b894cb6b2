const START = 0x811c9dc5;
const FACTOR = 0x01000193;
/** UTF-8 has at most so many bytes a UTF-16 unit. */
const MOST_BYTES_A_UNIT = 3;
/** Bytes of four words, which are hashed side by side. */
const STEP = 16;

const encoder = new TextEncoder();
/** Where texts are encoded, one at a time; it grows with the longest. */
let bytes = new Uint8Array(1 << 14);
let words = new Int32Array(bytes.buffer);

/**
 * A 32-bit hash of a text (FNV-1a over 32-bit words of its UTF-8, of four rows side by side, then of their hashes): tells two
 * texts of one problem apart within a process, nothing more.
 */
export function textHash(text: string): number {
  const most = MOST_BYTES_A_UNIT * text.length + STEP;
  if (bytes.length < most) {
    bytes = new Uint8Array(STEP * Math.ceil((2 * most) / STEP));
    words = new Int32Array(bytes.buffer);
  }
  // Words, not units: a text's own units are each fetched by a look at what kind of text it is.
  const {written} = encoder.encodeInto(text, bytes);
  bytes.fill(0, written, written + STEP);
  // One word waits for the one before it: four that do not wait for each other run side by side.
  let a = START;
  let b = START;
  let c = START;
  let d = START;
  for (let i = 0; i < written / 4; i += 4) {
    a = Math.imul(a ^ words[i]!, FACTOR);
    b = Math.imul(b ^ words[i + 1]!, FACTOR);
    c = Math.imul(c ^ words[i + 2]!, FACTOR);
    d = Math.imul(d ^ words[i + 3]!, FACTOR);
    // The product's upper bits never come down: they are folded in.
    a ^= a >>> 15;
    b ^= b >>> 15;
    c ^= c >>> 15;
    d ^= d >>> 15;
  }
  let hash = Math.imul(START ^ written, FACTOR);
  for (const part of [a, b, c, d]) hash = Math.imul(Math.imul(hash ^ (part >>> 16), FACTOR) ^ part, FACTOR);
  return hash >>> 0;
}
