import {shareText} from "../../../findings/shared/format.js";
import type {AnalysisState} from "./view-state.js";

/** Sentences for the caption on what an analysis does otherwise than the one that the page opens with. */
export function analysisNotes({
  withoutTruncated,
  mostGuessable,
  interval,
  clustered
}: AnalysisState): string[] {
  const bands = [
    ...(interval === "bca" ? ["are bias-corrected and accelerated (BCa)"] : []),
    ...(interval === "percentile" ? ["are percentiles"] : []),
    ...(clustered ? ["take whole clusters of problems as their unit"] : [])
  ];
  return [
    ...(withoutTruncated ? ["Completions cut at the token limit are left out."] : []),
    ...(mostGuessable === null
      ? []
      : [`Problems that guessing solves at a rate above ${shareText(mostGuessable)} are left out.`]),
    ...(bands.length === 0 ? [] : [`The bands ${bands.join(" and ")}.`])
  ];
}

/** Whether an analysis needs the completions anew: other verdicts, problems, policies or resamples than the table's. */
export function needsCounting(state: AnalysisState): boolean {
  const {policies, verifier, withoutTruncated, mostGuessable, interval, clustered, seed} = state;
  return (
    policies !== null ||
    verifier !== null ||
    withoutTruncated ||
    mostGuessable !== null ||
    interval !== "score" ||
    clustered ||
    seed !== null
  );
}
