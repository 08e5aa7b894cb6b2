import {AnchorSearch} from "./anchor-search.js";
import type {PrivatePattern, PrivateText} from "./private-text.js";

/** What was found in a stream of bytes, and where it begins. */
export interface Finding {
  what: string;
  at: number;
}

/** Bytes of a key or a path that may lie on both sides of a border between chunks. */
const OVERLAP = 1024;
/** Bytes before an anchor that a match may begin at. */
const BEFORE = 64;

/** A pattern, or a literal text, that is looked at where one of its anchors stands. */
interface Anchored {
  anchor: Buffer;
  what: string;
  /** Null: the anchor is what is looked for. */
  expression: RegExp | null;
}

/** What private text is looked for by; made once for many streams. */
export interface PrivateScan {
  anchored: readonly Anchored[];
  search: AnchorSearch;
  /** Patterns without anchors. */
  others: readonly {expression: RegExp; what: string}[];
}

/** Readies private text for `scanBytes`. Texts that are longer than 1,024 bytes are found by their beginning. */
export function privateScan({literals, patterns}: PrivateText): PrivateScan {
  const anchored: Anchored[] = [
    ...literals.map(({text, what}) => ({
      anchor: Buffer.from(text).subarray(0, OVERLAP),
      what,
      expression: null
    })),
    ...patterns.flatMap(({source, what, anchors}) => {
      const expression = new RegExp(source, "g");
      return (anchors ?? []).map((text) => ({anchor: Buffer.from(text), what, expression}));
    })
  ];
  const isOther = ({anchors}: PrivatePattern): boolean => anchors === null;
  return {
    anchored,
    search: new AnchorSearch(anchored.map(({anchor}) => anchor)),
    others: patterns.filter(isOther).map(({source, what}) => ({expression: new RegExp(source), what}))
  };
}

/**
 * Looks for private text in bytes as they come; the first that is found, or null. `onChunk` has each chunk as it came, all of them
 * where nothing is found.
 */
export async function scanBytes(
  chunks: AsyncIterable<Buffer>,
  scan: PrivateScan,
  onChunk: (chunk: Buffer) => void = () => undefined
): Promise<Finding | null> {
  let carried: Buffer = Buffer.alloc(0);
  let start = 0;
  for await (const chunk of chunks) {
    onChunk(chunk);
    const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
    const found = findIn(bytes, start === 0, scan);
    if (found !== null) return {what: found.what, at: start + found.at};
    carried = bytes.subarray(Math.max(0, bytes.length - OVERLAP));
    start += bytes.length - carried.length;
  }
  return null;
}

/** Looks for private text in the bytes of something whole; the first of the list that is found, or null. */
export function scanWhole(bytes: Buffer, scan: PrivateScan): Finding | null {
  return findIn(bytes, true, scan);
}

/** The finding of what stands first in the list, wherever in the bytes it is. */
function findIn(bytes: Buffer, isStart: boolean, {anchored, search, others}: PrivateScan): Finding | null {
  let first: Finding | null = null;
  let place = anchored.length;
  for (const {anchor, at} of search.hits(bytes)) {
    if (anchor >= place) continue;
    const begin = matchAt(bytes, at, isStart, anchored[anchor]!.expression);
    if (begin === null) continue;
    first = {what: anchored[anchor]!.what, at: begin};
    place = anchor;
  }
  if (first !== null || others.length === 0) return first;
  const text = bytes.toString("latin1");
  for (const {expression, what} of others) {
    const at = text.search(expression);
    if (at !== -1) return {what, at};
  }
  return null;
}

/** Where the match of a pattern begins whose anchor stands at a place; null where there is none. */
function matchAt(bytes: Buffer, at: number, isStart: boolean, expression: RegExp | null): number | null {
  if (expression === null) return at;
  // One character a byte: positions stay, and what is not ASCII matches nothing.
  const from = Math.max(0, at - BEFORE);
  // What stands before is no beginning of a text.
  expression.lastIndex = from === 0 && isStart ? 0 : 1;
  const match = expression.exec(bytes.toString("latin1", from, at + OVERLAP));
  return match === null ? null : from + match.index;
}
