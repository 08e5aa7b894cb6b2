import {drawWeighted} from "../../../src/random/draw-weighted.js";
import {randomElement} from "../../../src/random/draws.js";
import type {Random} from "../../../src/random/random.js";
import {comparisons, largestNumber} from "../../python-subset/vocabulary.js";
import type {Document} from "../document.js";
import {drawFunction, type ConstructionWeights} from "./construction-weights.js";
import type {ListFunction} from "./list-function.js";
import type {Strategy} from "./program-text.js";
import {drawTask, isUnseen, taskPrompt, taskSplit, type Task} from "./task.js";

/** How the text that a base model learns from is made. */
export interface CorpusDesign {
  constructions: ConstructionWeights;
  /** Relative frequency of each way to write a program; the sum need not be 1. */
  strategies: Readonly<Record<Strategy, number>>;
  /** Part of the documents whose program is that of another function with the same type of answer. */
  failedAttempts: number;
  /** Chance that one number, comparison or operator of a program is wrong. */
  slips: number;
}

/** A random task that training may use: none of any held-out set. */
export function drawTrainingTask(random: Random, weights: ConstructionWeights): Task {
  for (;;) {
    const task = drawTask(random, weights);
    if (taskSplit(task) === "training") return task;
  }
}

/** A random document: a training task with a program for it, a program for another function, or either with one slip. */
export function drawDocument(random: Random, design: CorpusDesign): Document {
  const task = drawTrainingTask(random, design.constructions);
  const written =
    random.uniform() < design.failedAttempts
      ? drawOther(random, task.function, design.constructions)
      : task.function;
  const program = written.programs[drawWeighted(random, design.strategies)];
  return {
    prompt: taskPrompt(task),
    completion: random.uniform() < design.slips ? withSlip(random, program) : program
  };
}

/** Another function with the same type of answer that training may write. */
function drawOther(random: Random, task: ListFunction, weights: ConstructionWeights): ListFunction {
  for (;;) {
    const drawn = drawFunction(random, weights);
    if (drawn !== task && drawn.answer === task.answer && !isUnseen(drawn)) return drawn;
  }
}

const interchangeable: readonly (readonly string[])[] = [comparisons, ["+", "-", "*", "//", "%"]];

/** The program with one number off by one, or one comparison or operator replaced by another. A program without any stays as it is. */
export function withSlip(random: Random, program: string): string {
  const words = program.split(" ");
  const places = words.flatMap((word, place) => (slipsOf(word).length > 0 ? [place] : []));
  if (places.length === 0) return program;
  const place = randomElement(random, places);
  return words.with(place, randomElement(random, slipsOf(words[place]!))).join(" ");
}

function slipsOf(word: string): readonly string[] {
  if (/^\d+$/.test(word)) return neighbours(Number(word)).map(String);
  const others = interchangeable.find((words) => words.includes(word)) ?? [];
  return others.filter((other) => other !== word);
}

function neighbours(number: number): number[] {
  return [number - 1, number + 1].filter((value) => value >= 0 && value <= largestNumber);
}
