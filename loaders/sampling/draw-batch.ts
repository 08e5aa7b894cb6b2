import type {Engine, GenerationRequest} from "../engines/engine.js";
import type {Completion, CompletionKey} from "../schema/completion.js";
import type {AskedProblem, AskOptions} from "./asked-problem.js";
import {completionSeed, servedSeed} from "./completion-seed.js";
import {joinWords} from "./join-words.js";
import type {PlannedSample} from "./plan.js";

/** What the completions of a batch have in common. */
export interface BatchOptions extends AskOptions {
  benchmark: string;
  policy: string;
  studySeed: number;
  /** In the order of the problems. */
  asked: readonly AskedProblem[];
}

/** What an engine is asked for a planned completion. */
export function planRequest(
  {problem, sampleIndex}: PlannedSample,
  {problems, asked, benchmark, policy, studySeed}: BatchOptions,
  isServed: boolean
): GenerationRequest & {key: CompletionKey} {
  const key = {benchmark, policy, problemId: problems[problem]!.problemId, sampleIndex};
  const seed = isServed ? servedSeed(studySeed, key) : completionSeed(studySeed, key);
  return {...asked[problem]!, seed, key};
}

/** Draws planned completions in one call of the engine; null for a request that failed. */
export async function drawBatch(
  batch: readonly PlannedSample[],
  engine: Engine,
  options: BatchOptions
): Promise<(Completion | null)[]> {
  const {benchmark, policy} = options;
  const begun = options.prefill ?? "";
  const isServed = engine.served !== undefined;
  const requests = batch.map((planned) => planRequest(planned, options, isServed));
  const generations = await engine.generate(requests);
  const {name, source} = engine;
  return generations.map((generation, i) => {
    if (generation === null) return null;
    // Property by property: spreads take more time here than sampling a small model.
    const {seed, key} = requests[i]!;
    const {problemId, sampleIndex} = key;
    return {
      benchmark,
      problemId,
      policy,
      sampleIndex,
      seed: generation.seed === undefined ? seed : generation.seed,
      completion: joinWords(begun, generation.completion),
      completionTokens: generation.completionTokens,
      finishReason: generation.finishReason,
      sumLogprob: generation.sumLogprob,
      meanEntropy: generation.meanEntropy,
      entropyBound: generation.entropyBound ?? null,
      attempts: generation.attempts ?? null,
      reasoning: generation.reasoning ?? null,
      engine: name,
      source
    };
  });
}
