import type {BenchmarkCoverage, Comparison, CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {BenchmarkSummary, PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";
import type {PanelPoint} from "../shared/curve-point.js";

/** A base and the policy trained from it, both sampled at the same temperature, on one benchmark. */
export interface TemperaturePair {
  benchmark: BenchmarkSummary;
  temperature: number;
  base: PolicySummary;
  rl: PolicySummary;
  comparison: Comparison;
  /** Coverage at k = 1 and at the largest k, of both policies. */
  first: {base: PanelPoint; rl: PanelPoint};
  last: {base: PanelPoint; rl: PanelPoint};
}

/** Every comparison of two policies at one temperature, benchmark by benchmark, temperatures ascending. */
export function temperaturePairs(table: CoverageTable, study: StudySummary): TemperaturePair[] {
  return table.benchmarks.flatMap((rows) => {
    const benchmark = study.benchmarks.find((one) => one.benchmark === rows.benchmark);
    const pairs = rows.comparisons.flatMap((comparison): TemperaturePair[] => {
      const base = study.policies.find(({policy}) => policy === comparison.base);
      const rl = study.policies.find(({policy}) => policy === comparison.rl);
      const temperature = base?.temperature ?? null;
      if (!benchmark || !base || !rl || temperature === null || temperature !== rl.temperature) return [];
      const [first, last] = ([1, comparison.crossing.kMax] as const).map((k) => {
        const at = ({policy}: PolicySummary): PanelPoint => pointAt(rows, policy, k, temperature);
        return {base: at(base), rl: at(rl)};
      }) as [TemperaturePair["first"], TemperaturePair["last"]];
      return [{benchmark, temperature, base, rl, comparison, first, last}];
    });
    return pairs.sort((a, b) => a.temperature - b.temperature);
  });
}

function pointAt({curves}: BenchmarkCoverage, policy: string, k: number, x: number): PanelPoint {
  const point = curves.find((curve) => curve.policy === policy)?.points.find((one) => one.k === k);
  const {coverage = NaN, low = NaN, high = NaN} = point ?? {};
  return {x, estimate: coverage, low, high};
}
