import type {Comparison} from "../../metrics/counts/comparison.js";
import {accuracyHistogram} from "../../metrics/sets/accuracy-histogram.js";
import {isAlways, isNever, pairedMove} from "../../metrics/sets/paired-move.js";
import {holds} from "../../metrics/statistics/holm.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {comparisonTitle, measuredSets} from "../shared/comparison.js";
import {toCsv} from "../shared/csv.js";
import {answerOf, type AnswerCase, type FigureAnswer} from "../shared/figure-answer.js";
import {whole} from "../shared/format.js";
import {holmText} from "../shared/holm-text.js";
import {originSentence} from "../shared/origin-text.js";

/** Comparisons beyond which the answer counts them and tells the first alone. */
const FEW = 3;

/** How many problems each policy always and never solves: counted, and each comparison where there are few, else the first. */
export function accuracyAnswer(comparisons: readonly Comparison[]): FigureAnswer {
  const cases = comparisons.map((comparison): AnswerCase => {
    const {base, rl, counts} = comparison;
    const [before, after] = [ends(counts.base), ends(counts.rl)];
    return {
      title: comparisonTitle(comparison, comparisons),
      text:
        `${rl.label} always solves ${whole(after.always)} of ${whole(counts.base.length)} problems ` +
        `(${base.label} ${whole(before.always)}) and never solves ${whole(after.never)} (${base.label} ${whole(before.never)}): ` +
        `${verdict(after.always - before.always, after.never - before.never)}.`
    };
  });
  const lead = countedAnswer(comparisons);
  return comparisons.length > FEW ? {lead, cases: cases.slice(0, 1)} : answerOf(lead, cases);
}

function countedAnswer(comparisons: readonly Comparison[]): string {
  const moves = comparisons.flatMap(({counts: {base, rl}}) =>
    [isAlways, isNever].map((has) => pairedMove(base, rl, has))
  );
  const held = holds(moves.map(({p}) => p));
  const grown = comparisons.map((_, i) => {
    const [always, never] = [0, 1].map((end) => moves[2 * i + end]!.sign > 0) as [boolean, boolean];
    return {always, never, sureAlways: always && held[2 * i]!, sureNever: never && held[2 * i + 1]!};
  });
  const count = (has: (one: (typeof grown)[number]) => boolean): string => whole(grown.filter(has).length);
  return (
    `“Always” grows in ${count(({always}) => always)} of ${whole(grown.length)} comparisons (in ${count(({sureAlways}) => sureAlways)} beyond chance, McNemar’s exact ${holmText(moves.length)}) ` +
    `and “never” in ${count(({never}) => never)} (${count(({sureNever}) => sureNever)}); ` +
    `both do, as in the paper, in ${count(({always, never}) => always && never)} (${count(({sureAlways, sureNever}) => sureAlways && sureNever)}).`
  );
}

function ends(counts: Comparison["counts"]["base"]): {never: number; always: number} {
  const bins = accuracyHistogram(counts);
  return {never: bins[0]!.count, always: bins.at(-1)!.count};
}

function verdict(always: number, never: number): string {
  if (always > 0 && never > 0) return "both ends grow, as in the paper";
  if (always > 0) return "only “always” grows; in the paper “never” grows too";
  if (never > 0) return "only “never” grows; in the paper “always” grows too";
  return "neither end grows; in the paper both do";
}

/** Under the figure: what the bars count. */
export function accuracyCaption(comparisons: readonly Comparison[], study: StudySummary): string {
  return (
    `Bars: number of problems by accuracy c/n, upwards for the base and downwards for the policy trained from it. “never” is exactly 0 and “always” exactly 1; ` +
    `the ten bars between are tenths, each with its upper end. ${measuredSets(comparisons)}. ${originSentence(study)}.`
  );
}

/** Every bar of the figure. */
export function accuracyCsv(comparisons: readonly Comparison[]): string {
  const columns = ["benchmark", "policy", "bin", "low", "high", "problems"];
  const rows = comparisons.flatMap(({benchmark, base, rl, counts}) =>
    [
      {policy: base.policy, bins: accuracyHistogram(counts.base)},
      {policy: rl.policy, bins: accuracyHistogram(counts.rl)}
    ].flatMap(({policy, bins}) =>
      bins.map(({label, low, high, count}) => [benchmark.benchmark, policy, label, low, high, count])
    )
  );
  return toCsv(columns, rows);
}
