import {coverageBand} from "../bootstrap/coverage-band.js";
import {differenceBand} from "../bootstrap/difference-band.js";
import {pairedBootstrap, type PairedBootstrap} from "../bootstrap/paired-bootstrap.js";
import type {ProblemCount} from "../counts/problem-count.js";
import {sharedProblems} from "../counts/shared-problems.js";
import {passAtKTable} from "../pass-at-k/pass-at-k-table.js";
import {support} from "../sets/support.js";
import {clopperPearson} from "../statistics/clopper-pearson.js";
import type {Contrast, Estimate, Interval} from "../statistics/interval.js";
import {bothEnds, type AtBothEnds} from "./both-ends.js";
import {comparedEnds, type ComparedEnds} from "./compared-ends.js";
import {contrastP} from "./contrast-p.js";
import type {CoverageTableOptions} from "./coverage-table.js";
import {samplingEfficiencyGap} from "./sampling-efficiency-gap.js";

/** Part of the base's solvable set that a policy solves too, with the exact interval for a share of problems. */
export interface Retention extends Interval {
  /** Problems that both solve. */
  both: number;
  /** Problems that the base solves. */
  ofBase: number;
}

/** Both ends of one policy's curve. */
export interface PolicyEnds {
  policy: string;
  /** Its pass@k. */
  pass: AtBothEnds<Estimate>;
  /** Sampling-efficiency gap: the base's pass@k_max minus this policy's pass@1. Null without a base. */
  gap: Estimate | null;
  /** This policy's pass@k minus the reference's, paired. Null for the reference itself and without one. */
  difference: AtBothEnds<Contrast> | null;
  /** Null for the base itself and without one. */
  retention: Retention | null;
}

/** The ends of all curves of an experiment on one benchmark. */
export interface BenchmarkEnds {
  benchmark: string;
  problems: number;
  /** Least n of all policies: the largest k that is measured for each. */
  kMax: number;
  policies: PolicyEnds[];
  /** Null where fewer than two are compared. */
  compared: ComparedEnds | null;
}

/** Which policies play which part. Ids. */
export interface EndsRoles {
  /** In the order of the table. */
  policies: readonly string[];
  /** What the others were trained from. */
  base: string | null;
  /** What differences are taken from. */
  reference: string | null;
  /** Those that are tested for scoring alike. */
  compared: readonly string[];
  /** Benchmarks on which they are: what the intervals of `ComparedEnds` are corrected for. Default 1. */
  benchmarks?: number;
}

/**
 * pass@1 and pass@k_max of every policy, the sampling-efficiency gap, differences from a reference and retention of the
 * base's solvable set, each with the interval that `coverageTable` gives such a quantity: score intervals of means and of paired
 * differences over problems, that of Clopper and Pearson for the share that is kept. Only problems that all policies have verdicts for. Policies without rows are
 * left out. `counts` are those of one benchmark. Null when no problem is shared.
 */
export function benchmarkEnds(
  benchmark: string,
  counts: readonly ProblemCount[],
  roles: EndsRoles,
  {level, replicates, seed}: CoverageTableOptions
): BenchmarkEnds | null {
  const rows = counts.filter((row) => row.benchmark === benchmark && row.n > 0);
  const policies = roles.policies.filter((id) => rows.some(({policy}) => policy === id));
  const countsOf = sharedProblems(rows, policies);
  const problems = countsOf[0]?.length ?? 0;
  if (problems === 0) return null;
  const kMax = Math.min(...countsOf.flat().map(({n}) => n));
  const table = passAtKTable(countsOf, kMax === 1 ? [1] : [1, kMax]);
  const bootstrap = pairedBootstrap(table, {seed: `${seed} ${benchmark}`, replicates});
  const [base, reference] = [policies.indexOf(roles.base ?? ""), policies.indexOf(roles.reference ?? "")];
  const ends = policies.map((policy, i): PolicyEnds => ({
    policy,
    pass: bothEnds(coverageBand(bootstrap, i, {level})),
    gap: base < 0 ? null : samplingEfficiencyGap(bootstrap, base, i, kMax, {level}),
    difference: reference < 0 || reference === i ? null : contrasts(bootstrap, i, reference, level),
    retention: base < 0 || base === i ? null : retention(countsOf[base]!, countsOf[i]!, level)
  }));
  const compared = policies.flatMap((policy, i) => (roles.compared.includes(policy) ? i : []));
  return {
    benchmark,
    problems,
    kMax,
    policies: ends,
    compared:
      compared.length < 2
        ? null
        : comparedEnds(bootstrap, compared, {
            base,
            kMax,
            level,
            benchmarks: roles.benchmarks ?? 1,
            seed: `${seed} ${benchmark}`
          })
  };
}

function contrasts(bootstrap: PairedBootstrap, a: number, b: number, level: number): AtBothEnds<Contrast> {
  const {atOne, atMost} = bothEnds(differenceBand(bootstrap, a, b, {level}));
  const p = (j: number): number => contrastP(bootstrap, a, b, j);
  return {atOne: {...atOne, p: p(0)}, atMost: {...atMost, p: p(bootstrap.table.ks.length - 1)}};
}

function retention(base: readonly ProblemCount[], policy: readonly ProblemCount[], level: number): Retention {
  const {both, baseOnly} = support(base, policy);
  const ofBase = both + baseOnly;
  // Without a solved problem nothing is known of the share.
  if (ofBase === 0) return {both, ofBase, low: 0, high: 1};
  return {both, ofBase, ...clopperPearson(ofBase, both, level)};
}
