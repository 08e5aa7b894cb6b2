import type {BenchmarkCoverage, Comparison, CoverageTable} from "../../metrics/coverage/coverage-table.js";
import {clearSigns} from "../../metrics/statistics/holm.js";
import type {ExactTable} from "../../metrics/exact/exact-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {countOf} from "../shared/counted.js";
import {answerOf, type AnswerCase, type FigureAnswer} from "../shared/figure-answer.js";
import {about, budget, interval, points, whole} from "../shared/format.js";
import {clearNote} from "../shared/holm-text.js";
import {percentOfLevel} from "../shared/interval-text.js";

/** What the policies reach at their settings however often they may try, from exact solve rates. */
export function exactLimitAnswer({settings, agreement}: ExactTable, study: StudySummary): FigureAnswer {
  const cases = pairsOf(settings).map(({benchmark, comparison}): AnswerCase => {
    const [base, rl] = [comparison.base, comparison.rl].map((id) => limitOf(benchmark, id)) as [
      number,
      number
    ];
    const zero =
      agreement.find((each) => each.benchmark === benchmark.benchmark && each.policy === comparison.rl)
        ?.zero ?? 0;
    const why =
      zero === 0
        ? ""
        : ` On ${whole(zero)} of ${whole(benchmark.problems)} problems each of its solutions has a token outside of the nucleus: it cannot solve them.`;
    return {
      title: benchmarkName(study, benchmark),
      text: `however often it may try, ${policyName(study, comparison.rl)} solves at most ${about(rl)}, ${policyName(study, comparison.base)} ${about(base)}.${why}`
    };
  });
  const lead = limitLead(settings, study);
  return answerOf(lead, cases, agreementNote(agreement));
}

/** What the first pair reaches on the first benchmark, and whether the others agree on who reaches more. */
function limitLead(settings: CoverageTable, study: StudySummary): string {
  const pairs = pairsOf(settings);
  const [first] = pairs;
  if (first === undefined) return "Nothing is compared here.";
  const ends = ({benchmark, comparison}: ExactPair): [number, number] => [
    limitOf(benchmark, comparison.base),
    limitOf(benchmark, comparison.rl)
  ];
  const ahead = pairs.filter((pair) => ends(pair)[0] > ends(pair)[1]).length;
  const base = policyName(study, first.comparison.base);
  const where =
    ahead === pairs.length
      ? ahead === 1
        ? ""
        : pairs.length === 2
          ? " on both tasks"
          : ` on all ${whole(ahead)} tasks`
      : ` on ${whole(ahead)} of ${whole(pairs.length)} tasks`;
  if (ahead === 0)
    return `However often each may try at these settings, ${base} never solves more than what was trained from it.`;
  return `However often each may try at these settings, ${base} solves more${where}.`;
}

/** What as many tries as were measured would give from all tokens at temperature 1. `k`: that number. */
export function exactFullAnswer({full}: ExactTable, study: StudySummary, k: number): FigureAnswer {
  const cases = pairsOf(full).map(({benchmark, comparison}): AnswerCase => {
    const at = (id: string): number =>
      benchmark.curves.find(({policy}) => policy === id)!.points.find((point) => point.k === k)!.coverage;
    const {difference, low, high} = comparison.points.find((point) => point.k === k)!;
    const {observed} = comparison.crossing;
    const crossing =
      observed === null ? "the curves do not cross" : `the curves cross at k* = ${budget(observed)}`;
    return {
      title: benchmarkName(study, benchmark),
      text: `${whole(k)} tries would solve ${about(at(comparison.rl))} with ${policyName(study, comparison.rl)} and ${about(at(comparison.base))} with ${policyName(study, comparison.base)}: ${points(difference)} points (${percentOfLevel(full.level)} ${interval(low, high, points)}); ${crossing}.`
    };
  });
  const differences = pairsOf(full).map(({comparison}) => comparison.points.find((point) => point.k === k)!);
  const behind = clearSigns(differences).filter((sign) => sign < 0).length;
  const lead =
    behind === 0
      ? `From all tokens at temperature 1, ${whole(k)} tries clearly solve fewer after training on ${countOf(0, differences.length)} tasks.`
      : `Also from all tokens at temperature 1, ${whole(k)} tries clearly solve fewer after training on ${behind === differences.length ? (behind === 1 ? "the task" : "every task") : `${whole(behind)} of ${whole(differences.length)} tasks`}.`;
  return answerOf(lead, cases, clearNote(differences.length));
}

/** How the exact curves were made. */
export function exactCaption({settings, agreement}: ExactTable): string {
  const {level, replicates, seed} = settings;
  const problems = settings.benchmarks.reduce((sum, benchmark) => sum + benchmark.problems, 0);
  return `Exact: for each of ${whole(problems)} problems the probabilities of all its solutions are summed; pass@k is the mean of 1 − (1 − p)^k, without sampling. Intervals: ${percentOfLevel(level)}, for other problems of the same kind; that of k* from ${whole(replicates)} resamples (seed ${seed}). ${agreementNote(agreement)}`;
}

/** How well what was sampled agrees with the rates. */
function agreementNote(agreement: ExactTable["agreement"]): string {
  const compared = agreement.filter((each) => each.compared > 1);
  if (compared.length === 0) return "";
  const spreads = compared.map(({spread}) => spread);
  const impossible = agreement.reduce((sum, each) => sum + each.impossible, 0);
  const least = Math.min(...spreads).toFixed(2);
  const most = Math.max(...spreads).toFixed(2);
  const range = least === most ? least : `${least} to ${most}`;
  const none = impossible === 0 ? "no problem" : `${whole(impossible)} problems`;
  return `The measured counts spread about the exact rates by ${range} standard errors, where 1 is agreement, and ${none} of rate 0 was solved.`;
}

interface ExactPair {
  benchmark: BenchmarkCoverage;
  comparison: Comparison;
}

function pairsOf({benchmarks}: CoverageTable): ExactPair[] {
  return benchmarks.flatMap((benchmark) =>
    benchmark.comparisons.map((comparison) => ({benchmark, comparison}))
  );
}

function limitOf({curves}: BenchmarkCoverage, id: string): number {
  return curves.find(({policy}) => policy === id)!.points.at(-1)!.coverage;
}

function benchmarkName({benchmarks}: StudySummary, {benchmark}: BenchmarkCoverage): string {
  return benchmarks.find((each) => each.benchmark === benchmark)?.label ?? benchmark;
}

function policyName({policies}: StudySummary, id: string): string {
  return policies.find(({policy}) => policy === id)?.label ?? id;
}
