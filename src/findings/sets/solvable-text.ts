import {ALPHA, holds} from "../../metrics/statistics/holm.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {comparisonTitle, measuredSets} from "../shared/comparison.js";
import {toCsv} from "../shared/csv.js";
import {clearlyOf, countOf} from "../shared/counted.js";
import {answerOf, type AnswerCase, type FigureAnswer} from "../shared/figure-answer.js";
import {percent, pValue, whole} from "../shared/format.js";
import {clearNote} from "../shared/holm-text.js";
import {solveRate, type SolvableSets} from "./solvable-sets.js";
import {unequalComparisons} from "../shared/first-of-more.js";
import {originSentence} from "../shared/origin-text.js";
import {sentences} from "../shared/sentences.js";

/** Who solves which problems, with the exact test: counted, and each comparison. */
export function solvableAnswer(all: readonly SolvableSets[]): FigureAnswer {
  const comparisons = all.map(({comparison}) => comparison);
  const cases = all.map(({comparison, problems, support, pValue: p}): AnswerCase => {
    const {base, rl} = comparison;
    const {both, baseOnly, rlOnly} = support;
    const n = whole(problems.length);
    return {
      title: comparisonTitle(comparison, comparisons),
      text:
        `${base.label} solves ${whole(both + baseOnly)} of ${n} problems at least once and ${rl.label} ${whole(both + rlOnly)}; ` +
        `${whole(baseOnly)} lost, ${whole(rlOnly)} gained (${pValue(p)}): ${verdict(baseOnly, rlOnly, p)}.`,
      cells: [
        {head: "solved at least once", value: `${whole(both + baseOnly)} → ${whole(both + rlOnly)} of ${n}`},
        {head: "lost", value: whole(baseOnly)},
        {head: "gained", value: whole(rlOnly)},
        {head: "McNemar’s exact test", value: pValue(p)}
      ]
    };
  });
  return answerOf(countedAnswer(all), cases, clearNote(all.length, "McNemar’s exact"));
}

function countedAnswer(all: readonly SolvableSets[]): string {
  const held = holds(all.map(({pValue: p}) => p));
  const changed = (way: 1 | -1): {count: number; clear: number} => {
    const found = all.flatMap(({support: {netChange}}, i) =>
      Math.sign(netChange) === way ? [held[i]!] : []
    );
    return {count: found.length, clear: found.filter(Boolean).length};
  };
  const [fewer, more] = [changed(-1), changed(1)];
  const sum = (of: (sets: SolvableSets) => number): string =>
    whole(all.reduce((total, one) => total + of(one), 0));
  const other =
    more.count === 0 ? "" : `; more in ${whole(more.count)}${clearlyOf(more.clear, more.count, "in")}`;
  return (
    `After RLVR fewer problems are ever solved in ${countOf(fewer.count, all.length)} comparisons${clearlyOf(fewer.clear, fewer.count, "in")}${other}. ` +
    `In all, ${sum(({support}) => support.baseOnly)} were lost and ${sum(({support}) => support.rlOnly)} gained.`
  );
}

function verdict(baseOnly: number, rlOnly: number, p: number): string {
  if (rlOnly === 0 && baseOnly > 0) return "the smaller set lies wholly inside the base’s";
  if (p >= ALPHA) return "too few to tell which set is larger";
  return baseOnly > rlOnly ? "the solvable set has shrunk" : "the solvable set has grown";
}

/** Under the figure: what a column and its colour are. */
export function solvableCaption(all: readonly SolvableSets[], study: StudySummary): string {
  const comparisons = all.map(({comparison}) => comparison);
  const unequal = unequalComparisons(study, comparisons, "The number of problems that are ever solved");
  const text = `Each column is a problem; the deeper the colour, the larger its accuracy, and blank means that no completion was correct. Sorted by who solves it, then by accuracy. ${measuredSets(comparisons)}. ${originSentence(study)}.`;
  return sentences(text, unequal);
}

/** Every cell of the matrix, with the interval of its solve rate. */
export function solvableCsv(all: readonly SolvableSets[]): string {
  const columns = [
    "benchmark",
    "problem_id",
    "group",
    "policy",
    "n",
    "c",
    "solve_rate_low",
    "solve_rate_high"
  ];
  const rows = all.flatMap(({comparison, problems}) =>
    problems.flatMap(({problemId, group, base, rl}) =>
      [
        {policy: comparison.base.policy, counts: base},
        {policy: comparison.rl.policy, counts: rl}
      ].map(({policy, counts}) => {
        const {low, high} = solveRate(counts);
        return [comparison.benchmark.benchmark, problemId, group, policy, counts.n, counts.c, low, high];
      })
    )
  );
  return toCsv(columns, rows);
}

/** What finding nothing in `n` completions shows, as a text. */
export function solveRateText({n, c}: {n: number; c: number}): string {
  const {low, high} = solveRate({n, c});
  return c === 0 ? `below ${percent(high)}` : `${percent(low)} to ${percent(high)}`;
}
