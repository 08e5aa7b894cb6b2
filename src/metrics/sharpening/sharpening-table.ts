import {closedShare} from "../coverage/closed-gap.js";
import {coverageTable, type CoverageTable} from "../coverage/coverage-table.js";
import type {ProblemCount} from "../counts/problem-count.js";
import {sharedProblems} from "../counts/shared-problems.js";
import {kGrid} from "../pass-at-k/k-grid.js";
import {passAtKTable} from "../pass-at-k/pass-at-k-table.js";
import type {Estimate} from "../statistics/interval.js";
import type {PolicySummary} from "../study/study-summary.js";

/** How far a policy that was not trained, or RL itself, goes on one benchmark. */
export interface SharpenedPolicy {
  policy: string;
  /** Share of RL's gain over the base with one try that it has; null for RL itself, and where RL's gain is not shown. */
  gain: Estimate | null;
  /** Coverage at kMax as a share of the base's; null where the base's is not shown to be above 0. */
  kept: Estimate | null;
  /** Share of RL's loss against the base at kMax that it avoids; null for RL itself, and where no loss is shown. */
  avoided: Estimate | null;
}

/** The base, RL, and the base sampled otherwise, on one benchmark. */
interface SharpeningCase {
  benchmark: string;
  problems: number;
  base: string;
  rl: string;
  /** The largest k of 1, 2, 4, … that all of them have. */
  kMax: number;
  /** RL first, then the others in the study's order. */
  policies: SharpenedPolicy[];
}

/** What sampling the base otherwise, without training, does: src/data/sharpening.json. */
export interface SharpeningTable extends CoverageTable {
  /** One for each benchmark on which a base and a policy that RL trained from it were both drawn. */
  cases: SharpeningCase[];
}

/** How a power was found: on validation problems, of which pass@k is told from 0 to 1. */
export interface PowerSearchTable {
  /** Policies of the experiment that are drawn from a power of the searched model. */
  policies: string[];
  problems: number;
  /** Per problem and power. */
  completions: number;
  /** Of the highest pass@1; the smallest of several. */
  power: number;
  /** Powers in the order in which they were tried; 1, the model's own distribution, comes first. */
  probes: PowerTrial[];
}

interface PowerTrial {
  /** 1 for none. */
  power: number;
  /** Mean over problems of the share of correct completions. */
  pass_at_1: number;
  /** Of pass_at_1, from the randomness of sampling alone, on these very problems. */
  standard_error: number;
  /** Share of problems that at least one completion solves. */
  pass_at_n: number;
}

/** The experiment `sharpening` with the searches for its powers. */
export interface SharpeningReport extends SharpeningTable {
  /** Left beside the models by `npm run search-power`. */
  searches: PowerSearchTable[];
}

type Sharpened = Pick<PolicySummary, "policy" | "base" | "role" | "power">;

/**
 * Curves of the base, of what was trained from it by RL, and of the base sampled otherwise, each compared with the base; and how much
 * of RL's gain with one try the first such RL policy leaves to none but training. The base is the first policy that another one of
 * `policies` with the role `rl` was trained from; the policies of the role `base` beside it are it, sampled otherwise. Without such
 * a pair there are curves alone.
 */
export function sharpeningTable(
  counts: readonly ProblemCount[],
  policies: readonly Sharpened[],
  options: {level: number; replicates: number; seed: number}
): SharpeningTable {
  const rl = policies.find(({role, base}) => role === "rl" && policies.some(({policy}) => policy === base));
  const base = rl?.base ?? null;
  const compared = policies.map(({policy, role, base: own}) => ({
    policy,
    base: policy === base ? null : role === "base" ? base : own
  }));
  const table = coverageTable(counts, compared, options);
  if (rl === undefined || base === null) return {...table, cases: []};
  const others = policies.filter(({policy, role}) => role === "base" && policy !== base);
  const ids = [base, rl.policy, ...others.map(({policy}) => policy)];
  const cases = table.benchmarks.flatMap(({benchmark}) =>
    sharpeningCase(
      benchmark,
      counts.filter((row) => row.benchmark === benchmark && row.n > 0),
      ids,
      options.level
    )
  );
  return {...table, cases};
}

function sharpeningCase(
  benchmark: string,
  rows: readonly ProblemCount[],
  ids: readonly string[],
  level: number
): SharpeningCase[] {
  const counted = new Set(rows.map(({policy}) => policy));
  const present = ids.filter((id) => counted.has(id));
  const [base, rl] = ids as [string, string];
  if (!counted.has(base) || !counted.has(rl)) return [];
  const countsOf = sharedProblems(rows, present);
  const least = Math.min(...countsOf.flatMap((counts) => counts.map(({n}) => n)));
  if (!Number.isFinite(least)) return [];
  const kMax = kGrid(least)
    .filter((k) => Number.isInteger(Math.log2(k)))
    .at(-1)!;
  const table = passAtKTable(countsOf, [1, kMax]);
  const share = (full: number, from: number | null, to: number, j: number): Estimate | null =>
    closedShare({table, clusters: undefined}, {base: full, from, to, j}, level);
  return [
    {
      benchmark,
      problems: table.problems,
      base,
      rl,
      kMax,
      policies: present.slice(1).map((policy, i) => ({
        policy,
        gain: policy === rl ? null : share(1, 0, i + 1, 0),
        kept: share(0, null, i + 1, 1),
        avoided: policy === rl ? null : share(0, 1, i + 1, 1)
      }))
    }
  ];
}
