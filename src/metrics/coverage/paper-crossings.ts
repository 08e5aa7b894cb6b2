import type {CrossingEstimate} from "./coverage-table.js";

/** Where the paper's curves cross: “in the tens to hundreds” (Figures 2, 3, 4, 9, 10 and 11), as budgets. */
const PAPER_CROSSINGS = {least: 10, most: 1000} as const;

/**
 * Whether a crossing is far from the paper's: `earlier` where the whole interval of k* lies below `PAPER_CROSSINGS`, `later` where it
 * lies above. Null where it reaches into them, and where there is no crossing.
 */
export function farFromPaper({observed, low, high}: CrossingEstimate): "earlier" | "later" | null {
  if (observed === null || observed <= 1) return null;
  if (high !== null && high < PAPER_CROSSINGS.least) return "earlier";
  return low !== null && low > PAPER_CROSSINGS.most ? "later" : null;
}
