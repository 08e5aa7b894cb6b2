import type {RequestFindings} from "../../metrics/audit/audit-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {benchmarkLabel} from "../shared/benchmark-label.js";
import {distinctLabel} from "../shared/distinct-label.js";
import {listText, percent, whole} from "../shared/format.js";

type Labels = Pick<StudySummary, "policies" | "benchmarks">;

/** Whether servers lost completions, and whether retries chose among them, in sentences. */
export function requestAnswer(requests: readonly RequestFindings[], study: Labels): string {
  const sum = (value: (row: RequestFindings) => number): number =>
    requests.reduce((total, row) => total + value(row), 0);
  const [completions, retried, missing] = [
    sum((row) => row.completions),
    sum((row) => row.retried),
    sum((row) => row.missing)
  ];
  const lost =
    missing === 0
      ? `Servers gave all ${whole(completions)} completions that they were asked for`
      : `Servers gave ${whole(completions)} completions and did not give ${whole(missing)}`;
  if (retried === 0) return `${lost}, each at the first attempt.`;
  const differing = requests.filter(({longer}) => longer !== null && (longer.low > 0 || longer.high < 0));
  const names = differing.map(
    ({benchmark, policy, longer}) =>
      `${distinctLabel(study.policies, policy)} on ${benchmarkLabel(study, benchmark)} (${tokensText(longer!.mean)})`
  );
  const length =
    differing.length === 0
      ? "Their lengths differ from those of others of their problem by no more than the intervals allow."
      : `Beside others of their problem their length differs by more than its interval allows for ${listText(names)}: what was given up, or timed out, may differ too.`;
  return `${lost}; ${whole(retried)} (${percent(retried / completions)}) were asked for more than once. ${length}`;
}

/** A difference in tokens with its sign: `+12 tokens`. */
export function tokensText(tokens: number): string {
  const text = Math.abs(tokens) < 10 ? Math.abs(tokens).toFixed(1) : whole(Math.round(Math.abs(tokens)));
  return `${tokens < 0 ? "−" : "+"}${text} tokens`;
}
