import {conditionText, namedPair, pairTitle} from "../../findings/perplexity/perplexity-conditions.js";
import {entropyText, perplexityText} from "../../findings/perplexity/perplexity-text.js";
import type {OutputEntropy} from "../../metrics/perplexity/output-entropy.js";
import type {PerplexitySpread} from "../../metrics/perplexity/perplexity-spread.js";
import type {
  ConditionSummary,
  PerplexityPair,
  PerplexityReport
} from "../../metrics/perplexity/perplexity-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {dataTable} from "../shared/page/data-table.js";

/** Medians of all six conditions of each pair, whole and by verdict. */
export function conditionTable(pairs: readonly PerplexityPair[], study: StudySummary): HTMLElement {
  const rows = pairs.flatMap((pair) => pair.conditions.map((condition) => ({pair, condition})));
  const spread =
    (show: (spread: PerplexitySpread) => string, part: "all" | "correct" | "incorrect") =>
    ({condition}: {condition: ConditionSummary}): string | null => {
      const found = condition[part];
      return found === null ? null : show(found);
    };
  const middle = ({quantiles}: PerplexitySpread): string => perplexityText(quantiles[2]);
  return dataTable(rows, [
    {label: "Benchmark", value: ({pair}) => pairTitle(namedPair(pair, study), pairs)},
    {
      label: "Texts and model",
      value: ({pair, condition}) => conditionText(condition, namedPair(pair, study))
    },
    {label: "Texts", value: ({condition}) => condition.all?.completions ?? 0},
    {label: "Median", value: spread(middle, "all")},
    {
      label: "Middle half",
      value: spread(
        ({quantiles}) => `${perplexityText(quantiles[1])} to ${perplexityText(quantiles[3])}`,
        "all"
      )
    },
    {label: "Median of problem medians", value: spread((s) => perplexityText(s.medianOfProblems), "all")},
    {label: "Median, correct", value: spread(middle, "correct")},
    {label: "Median, incorrect", value: spread(middle, "incorrect")}
  ]);
}

/** Mean token entropy of each model of the table's pairs: when it samples, and on the reference solutions. */
export function entropyTable(
  {pairs, referenceEntropies}: PerplexityReport,
  own: readonly OutputEntropy[],
  study: StudySummary
): HTMLElement {
  const rows = study.benchmarks.flatMap((benchmark) =>
    study.policies
      .filter(({policy}) =>
        pairs.some((pair) => pair.benchmark === benchmark.benchmark && [pair.base, pair.rl].includes(policy))
      )
      .map((policy) => ({benchmark, policy}))
  );
  const of = (list: readonly OutputEntropy[]) => (row: (typeof rows)[number]) => {
    const found = list.find(
      ({benchmark, policy}) => benchmark === row.benchmark.benchmark && policy === row.policy.policy
    );
    return found === undefined ? null : entropyText(found);
  };
  return dataTable(rows, [
    {label: "Benchmark", value: ({benchmark}) => benchmark.label},
    {label: "Policy", value: ({policy}) => policy.label},
    {label: "Own answers, as sampled: nats a token", value: of(own)},
    {label: "Reference solutions, T = 1: nats a token", value: of(referenceEntropies)}
  ]);
}
