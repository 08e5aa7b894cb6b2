import {shareText, whole} from "../../../findings/shared/format.js";
import type {AnalysisState} from "./view-state.js";

const bands: Partial<Record<AnalysisState["interval"], string>> = {
  percentile: "percentile intervals",
  bca: "BCa intervals"
};

/** What an analysis does otherwise than the one that the page opens with, a few words each; none where it is that one. */
export function analysisWords(state: AnalysisState): string[] {
  const {kMin, kMax, policies, verifier, mostGuessable, guessRate, seed} = state;
  const words = [
    policies && `${whole(policies.length)} ${policies.length === 1 ? "policy" : "policies"}`,
    verifier !== null && `verdicts of ${verifier}`,
    kMin !== null && `k from ${whole(kMin)}`,
    kMax !== null && `k up to ${whole(kMax)}`,
    state.withoutTruncated && "without completions cut at the token limit",
    mostGuessable !== null && `without problems guessed at a rate above ${shareText(mostGuessable)}`,
    guessRate !== null && `a guess rate of ${shareText(guessRate)}`,
    bands[state.interval],
    state.clustered && "whole clusters of problems",
    seed !== null && `seed ${String(seed)}`
  ];
  return words.filter((word) => typeof word === "string");
}
