import type {CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {ExactTable} from "../../metrics/exact/exact-table.js";

/** Coverage of a policy that was computed from all solutions, without sampling. */
export interface ExactPoint {
  policy: string;
  k: number;
  /** At the policy's settings, and at temperature 1 from all tokens. */
  settings: number;
  full: number;
}

/** The exact values at every second of the budgets of a benchmark's curves; none where not all solutions are known. */
export function exactPoints(
  {settings, full}: ExactTable,
  benchmark: string,
  ks: readonly number[]
): ExactPoint[] {
  const curvesOf = ({benchmarks}: CoverageTable) =>
    benchmarks.find((each) => each.benchmark === benchmark)?.curves ?? [];
  const wanted = new Set(ks.filter((_, i) => (ks.length - 1 - i) % 2 === 0));
  return curvesOf(settings).flatMap((curve) => {
    const other = curvesOf(full).find(({policy}) => policy === curve.policy);
    return curve.points.flatMap(({k, coverage}): ExactPoint[] => {
      const whole = other?.points.find((point) => point.k === k);
      return wanted.has(k) && whole !== undefined
        ? [{policy: curve.policy, k, settings: coverage, full: whole.coverage}]
        : [];
    });
  });
}
