import {allSolutions} from "../../benchmarks/countdown/all-solutions.js";
import type {Puzzle} from "../../benchmarks/countdown/puzzle.js";
import {puzzleOfGold} from "../../benchmarks/countdown/puzzle-problem.js";
import type {LoadedModel, ScoringRequest, TokenScores} from "../../engines/engine.js";
import type {OnProgress} from "../../schema/progress.js";
import type {ExactRate} from "../../schema/rows/exact-rate.js";
import type {Problem} from "../../schema/problem.js";

/** Numbers of a puzzle at most: five have some ten thousand solutions each. */
const MOST_NUMBERS = 4;
/** Targets of a puzzle at most: with each more, the solutions are some 15 times as many. */
const MOST_TARGETS = 2;
/** Solutions that are scored in one call. */
const CALL = 2048;

/** Whether the solutions of a problem can be enumerated; see `problemSolutions`. */
export function canEnumerate({gold}: Pick<Problem, "gold">): boolean {
  return enumerable(gold) !== null;
}

/**
 * Every correct text of a problem; null where they cannot be enumerated: it is no puzzle, or one of more than four numbers or
 * two targets.
 */
export function problemSolutions({gold}: Pick<Problem, "gold">): string[] | null {
  const puzzle = enumerable(gold);
  return puzzle && allSolutions(puzzle);
}

function enumerable(gold: unknown): Puzzle | null {
  const puzzle = puzzleOfGold(gold);
  if ("fault" in puzzle) return null;
  const {numbers, targets} = puzzle;
  return numbers.length <= MOST_NUMBERS && targets.length <= MOST_TARGETS ? puzzle : null;
}

/**
 * The probability that a model solves each problem with one try: the sum of the probabilities of all its solutions, at the
 * model's sampling settings and at temperature 1 from all tokens. A text that the model cannot write, or that is longer than its
 * token limit, adds nothing. Null where a problem's solutions cannot be enumerated.
 */
export async function exactRates(
  problems: readonly Problem[],
  model: Required<Pick<LoadedModel, "scoreSampled">>,
  maxTokens: number,
  onProgress: OnProgress = () => undefined
): Promise<ExactRate[] | null> {
  const texts = problems.map(problemSolutions);
  if (texts.some((each) => each === null)) return null;
  const requests = problems.flatMap(({prompt}, place) =>
    texts[place]!.map((completion) => ({place, request: solutionRequest(prompt, completion, maxTokens)}))
  );
  const rates = problems.map(({problemId}, place): ExactRate => ({
    problemId,
    solutions: texts[place]!.length,
    rate: 0,
    fullRate: 0
  }));
  for (let start = 0; start < requests.length; start += CALL) {
    onProgress(start, requests.length);
    const part = requests.slice(start, start + CALL);
    const scores = await model.scoreSampled(part.map(({request}) => request));
    for (const [i, score] of scores.entries()) add(rates[part[i]!.place]!, score, maxTokens);
  }
  onProgress(requests.length, requests.length);
  return rates;
}

/** A text that takes up the whole token limit is cut before its end token. */
function solutionRequest(prompt: string, completion: string, maxTokens: number): ScoringRequest {
  return {prompt, completion, finishReason: completion.split(" ").length < maxTokens ? "stop" : "length"};
}

function add(rate: ExactRate, score: TokenScores | null, maxTokens: number): void {
  if (score === null) return;
  rate.fullRate += Math.exp(sum(score.logprobs));
  if (score.logprobs.length <= maxTokens) rate.rate += Math.exp(sum(score.sampled!));
}

function sum(values: Float32Array | Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
