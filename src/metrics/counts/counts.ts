import type {StoppingRule} from "./stopping-rule.js";

/** What sampling one problem gave: `n` completions, of which `c` are correct. Integers, 0 <= c <= n. */
export interface Counts {
  n: number;
  c: number;
  /** What decided n, where n depends on how many were correct; left out where n was fixed beforehand. */
  rule?: StoppingRule | undefined;
}
