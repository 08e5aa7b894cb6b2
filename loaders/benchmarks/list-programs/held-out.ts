import {createRandom} from "../../../src/random/keyed-random.js";
import type {Problem} from "../../schema/problem.js";
import {commonness, defaultWeights, type ConstructionWeights} from "./construction-weights.js";
import {constructionNames, isComposed, isRare, type Construction} from "./constructions.js";
import {listFunctions} from "./list-function.js";
import {drawTask, fits, taskKey, taskProblem, taskSplit, type Split, type Task} from "./task.js";

/** Problems in each held-out set. */
const size = 120;

/** Fixes the held-out sets. Changing it makes other benchmarks: every model would have to be judged anew. */
const seed = 20250516;

/** Rare constructions as often as common ones, so that two thirds of the problems need one. */
const rareWeights = weights((name) => defaultWeights[name] + (isRare(name) ? 27 : 0));

/** Compositions of two steps alone, as in the corpus. */
const composedWeights = weights((name) => (isComposed(name) ? defaultWeights[name] : 0));

/** A held-out set by the name of its file in data/benchmarks. Problems of the first three ask for functions that training asks for too, by other examples. */
export const heldOutSets = {
  /** For every choice of corpus and hyper-parameters; drawn like the corpus. */
  "list-programs-validation": () => heldOut("list-programs-validation", "validation", defaultWeights),
  /** Drawn like the corpus. */
  "list-programs": () => heldOut("list-programs", "list-programs", defaultWeights),
  /** Rare constructions are needed far more often than in the corpus. */
  "list-programs-rare": () => heldOut("list-programs-rare", "list-programs-rare", rareWeights),
  /** Compositions that no training task asks for and no program of the corpus writes, though each of their two steps is common. */
  "list-programs-unseen": () => heldOut("list-programs-unseen", "list-programs-unseen", composedWeights)
} as const satisfies Record<string, () => Problem[]>;

function heldOut(benchmark: string, split: Split, constructionWeights: ConstructionWeights): Problem[] {
  const random = createRandom(seed, benchmark);
  const tasks = new Map<string, Task>();
  for (let attempt = 0; attempt < 1e5 && tasks.size < size; attempt++) {
    const task = drawTask(random, constructionWeights);
    const key = taskKey(task);
    if (taskSplit(task) === split && isDetermined(task) && !tasks.has(key)) tasks.set(key, task);
  }
  if (tasks.size < size) throw new Error(`only ${tasks.size} tasks for ${split}: raise its share`);
  return [...tasks.values()].map((task, index) =>
    taskProblem(task, benchmark, `${benchmark}-${String(index + 1).padStart(3, "0")}`)
  );
}

/** Whether, of all functions of this domain that fit the examples, the task's is the commonest in the default corpus by itself. */
function isDetermined({function: asked, examples}: Task): boolean {
  return !listFunctions().some(
    (other) => other !== asked && commonness(other) >= commonness(asked) && fits(other, examples)
  );
}

function weights(of: (name: Construction) => number): ConstructionWeights {
  return Object.fromEntries(constructionNames.map((name) => [name, of(name)])) as Record<
    Construction,
    number
  >;
}
