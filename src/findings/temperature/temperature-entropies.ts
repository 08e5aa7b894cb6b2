import type {ClosedGap} from "../../metrics/coverage/closed-gap.js";
import type {Comparison, CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {OutputEntropy} from "../../metrics/perplexity/output-entropy.js";
import type {BenchmarkSummary, PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";

/** A policy with its output entropy on a benchmark; null where its engine reports none. */
export interface PolicyOutput {
  policy: PolicySummary;
  entropy: OutputEntropy | null;
}

/** What matching the entropy does on one benchmark. */
export interface EntropyMatch {
  benchmark: BenchmarkSummary;
  base: PolicyOutput;
  /** The RL policy at the base's temperature, and its difference from the base. */
  plain: PolicyOutput & {comparison: Comparison};
  /** The RL policy at the temperature whose entropy is nearest to the base's. */
  matched: PolicyOutput & {comparison: Comparison};
  /** The share of the gap at the largest k that matching closes; null where there is no gap to speak of. */
  closed: ClosedGap | null;
}

/**
 * The base, the RL policy at its temperature, and the one whose output entropy is nearest to the base's, on every benchmark of
 * the experiment that has all three. Where no entropy is known, the first RL policy at another temperature counts as matched.
 */
export function entropyMatches(
  table: CoverageTable,
  entropies: readonly OutputEntropy[],
  study: StudySummary
): EntropyMatch[] {
  return table.benchmarks.flatMap((rows): EntropyMatch[] => {
    const benchmark = study.benchmarks.find((one) => one.benchmark === rows.benchmark);
    const output = (id: string): PolicyOutput[] =>
      study.policies
        .filter(({policy}) => policy === id)
        .map((policy) => ({
          policy,
          entropy: entropies.find((one) => one.policy === id && one.benchmark === rows.benchmark) ?? null
        }));
    const compared = rows.comparisons.flatMap((comparison) =>
      output(comparison.rl).flatMap((rl) => output(comparison.base).map((base) => ({base, rl, comparison})))
    );
    const plain = compared.find(({base, rl}) => base.policy.temperature === rl.policy.temperature);
    if (!benchmark || !plain) return [];
    const distance = ({rl}: (typeof compared)[number]): number =>
      Math.abs((rl.entropy?.estimate ?? NaN) - (plain.base.entropy?.estimate ?? NaN));
    const [matched] = compared
      .filter(
        ({base, rl}) => base.policy === plain.base.policy && rl.policy.temperature !== base.policy.temperature
      )
      .sort((a, b) => distance(a) - distance(b) || 0);
    if (!matched) return [];
    return [
      {
        benchmark,
        base: plain.base,
        plain: {...plain.rl, comparison: plain.comparison},
        matched: {...matched.rl, comparison: matched.comparison},
        closed:
          rows.closed?.find(
            ({from, to}) => from === plain.rl.policy.policy && to === matched.rl.policy.policy
          ) ?? null
      }
    ];
  });
}
