import type {BenchmarkCoverage, Comparison, DifferencePoint} from "../coverage/coverage-table.js";
import type {Contrast, Estimate} from "../statistics/interval.js";
import {above, below, type Test} from "./verdict.js";

/**
 * Share of the problems that the policy which a claim expects to be behind has to leave unsolved. With less room the other cannot
 * be ahead by what the paper reports at large k (9 points on Minerva), whatever training did: such a comparison contradicts
 * nothing. It may confirm: a difference on the expected side that is beyond chance is one, however little room there was.
 */
export const ROOM = 0.1;

/** Whether two policies could differ by as much: not where both solve fewer than `ROOM` of the problems, or both leave fewer unsolved. */
export function canDiffer(one: number, other: number): boolean {
  const [least, most] = [Math.min(one, other), Math.max(one, other)];
  return !(most < ROOM - 1e-12 || 1 - least < ROOM - 1e-12);
}

/** Whether a difference is on the expected side of 0; `behind` is the pass@k of the policy that is expected to be behind, `quantity` what the difference is called over cases. */
export function contrastTest(
  contrast: Contrast,
  expected: "above" | "below",
  {behind, quantity}: {behind: number; quantity: string}
): Test {
  const evidence = (expected === "above" ? above : below)(contrast);
  const hasRoom = 1 - behind >= ROOM - 1e-12;
  const {estimate, low, high} = contrast;
  const ahead = expected === "above" ? behind + estimate : behind - estimate;
  return {
    evidence: evidence === "against" && !hasRoom ? "open" : evidence,
    p: contrast.p,
    effect: canDiffer(behind, ahead)
      ? {estimate, low, high, expected, value: 0, quantity, unit: "points"}
      : null
  };
}

/** The test of a comparison at one budget: whether the trained policy is above its base, or below. */
export function pointTest(
  benchmark: BenchmarkCoverage,
  {base, rl}: Comparison,
  point: DifferencePoint,
  expected: "above" | "below"
): Test {
  const {difference, ...rest} = point;
  return contrastTest({...rest, estimate: difference}, expected, {
    behind: coverageAt(benchmark, expected === "above" ? base : rl, point.k)?.estimate ?? NaN,
    quantity: point.k === 1 ? "with one try" : "with the most tries"
  });
}

/** A policy's coverage at one budget; null where it was not measured. */
export function coverageAt({curves}: BenchmarkCoverage, policy: string, k: number): Estimate | null {
  const point = curves.find((curve) => curve.policy === policy)?.points.find((one) => one.k === k);
  return point ? {estimate: point.coverage, low: point.low, high: point.high} : null;
}
