/** A text that was found, by its place in the list that was looked for, and where it begins. */
export interface AnchorHit {
  anchor: number;
  at: number;
}

/** What is looked up of an anchor: three bytes of it, two of which begin at an even place wherever it stands. */
const WINDOW = 3;

/**
 * Finds many short texts in bytes in one pass that looks at every second byte alone, with the one behind it. Each must have at least
 * three bytes.
 */
export class AnchorSearch {
  private readonly anchors: readonly Buffer[];
  /** By two bytes, the one behind times 256: 0, or which of `lists` has the anchors that they may be of. */
  private readonly table = new Uint16Array(65_536);
  private readonly lists: {anchor: number; offset: number}[][] = [[]];

  constructor(anchors: readonly Buffer[]) {
    this.anchors = anchors;
    for (const [anchor, bytes] of anchors.entries()) {
      if (bytes.length < WINDOW) throw new Error(`an anchor of ${bytes.length} bytes`);
      const window = rarestWindow(bytes);
      for (const offset of [window, window + 1]) {
        const pair = bytes[offset]! | (bytes[offset + 1]! << 8);
        if (this.table[pair] === 0) this.table[pair] = this.lists.push([]) - 1;
        this.lists[this.table[pair]!]!.push({anchor, offset});
      }
    }
  }

  /** Every place where an anchor stands, in the order of what was seen of it first. */
  *hits(bytes: Buffer): Generator<AnchorHit> {
    // Pairs are read at once where memory lets them be, every second byte of it.
    const skipped = bytes.byteOffset % 2;
    const pairs = new Uint16Array(bytes.buffer, bytes.byteOffset + skipped, (bytes.length - skipped) >> 1);
    for (let i = this.next(pairs, 0); i < pairs.length; i = this.next(pairs, i + 1)) {
      const seen = 2 * i + skipped;
      for (const {anchor, offset} of this.lists[this.table[pairs[i]!]!]!) {
        const text = this.anchors[anchor]!;
        const at = seen - offset;
        if (at < 0 || at + text.length > bytes.length) continue;
        if (bytes.compare(text, 0, text.length, at, at + text.length) === 0) yield {anchor, at};
      }
    }
  }

  /** The next pair that may be of an anchor; the length where there is none. */
  private next(pairs: Uint16Array, from: number): number {
    const {table} = this;
    let i = from;
    while (i < pairs.length && table[pairs[i]!] === 0) i++;
    return i;
  }
}

/** Where the three bytes begin that texts have most seldom: capitals and signs rather than small letters. */
function rarestWindow(bytes: Buffer): number {
  let best = 0;
  let most = -1;
  for (let at = 0; at + WINDOW <= bytes.length; at++) {
    const [a, b, c] = [0, 1, 2].map((i) => rarity(bytes[at + i]!));
    // The middle one is in both pairs: neither may be of two common bytes.
    const score = Math.min(a! + b!, b! + c!);
    if (score > most) [best, most] = [at, score];
  }
  return best;
}

function rarity(byte: number): number {
  const character = String.fromCharCode(byte);
  if ("jqxz_%\\".includes(character)) return 4;
  if (/[A-Z0-9kvwybfp]/.test(character)) return 2;
  return /[a-z -]/.test(character) ? 0 : 1;
}
