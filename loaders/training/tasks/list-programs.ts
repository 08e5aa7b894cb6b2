import {type} from "arktype";
import {defaultWeights} from "../../benchmarks/list-programs/construction-weights.js";
import {drawDocument, drawTrainingTask} from "../../benchmarks/list-programs/corpus.js";
import {goldOf, passesGold} from "../../benchmarks/list-programs/gold.js";
import {taskPrompt} from "../../benchmarks/list-programs/task.js";
import {vocabulary} from "../../python-subset/vocabulary.js";
import type {Task} from "./task.js";

/** The list-programs part of a recipe; see `CorpusDesign`. All of it shapes documents only; functions are drawn by `defaultWeights`. */
export const listProgramsSchema = type({
  "+": "reject",
  name: "'list-programs'",
  strategies: {"+": "reject", expression: "number >= 0", statements: "number >= 0"},
  failed_attempts: "0 <= number <= 1 = 0",
  slips: "0 <= number <= 1 = 0"
});

/** List programs: examples as prompt, a Python function as completion, the hidden tests in our own evaluator as judge. */
export function listProgramsTask({strategies, ...design}: typeof listProgramsSchema.infer): Task {
  const corpus = {
    constructions: defaultWeights,
    strategies,
    failedAttempts: design.failed_attempts,
    slips: design.slips
  };
  return {
    words: vocabulary,
    drawDocument: (random) => drawDocument(random, corpus),
    drawProblem: (random) => {
      const task = drawTrainingTask(random, defaultWeights);
      return {prompt: taskPrompt(task), gold: goldOf(task.function.tests)};
    },
    reward: (gold, completion) => (passesGold(gold, completion) ? 1 : 0)
  };
}
