import {countKey} from "../counts/count-key.js";
import type {Counts} from "../counts/counts.js";
import type {ProblemCount} from "../counts/problem-count.js";
import {sharedProblems} from "../counts/shared-problems.js";
import type {ComparedPolicy} from "../coverage/coverage-table.js";
import {crossingPoint} from "../coverage/crossing-point.js";
import {kGrid} from "../pass-at-k/k-grid.js";
import {passAtK} from "../pass-at-k/pass-at-k.js";
import {clopperPearson} from "../statistics/clopper-pearson.js";
import type {Estimate} from "../statistics/interval.js";
import type {ProblemMarks} from "./problem-marks.js";

/** Verdicts that someone checked, and how many of them were wrong. */
interface CheckedVerdicts {
  /** Those found wrong. */
  wrong: number;
  /** Those that were checked. */
  of: number;
}

/** Checked verdicts of a verifier on a benchmark; null where nobody checked. */
export interface VerifierChecks {
  benchmark: string;
  /** Of those that say correct. */
  falsePositives: CheckedVerdicts | null;
  /** Of those that say incorrect. */
  falseNegatives: CheckedVerdicts | null;
  /** Who checked them, and which; null where nobody says. */
  source: string | null;
}

/** Share of checked verdicts that were wrong, with its exact interval. */
export interface ErrorRate extends CheckedVerdicts, Estimate {}

/** A policy's curve between what the errors of its verdicts could make of it. */
interface EnvelopeCurve {
  policy: string;
  /** Judged completions that were cut at the token limit and count as wrong. */
  cut: number;
  points: {k: number; coverage: number; low: number; high: number}[];
}

/** What a verifier's errors and cut completions can change for a policy and its base on one benchmark. */
export interface VerdictEnvelope {
  benchmark: string;
  base: string;
  policy: string;
  /** Null where nobody checked. */
  falsePositives: ErrorRate | null;
  /** Null as `falsePositives`. */
  falseNegatives: ErrorRate | null;
  /** Of the checked verdicts; see `VerifierChecks`. */
  source: string | null;
  /** The base's, and the policy's. */
  curves: EnvelopeCurve[];
  /** The policy minus the base, with the policy at its least and the base at its most, and the other way round. */
  difference: {k: number; estimate: number; low: number; high: number}[];
  /** k* of the curves, and the smallest and largest one that the envelopes hold; null beyond the largest k. */
  crossing: {estimate: number | null; low: number | null; high: number | null};
}

/** How far the verdicts of a problem are doubted: the largest shares of false ones, and cut completions that count as wrong. */
interface Doubt {
  falsePositives: number;
  falseNegatives: number;
  cut: number;
}

/**
 * Least and most that pass@k of a problem can be if verdicts err. Least: all correct verdicts of a problem are false together with the
 * chance `falsePositives`, since errors that go with the problem cost most: (1 - f) pass@k. Most: cut completions are not wrong but missing,
 * so that n is smaller (pass@k of all that is left where k is larger), and each verdict that says incorrect is false by itself with the chance
 * `falseNegatives`, since errors spread over completions gain most: 1 - (1 - pass@k)(1 - f)^k. A problem of which nothing is left stays as it is.
 */
export function passEnvelope(
  {n, c}: Counts,
  k: number,
  {falsePositives, falseNegatives, cut}: Doubt
): [number, number] {
  const seen = passAtK(n, c, k);
  const left = n - cut;
  const without = left === 0 ? seen : passAtK(left, c, Math.min(k, left));
  const most = 1 - (1 - Math.max(seen, without)) * (1 - falseNegatives) ** k;
  return [(1 - falsePositives) * seen, most];
}

/** The envelope of every policy beside its base, where verdicts of the benchmark were checked or completions were cut. */
export function verdictEnvelopes(
  counts: readonly ProblemCount[],
  marks: readonly ProblemMarks[],
  {
    policies,
    checks,
    level
  }: {policies: readonly ComparedPolicy[]; checks: readonly VerifierChecks[]; level: number}
): VerdictEnvelope[] {
  const cutOf = new Map(marks.map((row) => [countKey(row), row.cut - row.cut_correct]));
  return [...new Set(counts.map(({benchmark}) => benchmark))].flatMap((benchmark) => {
    const rows = counts.filter((row) => row.benchmark === benchmark && row.n > 0);
    const checked = checks.find((one) => one.benchmark === benchmark);
    const rates = {
      falsePositives: errorRate(checked?.falsePositives ?? null, level),
      falseNegatives: errorRate(checked?.falseNegatives ?? null, level),
      source: checked?.source ?? null
    };
    return policies.flatMap(({policy, base}): VerdictEnvelope[] => {
      if (base === null) return [];
      const lists = sharedProblems(rows, [base, policy]);
      if (lists[0]!.length === 0) return [];
      const ks = kGrid(lists.flat().reduce((least, {n}) => Math.min(least, n), Infinity));
      const doubts = {
        falsePositives: rates.falsePositives?.high ?? 0,
        falseNegatives: rates.falseNegatives?.high ?? 0
      };
      const curves = [base, policy].map((id, i) => envelopeCurve(id, lists[i]!, {ks, doubts, cutOf}));
      const isDoubted = checked !== undefined || curves.some(({cut}) => cut > 0);
      return isDoubted ? [{benchmark, base, policy, ...rates, curves, ...comparison(ks, curves)}] : [];
    });
  });
}

function errorRate(checked: CheckedVerdicts | null, level: number): ErrorRate | null {
  if (checked === null || checked.of === 0) return null;
  return {
    ...checked,
    estimate: checked.wrong / checked.of,
    ...clopperPearson(checked.of, checked.wrong, level)
  };
}

function envelopeCurve(
  policy: string,
  counts: readonly ProblemCount[],
  {ks, doubts, cutOf}: {ks: readonly number[]; doubts: Omit<Doubt, "cut">; cutOf: ReadonlyMap<string, number>}
): EnvelopeCurve {
  const cuts = counts.map((count) => cutOf.get(countKey(count)) ?? 0);
  return {
    policy,
    cut: cuts.reduce((sum, cut) => sum + cut, 0),
    points: ks.map((k) => {
      let [coverage, low, high] = [0, 0, 0];
      counts.forEach((count, i) => {
        const [least, most] = passEnvelope(count, k, {...doubts, cut: cuts[i]!});
        coverage += passAtK(count.n, count.c, k) / counts.length;
        low += least / counts.length;
        high += most / counts.length;
      });
      return {k, coverage, low, high};
    })
  };
}

function comparison(
  ks: readonly number[],
  [base, policy]: readonly EnvelopeCurve[]
): Pick<VerdictEnvelope, "difference" | "crossing"> {
  const difference = ks.map((k, j) => {
    const [ofBase, own] = [base!.points[j]!, policy!.points[j]!];
    return {
      k,
      estimate: own.coverage - ofBase.coverage,
      low: own.low - ofBase.high,
      high: own.high - ofBase.low
    };
  });
  const crossing = (end: "estimate" | "low" | "high"): number | null => {
    const found = crossingPoint(
      ks,
      Float64Array.from(difference, (point) => point[end])
    );
    return Number.isFinite(found) ? found : null;
  };
  return {
    difference,
    crossing: {estimate: crossing("estimate"), low: crossing("low"), high: crossing("high")}
  };
}
