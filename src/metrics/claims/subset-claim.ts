import {support} from "../sets/support.js";
import {binomialTail} from "../statistics/binomial-tail.js";
import {clopperPearson} from "../statistics/clopper-pearson.js";
import type {ClaimTables} from "./claim.js";
import {countPairs} from "./count-pairs.js";
import {below, type Test, type TestedCase} from "./verdict.js";

/** Share of the problems beyond the base's solvable set up to which another set is nearly a part of it. Ours; the paper names none. */
const NEARLY = 0.1;

/** Problems that the base has to leave unsolved for a case to be decided: fewer could not show a share near `NEARLY`. */
const LEAST = 20;

/**
 * “What the RL policy solves is nearly a subset of what the base solves”, one case for each RL policy and its base on each
 * benchmark: of the problems that the base never solved, the share that the RL policy solves. Where the base leaves nothing
 * unsolved any set is a subset, so that discovery, the share of the RL policy's own set, cannot contradict the claim; it stands
 * beside. Supported: the share is below `NEARLY`, by the exact binomial test and interval; not supported: above; undecided with
 * fewer than `LEAST` such problems. Policies that solve nothing make no case.
 */
export function subsetCases(tables: Pick<ClaimTables, "study" | "counts">): TestedCase[] {
  return countPairs(tables).flatMap(({experiment, benchmark, base, rl, counts}): TestedCase[] => {
    const {both, rlOnly, neither} = support(counts.base, counts.rl);
    const [solved, unsolved] = [both + rlOnly, rlOnly + neither];
    if (solved === 0) return [];
    return [
      {
        experiment,
        benchmark,
        policies: [base, rl],
        tests: [subsetTest(unsolved, rlOnly)],
        numbers: [
          {
            quantity: `solved of the ${unsolved} that the base did not solve`,
            unit: "share",
            ...shareOf(rlOnly, unsolved),
            n: counts.problemIds.length
          },
          {
            quantity: "new among the solved problems",
            unit: "share",
            ...shareOf(rlOnly, solved),
            n: counts.problemIds.length
          }
        ]
      }
    ];
  });
}

function subsetTest(unsolved: number, found: number): Test {
  if (unsolved < LEAST) return {evidence: "open", p: null, effect: null};
  const [more, fewer] = [
    binomialTail(unsolved, NEARLY, found),
    1 - binomialTail(unsolved, NEARLY, found + 1)
  ];
  const interval = clopperPearson(unsolved, found);
  return {
    evidence: below(interval, NEARLY),
    p: Math.min(1, 2 * Math.min(more, fewer)),
    effect: {
      estimate: found / unsolved,
      ...interval,
      expected: "below",
      value: NEARLY,
      quantity: "solved of what the base did not solve",
      unit: "share"
    }
  };
}

function shareOf(
  count: number,
  all: number
): {estimate: number | null; low: number | null; high: number | null} {
  if (all === 0) return {estimate: null, low: null, high: null};
  return {estimate: count / all, ...clopperPearson(all, count)};
}
