import {hashShare, hashSplit} from "../../../src/random/hash-split.js";
import type {Random} from "../../../src/random/random.js";
import {largestNumber, smallestNumber} from "../../python-subset/vocabulary.js";
import type {Problem} from "../../schema/problem.js";
import {drawFunction, type ConstructionWeights} from "./construction-weights.js";
import {isComposed} from "./constructions.js";
import {drawInput} from "./draw-input.js";
import {goldOf} from "./gold.js";
import {testInputs, type ListFunction} from "./list-function.js";
import type {Output, Test} from "./reward.js";
import {similarFunctions} from "./similar-functions.js";

/** A function to be written, given by a few of its inputs and outputs. */
export interface Task {
  function: ListFunction;
  examples: readonly Test[];
}

const shownExamples = 3;

/** A random task: a function drawn by weight, and three examples that tell it from every similar function that is at least as common. */
export function drawTask(random: Random, weights: ConstructionWeights): Task {
  for (;;) {
    const drawn = drawFunction(random, weights);
    const examples = drawExamples(random, drawn);
    if (examples !== null) return {function: drawn, examples};
  }
}

const mostTries = 40;

/** Null if none of several draws tells the function from the others: then its place goes to another draw. */
function drawExamples(random: Random, drawn: ListFunction): Test[] | null {
  const others = similarFunctions(drawn);
  for (let attempt = 0; attempt < mostTries; attempt++) {
    const examples = Array.from({length: shownExamples}, () => drawExample(random, drawn));
    const isDistinct = new Set(examples.map(({input}) => input.join(" "))).size === shownExamples;
    if (isDistinct && !others.some((other) => fits(other, examples))) return examples;
  }
  return null;
}

const testTexts = new Set(testInputs.map((input) => input.join(" ")));

/** An example whose numbers all have words, and whose input is no test input. */
function drawExample(random: Random, {apply}: ListFunction): Test {
  for (;;) {
    const input = drawInput(random);
    const expected = apply(input);
    if (expected === undefined || testTexts.has(input.join(" "))) continue;
    if (numbersOf(expected).every((value) => value >= smallestNumber && value <= largestNumber)) {
      return {input, expected};
    }
  }
}

/** Whether a function gives the shown output for every example. */
export function fits({apply}: ListFunction, examples: readonly Test[]): boolean {
  return examples.every(({input, expected}) => isSameOutput(apply(input), expected));
}

function isSameOutput(a: Output | undefined, b: Output): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function numbersOf(output: Output): readonly number[] {
  return Array.isArray(output) ? output : [output];
}

/** What the model reads: `list 3 1 2 -> 1 2 3 ; 5 5 4 -> 4 5 5 ; 9 0 8 -> 0 8 9 program`. The first word is the type of the answers. */
export function taskPrompt({function: {answer}, examples}: Task): string {
  return `${answer} ${examples.map(exampleText).join(" ; ")} program`;
}

function exampleText({input, expected}: Test): string {
  return [...input, "->", ...numbersOf(expected)].join(" ");
}

/** Two tasks with the same key show the same examples, in any order, and so ask for the same function. */
export function taskKey({function: {answer}, examples}: Task): string {
  return `${answer} ${examples.map(exampleText).toSorted().join(" ; ")}`;
}

/** Who may use a task of a seen function, and the part of all tasks that it gets. `reserved` waits for sets to come. */
const splitShares = {
  training: 0.8,
  validation: 0.05,
  "list-programs": 0.05,
  "list-programs-rare": 0.05,
  reserved: 0.05
} as const;

export type Split = keyof typeof splitShares | "list-programs-unseen";

/** Part of the compositions that no training task asks for and no program of the corpus writes. */
const unseenShare = 0.12;

/** Whether a function is kept from training altogether: a hash of its behaviour decides, among compositions of two steps. */
export function isUnseen({construction, behaviour}: ListFunction): boolean {
  return isComposed(construction) && hashShare(behaviour) < unseenShare;
}

/** The one split that a task belongs to: a hash of its key decides, so that no two splits show the same examples. */
export function taskSplit(task: Task): Split {
  if (isUnseen(task.function)) return "list-programs-unseen";
  return hashSplit(taskKey(task), splitShares);
}

/** The task as a problem of a benchmark. Gold is what `code@python` needs; meta has the construction and a reference solution. */
export function taskProblem(task: Task, benchmark: string, problemId: string): Problem {
  const {construction, answer, programs, tests} = task.function;
  return {
    benchmark,
    problemId,
    domain: "code",
    prompt: taskPrompt(task),
    gold: goldOf(tests),
    meta: {construction, answer, solution: programs.expression}
  };
}
