import type {PairedBootstrap} from "../bootstrap/paired-bootstrap.js";
import {signFlipTest} from "../statistics/sign-flip-test.js";

/**
 * p-value that policies `a` and `b` (indices into the table's policies) solve alike at its `j`-th budget: the exact test of
 * `signFlipTest` on their problems' differences, cluster by cluster where there are clusters. NaN where one is not measured.
 */
export function contrastP({table, clusters}: PairedBootstrap, a: number, b: number, j: number): number {
  const {problems, ks, values} = table;
  const [left, right] = [(a * ks.length + j) * problems, (b * ks.length + j) * problems];
  const differences = Float64Array.from({length: problems}, (_, i) => values[left + i]! - values[right + i]!);
  return signFlipTest(differences, clusters);
}
