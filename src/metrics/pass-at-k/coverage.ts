import type {Counts} from "../counts/counts.js";
import {mean} from "../statistics/mean.js";
import {passAtKTable} from "./pass-at-k-table.js";

/**
 * Coverage of a set of problems: the mean over problems of unbiased pass@k, one value for each of `ks`. Every problem
 * counts equally and keeps its own n.
 *
 * Ragged n: coverage at k is NaN as soon as one problem has n < k. Averaging over the remaining problems would compare
 * different problem sets along one curve, and calling k > n measured would be false. To go further, sample more
 * completions or leave the short problems out at every k. NaN everywhere when there is no problem.
 */
export function coverage(problems: readonly Counts[], ks: readonly number[]): Float64Array {
  const {values} = passAtKTable([problems], ks);
  return Float64Array.from(ks, (_, j) =>
    mean(values.subarray(j * problems.length, (j + 1) * problems.length))
  );
}
