import {interval, percent, whole} from "../../findings/shared/format.js";
import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {Comparison} from "../../metrics/counts/comparison.js";
import {mainPairs} from "../../metrics/counts/main-pairs.js";
import type {AnswerSpread} from "../../metrics/perplexity/answer-spread.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {dataTable} from "../shared/page/data-table.js";

/** The spread of the answers of a base and its RL policy on one benchmark. */
interface SpreadPair {
  comparison: Comparison;
  base: AnswerSpread;
  rl: AnswerSpread;
}

/** The main pairs of a study whose answers are known. */
export function spreadPairs(
  spreads: readonly AnswerSpread[],
  counts: readonly BenchmarkCounts[],
  study: StudySummary
): SpreadPair[] {
  return mainPairs(counts, study).flatMap((comparison) => {
    const of = (policy: string): AnswerSpread | undefined =>
      spreads.find((one) => one.policy === policy && one.benchmark === comparison.benchmark.benchmark);
    const [base, rl] = [of(comparison.base.policy), of(comparison.rl.policy)];
    return base && rl ? [{comparison, base, rl}] : [];
  });
}

/** How much of the base's answer entropy is left after RLVR, over the pairs. */
export function spreadAnswer(pairs: readonly SpreadPair[]): string {
  if (pairs.length === 0) return "This study has no pair of policies whose answers are known.";
  const fewer = pairs.filter(({base, rl}) => rl.entropy.high < base.entropy.low).length;
  const shares = pairs.map(({base, rl}) => rl.entropy.estimate / base.entropy.estimate);
  const finite = shares.filter((share) => Number.isFinite(share));
  const range =
    finite.length === 0
      ? ""
      : ` Their entropy is ${interval(Math.min(...finite), Math.max(...finite), percent)} of the base’s.`;
  return `After RLVR the answers to a problem differ less than those of the base, beyond both intervals, on ${whole(fewer)} of ${whole(pairs.length)} benchmarks.${range}`;
}

/** Different answers and answer entropy of each pair. */
export function answerSpreadTable(pairs: readonly SpreadPair[]): HTMLElement {
  const rows = pairs.flatMap(({comparison, base, rl}) => [
    {benchmark: comparison.benchmark, policy: comparison.base, spread: base},
    {benchmark: comparison.benchmark, policy: comparison.rl, spread: rl}
  ]);
  return dataTable(rows, [
    {label: "Benchmark", value: ({benchmark}) => benchmark.label},
    {label: "Policy", value: ({policy}) => policy.label},
    {label: "Answers", value: ({spread}) => spread.n},
    {label: "Different ones", value: ({spread}) => spread.distinct.toFixed(1)},
    {label: "Entropy, nats", value: ({spread: {entropy}}) => entropyText(entropy)}
  ]);
}

function entropyText({estimate, low, high}: AnswerSpread["entropy"]): string {
  const nats = (value: number): string => value.toFixed(2);
  return `${nats(estimate)} (${interval(low, high, nats)})`;
}
