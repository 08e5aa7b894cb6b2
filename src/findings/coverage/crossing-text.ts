import type {CrossingEstimate} from "../../metrics/coverage/coverage-table.js";
import {budget, whole} from "../shared/format.js";

/** A crossing with its interval, for a table: `5.7 (3.1 to 9.8)`, `none up to 64`, `none` of curves that are the same. */
export function crossingText({observed, low, high, kMax, isSame}: CrossingEstimate): string {
  const end = (k: number | null): string => (k === null ? `beyond ${whole(kMax)}` : budget(k));
  if (isSame) return "none";
  if (observed === null) return `none up to ${whole(kMax)}`;
  return `${budget(observed)} (${end(low)} to ${end(high)})`;
}
