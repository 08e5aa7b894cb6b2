import type {Comparison} from "../../metrics/coverage/coverage-table.js";
import type {SharpenedPolicy, SharpeningTable} from "../../metrics/sharpening/sharpening-table.js";
import type {BenchmarkSummary, PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";

/** A policy beside the base: what it solves at both ends, and how that compares. Coverage from 0 to 1. */
export interface SharpenedView {
  policy: PolicySummary;
  comparison: Comparison;
  shares: SharpenedPolicy;
  first: number;
  last: number;
}

/** The base, RL and the base sampled otherwise, on one benchmark. */
export interface SharpeningView {
  benchmark: BenchmarkSummary;
  problems: number;
  kMax: number;
  base: {policy: PolicySummary; first: number; last: number};
  rl: SharpenedView;
  /** Those that draw whole completions from a power of the base's distribution, and those that sample it otherwise yet. */
  powered: SharpenedView[];
  others: SharpenedView[];
}

/** What the experiment `sharpening` of a study shows, benchmark by benchmark. */
export function sharpeningViews(table: SharpeningTable, study: StudySummary): SharpeningView[] {
  return table.cases.flatMap((one): SharpeningView[] => {
    const {kMax, problems, base: baseId, rl: rlId} = one;
    const rows = table.benchmarks.find(({benchmark}) => benchmark === one.benchmark);
    const benchmark = study.benchmarks.find((each) => each.benchmark === one.benchmark);
    if (!rows || !benchmark) return [];
    const at = (id: string, k: number): number =>
      rows.curves.find(({policy}) => policy === id)?.points.find((point) => point.k === k)?.coverage ?? NaN;
    const ends = (id: string): {first: number; last: number} => ({first: at(id, 1), last: at(id, kMax)});
    const views = one.policies.flatMap((shares): SharpenedView[] => {
      const policy = study.policies.find((each) => each.policy === shares.policy);
      const comparison = rows.comparisons.find(({rl, base}) => rl === shares.policy && base === baseId);
      return policy && comparison ? [{policy, comparison, shares, ...ends(shares.policy)}] : [];
    });
    const base = study.policies.find(({policy}) => policy === baseId);
    const rl = views.find(({policy}) => policy.policy === rlId);
    if (!base || !rl) return [];
    const sampled = views.filter((view) => view !== rl);
    return [
      {
        benchmark,
        problems,
        kMax,
        base: {policy: base, ...ends(baseId)},
        rl,
        powered: sampled.filter(({policy}) => isPowered(policy)),
        others: sampled.filter(({policy}) => !isPowered(policy))
      }
    ];
  });
}

function isPowered({power}: PolicySummary): boolean {
  return (power ?? null) !== null;
}
