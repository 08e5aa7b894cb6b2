import type {Mark} from "../study/annotation.js";
import {
  readingOrder,
  readingState,
  type ReadingState,
  type ReadingText,
  type ReadingUnit
} from "./reading-unit.js";

/** A problem that was read in the order of reading. */
interface SampledUnit {
  unit: ReadingUnit;
  state: ReadingState;
}

/** What was read in order. */
export interface ReadingSample {
  sampled: SampledUnit[];
  /** Texts that were read for it. */
  readings: number;
  /** Chance with which a problem came to be read. */
  chanceOf: (unit: ReadingUnit) => number;
  /** The text to read next and its problem; null where all are read. */
  next: {unit: ReadingUnit; text: ReadingText} | null;
}

/**
 * The problems at the beginning of the order of reading that are all read: a sample with known chances, however it is long. With t
 * the first size / draw that is not in it, a problem of size s is in it with chance min(1, s / t), whatever the draws of the others
 * (priority sampling: Duffield, Lund and Thorup 2007). Problems that were read out of turn, beyond the first gap, are not in it:
 * somebody chose them.
 */
export function readingSample(
  units: readonly ReadingUnit[],
  markOf: (unit: ReadingUnit, text: ReadingText) => Mark | null
): ReadingSample {
  const order = readingOrder(units);
  const states: ReadingState[] = [];
  for (const unit of order) {
    const state = readingState(unit, (text) => markOf(unit, text));
    if (!state.isRead) break;
    states.push(state);
  }
  const first = order[states.length];
  const threshold = first === undefined ? 0 : first.size / first.draw;
  const next = first && readingState(first, (text) => markOf(first, text)).next;
  return {
    sampled: states.map((state, i) => ({unit: order[i]!, state})),
    chanceOf: ({size}) => (threshold === 0 ? 1 : Math.min(1, size / threshold)),
    readings: states.reduce((sum, {readings}) => sum + readings, 0),
    next: first === undefined ? null : {unit: first, text: next!}
  };
}
