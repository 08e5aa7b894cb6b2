import {completionsText} from "../shared/counted.js";
import type {Comparison} from "../../metrics/counts/comparison.js";
import type {PolicySet} from "../../metrics/counts/policy-sets.js";
import {accuracyHistogram} from "../../metrics/sets/accuracy-histogram.js";
import {isAlways, isNever, pairedMove} from "../../metrics/sets/paired-move.js";
import {holds} from "../../metrics/statistics/holm.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {comparisonTitle, measuredSets} from "../shared/comparison.js";
import {toCsv} from "../shared/csv.js";
import {clearlyOf, countOf} from "../shared/counted.js";
import {answerOf, type AnswerCase, type FigureAnswer} from "../shared/figure-answer.js";
import {whole} from "../shared/format.js";
import {clearNote} from "../shared/holm-text.js";
import {unequalComparisons} from "../shared/first-of-more.js";
import {originSentence} from "../shared/origin-text.js";
import {sentences} from "../shared/sentences.js";

/** How many problems each policy always and never solves: counted, and each comparison. */
export function accuracyAnswer(comparisons: readonly Comparison[]): FigureAnswer {
  const cases = comparisons.map((comparison): AnswerCase => {
    const {base, rl, counts} = comparison;
    const [before, after] = [ends(counts.base), ends(counts.rl)];
    const n = whole(counts.base.length);
    return {
      title: comparisonTitle(comparison, comparisons),
      text:
        `${rl.label} always solves ${whole(after.always)} of ${n} problems and never solves ${whole(after.never)}; ` +
        `${base.label} ${whole(before.always)} and ${whole(before.never)}: ` +
        `${verdict(after.always - before.always, after.never - before.never)}.`,
      cells: [
        {head: "always solved", value: `${whole(before.always)} → ${whole(after.always)} of ${n}`},
        {head: "never solved", value: `${whole(before.never)} → ${whole(after.never)} of ${n}`}
      ]
    };
  });
  return answerOf(countedAnswer(comparisons), cases, clearNote(2 * comparisons.length, "McNemar’s exact"));
}

function countedAnswer(comparisons: readonly Comparison[]): string {
  const moves = comparisons.flatMap(({counts: {base, rl}}) =>
    [isAlways, isNever].map((has) => pairedMove(base, rl, has))
  );
  const held = holds(moves.map(({p}) => p));
  const all = comparisons.length;
  /** Of one end, in how many comparisons it grows or shrinks, and in how many clearly. */
  const moved = (end: 0 | 1, way: 1 | -1): {count: number; clear: number} => {
    const found = comparisons.flatMap((_, i) => {
      const at = 2 * i + end;
      return Math.sign(moves[at]!.sign) === way ? [held[at]!] : [];
    });
    return {count: found.length, clear: found.filter(Boolean).length};
  };
  const text = (end: 0 | 1): string => {
    const [grown, shrunk] = [moved(end, 1), moved(end, -1)];
    const less = shrunk.clear === 0 ? "" : `, and fewer in ${whole(shrunk.clear)}, clearly`;
    return `in ${countOf(grown.count, all)}${end === 0 ? " comparisons" : ""}${clearlyOf(grown.clear, grown.count, "in")}${less}`;
  };
  return `After training there are more problems that are always solved ${text(0)}, and more that are never solved ${text(1)}.`;
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
  const unequal = unequalComparisons(study, comparisons, "The number of problems that are ever solved");
  const text =
    `Bars: number of problems by accuracy c/n, upwards for the base and downwards for the policy trained from it. “never” is exactly 0 and “always” exactly 1; ` +
    `the ten bars between are tenths, each with its upper end. ${measuredSets(comparisons)}. ${originSentence(study)}.`;
  return sentences(text, unequal);
}

/** How many problems each policy always and never solves, where nothing is compared. */
export function aloneAnswer(sets: readonly PolicySet[]): FigureAnswer {
  const cases = sets.flatMap(({benchmark, members}) =>
    members.map(({policy, counts}): AnswerCase => {
      const {always, never} = ends(counts);
      return {
        title: benchmark.label,
        text: `${policy.label} always solves ${whole(always)} of ${whole(counts.length)} problems and never solves ${whole(never)}.`
      };
    })
  );
  const problems = sets.flatMap(({members}) => members.flatMap(({counts}) => counts));
  const {always, never} = ends(problems);
  return answerOf(
    `Over all panels ${whole(always)} of ${whole(problems.length)} problems are always solved and ${whole(never)} never.`,
    cases
  );
}

/** Under the figure of policies that are compared with none. */
export function aloneCaption(sets: readonly PolicySet[], study: StudySummary): string {
  const texts = sets.flatMap(({benchmark, members}) =>
    members.map(({policy, counts}) => {
      const ns = counts.map(({n}) => n);
      const [least, most] = [Math.min(...ns), Math.max(...ns)];
      const each = least === most ? whole(least) : `${whole(least)} to ${whole(most)}`;
      return `${benchmark.label}, ${policy.label}: ${completionsText(each)} of each of ${whole(counts.length)} problems, verified by ${benchmark.verifier}`;
    })
  );
  return `Bars: number of problems by accuracy c/n. “never” is exactly 0 and “always” exactly 1; the ten bars between are tenths, each with its upper end. ${texts.join("; ")}. ${originSentence(study)}.`;
}

/** Every bar of the figure. */
export function accuracyCsv(sets: readonly PolicySet[]): string {
  const columns = ["benchmark", "policy", "bin", "low", "high", "problems"];
  const rows = sets.flatMap(({benchmark, members}) =>
    members.flatMap(({policy, counts}) =>
      accuracyHistogram(counts).map(({label, low, high, count}) => [
        benchmark.benchmark,
        policy.policy,
        label,
        low,
        high,
        count
      ])
    )
  );
  return toCsv(columns, rows);
}
