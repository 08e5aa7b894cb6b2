import type {WordPlace} from "./word-places.js";

/** A text that was cut. */
export interface Cut {
  text: string;
  /** The text up to the word that completed the stop string. */
  written: string;
  /** The stop string. */
  stop: string;
}

/** A text cut before the first of its stop strings; null where it has none. */
export function cutAtStop(text: string, words: readonly WordPlace[], stops: readonly string[]): Cut | null {
  let end = Infinity;
  let start = Infinity;
  // What is written first ends first; of two that end together the longer one counts.
  for (const stop of stops) {
    const at = text.indexOf(stop);
    if (at < 0 || at + stop.length > end || (at + stop.length === end && at > start)) continue;
    [start, end] = [at, at + stop.length];
  }
  if (end === Infinity) return null;
  const last = words.findLast(({offset}) => offset < end);
  const reached = last === undefined ? end : last.offset + last.word.length;
  return {
    text: text.slice(0, start),
    written: text.slice(0, Math.max(end, reached)),
    stop: text.slice(start, end)
  };
}
