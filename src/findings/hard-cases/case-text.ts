import {completionsText} from "../shared/counted.js";
import {clopperPearson} from "../../metrics/statistics/clopper-pearson.js";
import {MOST_CHARACTERS, MOST_COMMON, MOST_RARE} from "../../metrics/study/case-shard.js";
import type {BenchmarkSummary, PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";
import {toCsv} from "../shared/csv.js";
import {interval, percent, whole} from "../shared/format.js";
import type {PolicyValidity} from "./case-validity.js";
import type {CotPoint} from "./cot-points.js";
import type {ReadingEstimates} from "./reading-points.js";
import {readingAnswer} from "./reading-text.js";
import {originSentence} from "../shared/origin-text.js";
import {shortSettings} from "../shared/sampling-text.js";

/** How valid the rare correct answers of the policies in view are, in a few sentences. */
export function caseAnswer(rows: readonly PolicyValidity[]): string {
  const {label} = rows[0]!.benchmark;
  const policies = [...new Set(rows.map(({policy}) => policy))];
  const solved = policies.map((policy) => {
    const {validity, problems} = rows.find((row) => row.policy === policy)!;
    return `${policy.label} solves ${whole(validity.hard)} of ${whole(problems.length)} problems`;
  });
  const opening = `On ${label}, ${solved.join(" and ")} rarely: above 0 and below 5% of the completions are correct.`;
  const read = rows.filter(({by, readers}) => by === "readers" && readers.length > 0);
  return [opening, ...verifierSentence(rows), ...unreadSentence(rows), ...read.map(readersSentence)].join(
    " "
  );
}

function verifierSentence(rows: readonly PolicyValidity[]): string[] {
  const checked = rows.filter(({by}) => by === "verifier");
  if (checked.length === 0) return [];
  const hard = checked.reduce((total, {validity}) => total + validity.hard, 0);
  const {verifier} = checked[0]!.benchmark;
  const conclusion =
    hard === 0
      ? "a correct verdict means a valid chain"
      : `${hard === 1 ? "the answer" : `all ${whole(hard)}`} rest on a valid chain`;
  return [`The verifier, ${verifier}, checks every step, so ${conclusion}.`];
}

function unreadSentence(rows: readonly PolicyValidity[]): string[] {
  const unread = rows.filter(
    ({by, readers, correct}) => by === "readers" && readers.length === 0 && correct > 0
  );
  if (unread.length === 0) return [];
  const counts = unread.map(({policy, correct}) => `${whole(correct)} of ${policy.label}`);
  return [`Nobody has read the correct completions behind them yet: ${counts.join(", ")}.`];
}

function readersSentence({policy, validity, correct, decided}: PolicyValidity): string {
  const {hard, withValid, withoutValid, undecided} = validity;
  if (hard === 0) return `${policy.label} has no rare correct answer to read.`;
  const {low, high} = clopperPearson(withValid + withoutValid, withValid);
  const spread =
    withValid + withoutValid === 0
      ? ""
      : ` (${percent(withValid / (withValid + withoutValid))} of the decided; 95% ${interval(low, high, percent)})`;
  return (
    `For ${policy.label}, readers found a valid chain for ${whole(withValid)} of ${whole(hard)} and none for ${whole(withoutValid)}${spread}; ` +
    `${whole(undecided)} undecided, with ${whole(decided)} of ${whole(correct)} correct completions marked.`
  );
}

/** The exact 95% interval of the share of problems with a valid chain, `47.3% to 99.7%`; null of none. */
export function validShare(valid: number, decided: number): string | null {
  if (decided === 0) return null;
  const {low, high} = clopperPearson(decided, valid);
  return interval(low, high, percent);
}

/** Who decided a row of the table. */
export function decidedBy({by, readers}: PolicyValidity): string {
  if (by === "verifier") return "by the verifier";
  return readers.length === 0 ? "not read yet" : `by ${readers.join(", ")}`;
}

/** A policy's curve of CoT-pass@k. */
export interface CotSeries {
  policy: PolicySummary;
  points: readonly CotPoint[];
  /** What was read in order shows; null before enough is. */
  estimates?: ReadingEstimates | null;
  /** Whether a judge's marks are part of it. */
  hasJudge?: boolean;
}

/** How far apart pass@k and CoT-pass@k are at the largest budget, in a sentence for each policy. */
export function cotAnswer(series: readonly CotSeries[], {label}: BenchmarkSummary): string {
  const sentences = series.flatMap(({policy, points, estimates = null, hasJudge = false}) => {
    const last = points.at(-1);
    if (!last) return [];
    const {k, pass, low, high} = last;
    const range = low === high ? percent(low) : `between ${percent(low)} and ${percent(high)}`;
    return [
      `${policy.label} has pass@${k} of ${percent(pass)}, and a CoT-pass@${k} ${range === percent(low) ? "of " : ""}${range}.`,
      ...(estimates === null ? [] : [readingAnswer(policy.label, k, estimates, hasJudge)])
    ];
  });
  return `On ${label}: ${sentences.join(" ")}`;
}

/** Under the curves: what the range is, and where the numbers come from. */
export function cotCaption(rows: readonly PolicyValidity[], study: StudySummary): string {
  const [{benchmark, problems}] = rows as [PolicyValidity];
  const settings = rows.map(({policy}) => {
    const found = study.policies.find((one) => one.policy === policy.policy)!;
    return `${policy.label}: ${shortSettings(found)}`;
  });
  const ns = problems.map(({n}) => n);
  const [least, most] = [Math.min(...ns), Math.max(...ns)];
  const readers = [...new Set(rows.flatMap((row) => row.readers))];
  return (
    `Line with markers: pass@k. Range below it: where CoT-pass@k lies, from none to all of the correct completions without a mark being valid; it is no confidence interval. ` +
    `Open circles with lines, where there are any: what reading all of these completions would find, estimated from those that were read in order, with its 95% interval. ` +
    `${benchmark.label}: ${whole(problems.length)} problems, ${completionsText(least === most ? whole(least) : `${whole(least)} to ${whole(most)}`)} of each, verified by ${benchmark.verifier}. ` +
    `${settings.join("; ")}. ${readers.length === 0 ? "No marks yet" : `Marks by ${readers.join(", ")}`}. ${originSentence(study)}.`
  );
}

/** The curves as CSV. */
export function cotCsv(series: readonly CotSeries[], {benchmark}: BenchmarkSummary): string {
  return toCsv(
    [
      ...["benchmark", "policy", "k", "pass_at_k", "cot_pass_at_k_low", "cot_pass_at_k_high"],
      ...["read_estimate", "read_low", "read_high", "judge_trust"]
    ],
    series.flatMap(({policy, points, estimates = null}) =>
      points.map(({k, pass, low, high}, i) => {
        const read = estimates?.curve[i];
        return [
          ...[benchmark, policy.policy, k, pass, low, high],
          ...[read?.estimate ?? null, read?.low ?? null, read?.high ?? null, read?.trust ?? null]
        ];
      })
    )
  );
}

/** Which completions the page holds, of all that were drawn. */
export function caseLimits(): string {
  return (
    `To keep the page fast, it holds the ${MOST_COMMON} most frequent distinct texts of each policy, problem and verdict ` +
    `(the ${MOST_RARE} most frequent correct ones where the problem is solved rarely), and no more than ${whole(MOST_CHARACTERS)} characters of each unless one text alone is longer. ` +
    `Counts and shares are of all completions.`
  );
}
