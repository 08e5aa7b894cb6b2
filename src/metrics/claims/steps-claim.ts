import type {Estimate} from "../statistics/interval.js";
import type {ClaimTables, Measurement} from "./claim.js";
import {contrastTest} from "./room.js";
import type {TestedCase} from "./verdict.js";

/**
 * “With more RL steps pass@1 rises and pass@k_max falls”, one case for each benchmark: the last checkpoint minus the
 * first, paired. Supported: above zero at k = 1 and below zero at the largest k; not supported: one of them lies on the other
 * side.
 */
export function stepsCases({steps}: Pick<ClaimTables, "steps">): TestedCase[] {
  const reference = steps?.reference ?? null;
  if (steps === null || reference === null) return [];
  return steps.benchmarks.flatMap(({benchmark, problems, kMax, policies}): TestedCase[] => {
    const [first, last] = [policies.find(({policy}) => policy === reference), policies.at(-1)];
    // With one completion a problem k = 1 is the largest k too.
    if (!first || !last?.difference || last.policy === reference || kMax < 2) return [];
    const {atOne, atMost} = last.difference;
    const measured = (k: number, {estimate, low, high}: Estimate): Measurement => ({
      quantity: `last minus first checkpoint at k = ${k}`,
      unit: "points",
      estimate,
      low,
      high,
      n: problems
    });
    return [
      {
        experiment: "steps",
        benchmark,
        policies: [reference, last.policy],
        tests: [
          contrastTest(atOne, "above", {behind: first.pass.atOne.estimate, quantity: "with one try"}),
          contrastTest(atMost, "below", {behind: last.pass.atMost.estimate, quantity: "with the most tries"})
        ],
        numbers: [measured(1, atOne), measured(kMax, atMost)]
      }
    ];
  });
}
