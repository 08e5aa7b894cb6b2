import type {Policy} from "../../../loaders/schema/study.js";
import type {ScoringModels} from "../../../loaders/scoring/scoring-models.js";

/** Models for tests of what stands around them: a word's log-probability is a function of the word and the policy. Counts the texts asked about. */
export function textModels(version = 1): ScoringModels & {asked: number} {
  const models = {
    asked: 0,
    source: ({id}: Policy) => `${id}, version ${version}`,
    load: ({id}: Policy) => ({
      generate: () => Promise.reject(new Error("these models only score")),
      score: (texts: readonly {completion: string}[]) => {
        models.asked += texts.length;
        return Promise.resolve(texts.map(({completion}) => tokenScores(completion.split(" "), id)));
      },
      close: () => Promise.resolve()
    })
  };
  return models;
}

/** Words with a question mark are unknown. */
function tokenScores(words: readonly string[], policy: string) {
  if (words.includes("?")) return null;
  const logprobs = Float32Array.from(words, (word) => -(word.length + policy.length) / 16);
  return {logprobs, entropies: logprobs.map((value) => value / -2)};
}
