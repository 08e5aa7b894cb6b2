import {ALPHA, holds} from "../../metrics/statistics/holm.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {comparisonTitle, measuredSets} from "../shared/comparison.js";
import {toCsv} from "../shared/csv.js";
import {answerOf, type AnswerCase, type FigureAnswer} from "../shared/figure-answer.js";
import {percent, pValue, whole} from "../shared/format.js";
import {holmText} from "../shared/holm-text.js";
import {solveRate, type SolvableSets} from "./solvable-sets.js";
import {originSentence} from "../shared/origin-text.js";

/** Comparisons beyond which the answer counts them and tells the first alone. */
const FEW = 3;

/** Who solves which problems, with the exact test: counted, and each comparison where there are few, else the first. */
export function solvableAnswer(all: readonly SolvableSets[]): FigureAnswer {
  const comparisons = all.map(({comparison}) => comparison);
  const cases = all.map(({comparison, problems, support, pValue: p}): AnswerCase => {
    const {base, rl} = comparison;
    const {both, baseOnly, rlOnly} = support;
    return {
      title: comparisonTitle(comparison, comparisons),
      text:
        `${base.label} solves ${whole(both + baseOnly)} of ${whole(problems.length)} problems at least once and ${rl.label} ${whole(both + rlOnly)}; ` +
        `alone they solve ${whole(baseOnly)} and ${whole(rlOnly)} (McNemar’s exact ${pValue(p)}): ${verdict(baseOnly, rlOnly, p)}.`
    };
  });
  const lead = countedAnswer(all);
  return all.length > FEW ? {lead, cases: cases.slice(0, 1)} : answerOf(lead, cases);
}

function countedAnswer(all: readonly SolvableSets[]): string {
  const count = (has: (sets: SolvableSets) => boolean): string => whole(all.filter(has).length);
  const held = holds(all.map(({pValue: p}) => p));
  const isSure = (sets: SolvableSets): boolean => held[all.indexOf(sets)]!;
  return (
    `The solvable set is smaller after RLVR in ${count(({support: {netChange}}) => netChange < 0)} of ${whole(all.length)} comparisons ` +
    `(in ${count((sets) => isSure(sets) && sets.support.netChange < 0)} beyond chance, McNemar’s exact ${holmText(all.length)}) and larger in ` +
    `${count(({support: {netChange}}) => netChange > 0)} (${count((sets) => isSure(sets) && sets.support.netChange > 0)}).`
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
  return `Each column is a problem; the deeper the colour, the larger its accuracy, and blank means that no completion was correct. Sorted by who solves it, then by accuracy. ${measuredSets(comparisons)}. ${originSentence(study)}.`;
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
