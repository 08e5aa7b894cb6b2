import type {Claim, ClaimCase, ClaimSummary, Measurement, Verdict} from "../metrics/claims/claim.js";
import type {StudySummary} from "../metrics/study/study-summary.js";
import {benchmarkLabel} from "./shared/benchmark-label.js";
import {budget, interval, listText, percent, points, whole} from "./shared/format.js";

/** The page that shows what a claim is tested on. */
export const claimPages: Readonly<Record<Claim["id"], string>> = {
  crossing: "./mathematics",
  sharpening: "./histograms",
  subset: "./solvable",
  perplexity: "./perplexity",
  distillation: "./distillation",
  algorithms: "./algorithms",
  steps: "./steps",
  entropy: "./temperature"
};

/** In how many of its cases a claim holds, is contradicted and is left open, and that several cases were corrected for. */
export function caseCounts(cases: readonly ClaimCase[]): string {
  const count = (verdict: Verdict): number => cases.filter((one) => one.verdict === verdict).length;
  const lucky = cases.filter(({verdict, luck}) => verdict === "supported" && luck !== undefined).length;
  const luck = lucky === 0 ? "" : ` (${whole(lucky)} of them may be luck)`;
  const holds = `holds in ${whole(count("supported"))} of ${whole(cases.length)} ${cases.length === 1 ? "case" : "cases"}${luck}`;
  const others = [
    {number: count("not supported"), text: "is contradicted in"},
    {number: count("undecided"), text: "is open in"}
  ].flatMap(({number, text}) => (number > 0 ? `${text} ${whole(number)}` : []));
  return [holds, ...others, ...(cases.length > 1 ? ["after Holm’s correction"] : [])].join(", ");
}

/** What the cases of a claim have in common, over sets of problems: `Mean over 7 sets of problems, with how far these differ: with one try +8.3 points (+2.0 to +14.6).`. Empty without a summary. */
export function summaryText(summary: readonly ClaimSummary[]): string {
  const [first] = summary;
  if (!first) return "";
  const isEven = summary.every(({effects}) => effects === first.effects);
  const values = summary.map(({quantity, unit, estimate, low, high, effects}) => {
    const show = unit === "share" ? percent : points;
    const where = isEven ? "" : ` over ${whole(effects)}`;
    return `${quantity}${where} ${show(estimate)}${unit === "share" ? "" : " points"} (${interval(low, high, show)})`;
  });
  return `Mean over ${isEven ? `${whole(first.effects)} ` : ""}sets of problems, with how far these differ: ${listText(values)}.`;
}

/** What the mean over sets of problems says of a claim, without its numbers: `The mean over sets of problems bears out the claim.` Empty without a summary. */
export function meanText(summary: readonly ClaimSummary[]): string {
  const words: readonly [ClaimSummary["evidence"], string][] = [
    ["for", "bears out"],
    ["against", "contradicts"],
    ["open", "does not decide"]
  ];
  const parts = words.flatMap(([evidence, verb]) => {
    const quantities = summary
      .filter((one) => one.evidence === evidence)
      .map(({quantity}) => `“${quantity}”`);
    if (quantities.length === 0) return [];
    return [`${verb} ${quantities.length === summary.length ? "the claim" : listText(quantities)}`];
  });
  return parts.length === 0 ? "" : `The mean over sets of problems ${listText(parts)}.`;
}

/** Where a case was measured: the benchmark and the policies. */
export function caseTitle({benchmark, policies}: ClaimCase, study: StudySummary): string {
  const label = benchmarkLabel(study, benchmark);
  const names = policies.map((id) => study.policies.find(({policy}) => policy === id)?.label ?? id);
  // A group of policies is told apart by its benchmark.
  return names.length === 2 ? `${label}, ${names.join(" → ")}` : label;
}

/** A value with its interval: `+25.4 points (+19.5 to +31.4)`. */
export function measurementText({unit, estimate, low, high, isNone = false}: Measurement): string {
  const show: Record<Measurement["unit"], (value: number) => string> = {
    points,
    share: percent,
    k: (k) => (k <= 1 ? "at most 1" : budget(k)),
    perplexity: (value) => value.toFixed(3)
  };
  if (unit === "k") {
    const end = (k: number | null): string => (k === null ? "beyond the largest k" : show.k(k));
    if (isNone) return "none";
    if (estimate === null) return "beyond the largest k";
    return `${show.k(estimate)} (${interval(0, 1, (i) => end(i === 0 ? low : high))})`;
  }
  if (estimate === null) return "not measured";
  const name = unit === "points" ? " points" : "";
  const range = low === null || high === null ? "" : ` (${interval(low, high, show[unit])})`;
  return `${show[unit](estimate)}${name}${range}`;
}
