import type {Estimate} from "../statistics/interval.js";
import type {ClaimTables, Measurement} from "./claim.js";
import {above, type TestedCase} from "./verdict.js";

/**
 * “RL completions lie in the low-perplexity part of the base's own distribution”, one case for each pair of the perplexity
 * table: the mean over problems of the share of RL completions whose perplexity under the base is below the base's median
 * for the problem. Supported: its interval lies above one half; not supported: below.
 */
export function perplexityCases({perplexity}: Pick<ClaimTables, "perplexity">): TestedCase[] {
  return (perplexity?.pairs ?? []).flatMap(({benchmark, base, rl, shift}): TestedCase[] => {
    if (shift === null) return [];
    const measured = (
      quantity: string,
      unit: Measurement["unit"],
      {estimate, low, high}: Estimate
    ): Measurement => ({
      quantity,
      unit,
      estimate,
      low,
      high,
      n: shift.problems
    });
    return [
      {
        experiment: "perplexity",
        benchmark,
        policies: [base, rl],
        tests: [
          {
            evidence: above(shift.shareBelow, 0.5),
            p: shift.shareBelow.p,
            effect: {
              ...shift.shareBelow,
              expected: "above",
              value: 0.5,
              quantity: "below the base’s median",
              unit: "share"
            }
          }
        ],
        numbers: [
          measured("below the base’s median", "share", shift.shareBelow),
          measured("median of the base’s completions", "perplexity", shift.baseMedian),
          measured("median of the RL policy’s", "perplexity", shift.policyMedian)
        ]
      }
    ];
  });
}
