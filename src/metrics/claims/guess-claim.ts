import {mayBeLuck} from "../guess/may-be-luck.js";
import {GUESSING} from "../guess/guess-coverage.js";
import type {ClaimTables} from "./claim.js";
import {crossingCases} from "./crossing-claim.js";
import {coverageAt} from "./room.js";
import type {TestedCase} from "./verdict.js";

/**
 * “Without guessable problems the curves still cross”, one case for each benchmark with guess rates: the claim on crossings, on
 * the problems that stay after the filter. Where guessing alone solves as many of them at the largest k as the base may (the
 * interval of its coverage does not lie above the floor), luck is not excluded and the case is undecided.
 */
export function guessCases(tables: Pick<ClaimTables, "study" | "coverage">): TestedCase[] {
  return crossingCases(tables, "guess").map((one) => {
    const benchmark = tables.coverage.guess!.benchmarks.find((each) => each.benchmark === one.benchmark)!;
    const comparison = benchmark.comparisons.find(({rl}) => rl === one.policies[1])!;
    const {k} = comparison.points.at(-1)!;
    const [floor, base] = [GUESSING, comparison.base].map((policy) => coverageAt(benchmark, policy, k));
    if (!floor || !base) return one;
    const isBeyondLuck = !mayBeLuck(base, floor.estimate);
    return {
      ...one,
      tests: [...one.tests, {evidence: isBeyondLuck ? "for" : "open", p: null}],
      numbers: [
        ...one.numbers,
        {
          quantity: `guessing alone at k = ${k}`,
          unit: "share",
          estimate: floor.estimate,
          low: null,
          high: null,
          n: benchmark.problems
        },
        {quantity: `base at k = ${k}`, unit: "share", ...base, n: benchmark.problems}
      ]
    };
  });
}
