import {pairedCounts, type PairedCounts} from "../counts/benchmark-counts.js";
import {domainExperiments} from "../../contents/experiments.js";
import type {ClaimTables} from "./claim.js";

/** A policy beside its base, problem by problem. */
export interface CountPair {
  experiment: string;
  benchmark: string;
  base: string;
  rl: string;
  counts: PairedCounts;
}

/** Every RL policy and its base on each benchmark of mathematics, code and visual reasoning that has counts of both. */
export function countPairs({study, counts}: Pick<ClaimTables, "study" | "counts">): CountPair[] {
  return study.experiments
    .filter(({experiment}) => domainExperiments.includes(experiment))
    .flatMap(({experiment, policies, benchmarks}) =>
      benchmarks.flatMap((benchmark) =>
        study.policies.flatMap(({policy: rl, role, base}): CountPair[] => {
          if (role !== "rl" || base === null || !policies.includes(rl) || !policies.includes(base)) return [];
          const rows = counts.find((row) => row.benchmark === benchmark);
          const pair = rows ? pairedCounts(rows, base, rl) : null;
          return pair ? [{experiment, benchmark, base, rl, counts: pair}] : [];
        })
      )
    );
}
