import type {Counts} from "../counts/counts.js";
import type {Mark} from "../study/annotation.js";

/** A distinct correct text of a problem, in its place of the random order of reading. */
export interface ReadingText {
  /** The smallest sample index with this text. */
  sample_index: number;
  /** From 1: place of the first completion with this text among the policy's correct completions of the problem, in random order. */
  place: number;
  /** What a judge model says of it; null without one. */
  judge: Mark | null;
}

/** A problem that a policy solves, as a thing to read: its correct texts one after the other, up to the first valid one. */
export interface ReadingUnit extends Counts {
  problem_id: string;
  /** The first of its correct texts in the order of reading, at most `MOST_READ`. */
  texts: ReadingText[];
  /** Distinct correct texts, listed or not. */
  distinct: number;
  /** Random number of the problem, above 0 and up to 1, made from names alone. */
  draw: number;
  /** How much a reading of it is expected to tell; see `readingSize`. */
  size: number;
}

/** Correct texts of a problem that stand in the order of reading at most. */
export const MOST_READ = 8;

/** What the marks say of a problem. */
export interface ReadingState {
  /** Whether it is read to the first valid text, or to the end of its list. */
  isRead: boolean;
  /** The text to read next; null where it is read. */
  next: ReadingText | null;
  /** Texts with a mark, up to the one that ended it. */
  readings: number;
  /** Place of the first valid chain if every unsure one, and all beyond the list, is valid. */
  best: number;
  /** The same if none of these is valid. */
  worst: number;
}

/** How far a problem is read. `markOf` gives the mark of a text, by its sample index; null of one that nobody read. */
export function readingState(
  {c, texts, distinct}: Pick<ReadingUnit, "c" | "texts" | "distinct">,
  markOf: (text: ReadingText) => Mark | null
): ReadingState {
  let best = Infinity;
  for (const [readings, text] of texts.entries()) {
    const mark = markOf(text);
    const at = text.place;
    if (mark === null)
      return {isRead: false, next: text, readings, best: Math.min(best, at), worst: Infinity};
    if (mark !== "invalid") best = Math.min(best, at);
    if (mark === "valid") return {isRead: true, next: null, readings: readings + 1, best, worst: at};
  }
  const beyond = texts.length < distinct ? Math.min(c, (texts.at(-1)?.place ?? 0) + 1) : Infinity;
  return {isRead: true, next: null, readings: texts.length, best: Math.min(best, beyond), worst: Infinity};
}

/** The problems in the order of reading: by size over random number, the largest first (Duffield, Lund and Thorup 2007). */
export function readingOrder<T extends Pick<ReadingUnit, "size" | "draw" | "problem_id">>(
  units: readonly T[]
): T[] {
  return [...units].sort(
    (a, b) => b.size / b.draw - a.size / a.draw || (a.problem_id < b.problem_id ? -1 : 1)
  );
}

/** Whether a judge has marked any of these. */
export function hasJudge(units: readonly Pick<ReadingUnit, "texts">[]): boolean {
  return units.some(({texts}) => texts.some(({judge}) => judge !== null));
}
