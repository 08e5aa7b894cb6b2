import {benchmarkLabel} from "../../findings/shared/benchmark-label.js";
import {interval, percent, points, whole} from "../../findings/shared/format.js";
import type {AnswerGuesses} from "../../metrics/guess/answer-guesses.js";
import type {Estimate} from "../../metrics/statistics/interval.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {dataTable} from "../shared/page/data-table.js";

/** Own answers beside answers to other problems, for each base and benchmark. */
export function answerGuessTable(
  guesses: readonly AnswerGuesses[],
  {benchmarks, policies}: StudySummary
): HTMLElement {
  return dataTable(guesses, [
    {
      label: "Benchmark",
      value: ({benchmark}) => benchmarkLabel({benchmarks}, benchmark)
    },
    {label: "Policy", value: ({policy}) => policies.find((one) => one.policy === policy)?.label ?? policy},
    {label: "Problems", value: ({problems}) => problems},
    {label: "Own answers", value: ({own}) => estimateText(own, percent)},
    {label: "Answers to others", value: ({others}) => estimateText(others, percent)},
    {label: "Difference, points", value: ({difference}) => estimateText(difference, points)},
    {label: "Guesses would solve", value: ({n, floor}) => `${percent(floor)} with ${whole(n)}`}
  ]);
}

function estimateText({estimate, low, high}: Estimate, show: (value: number) => string): string {
  return `${show(estimate)} (${interval(low, high, show)})`;
}
