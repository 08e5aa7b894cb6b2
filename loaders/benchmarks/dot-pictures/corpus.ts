import {drawWeighted} from "../../../src/random/draw-weighted.js";
import {randomElement} from "../../../src/random/draws.js";
import type {Random} from "../../../src/random/random.js";
import type {Document} from "../document.js";
import {
  drawQuestion,
  drawSolvedPicture,
  drawTopic,
  type QuestionWeights,
  type SolvedPicture
} from "./problem.js";
import {questionPrompt} from "./question.js";
import type {PictureSpec} from "./render-picture.js";
import {
  largestNumber,
  solutionText,
  statedNumber,
  trueSolution,
  type Conclusion,
  type Solution,
  type StatedSolution
} from "./solution.js";

/** How the pictures and text that a base model learns from are made. */
export interface CorpusDesign {
  questions: QuestionWeights;
  /** Part of the documents whose solution answers another question of the same family about the same picture. */
  failedAttempts: number;
  /** Chance that a step states a number that is off by 1. What follows goes on from it; a document has one such slip at most. */
  miscounts: number;
}

/** One picture and text of the corpus. */
export interface PictureDocument extends Document {
  picture: PictureSpec;
}

const slips = [-1, 1] as const;

/** A random question about a picture that training may use: none of any held-out set. */
export function drawTrainingPicture(random: Random, weights: QuestionWeights): SolvedPicture {
  const topic = drawTopic(random, weights, drawWeighted(random, weights.families));
  return drawSolvedPicture(random, "training", topic, weights);
}

/** A random document: a training picture with a question and its solution, a failed attempt, or either with one slip. */
export function drawDocument(random: Random, design: CorpusDesign): PictureDocument {
  const solved = drawTrainingPicture(random, design.questions);
  const solution =
    random.uniform() < design.failedAttempts
      ? drawAttempt(random, solved, design.questions)
      : solved.solution;
  return {
    prompt: questionPrompt(solved.question),
    completion: solutionText(addSlip(random, solution, design.miscounts)),
    picture: solved.picture
  };
}

function drawAttempt(
  random: Random,
  {picture, topic, question, solution}: SolvedPicture,
  weights: QuestionWeights
): Solution {
  // A scene may allow no other question of the family; a full search is not worth its price.
  for (let draw = 0; draw < 100; draw++) {
    const other = drawQuestion(random, picture.scene, drawTopic(random, weights, topic.family), weights);
    if (other !== null && questionPrompt(other.question) !== questionPrompt(question)) return other.solution;
  }
  return solution;
}

function addSlip(random: Random, solution: Solution, chance: number): StatedSolution {
  const place = [...solution.tallies, null].findIndex(() => random.uniform() < chance);
  const slipped = place < 0 ? null : slip(solution, place, randomElement(random, slips));
  return slipped ?? trueSolution(solution);
}

/**
 * The solution with the number at `place` off by `offset` (the last number of a tally, or after all tallies the
 * conclusion's) and the conclusion drawn from there; null where a number would leave 0 … 64 or no conclusion follows.
 */
export function slip({tallies, conclude}: Solution, place: number, offset: number): StatedSolution | null {
  const stated = tallies.map(({group, counts}, index) => ({
    group,
    counts: index === place ? counts.with(-1, counts.at(-1)! + offset) : counts
  }));
  const conclusion = conclude(stated);
  if (conclusion === null) return null;
  const slipped = place === tallies.length ? conclusionOff(conclusion, offset) : conclusion;
  const numbers = [...stated.flatMap(({counts}) => counts), statedNumber(slipped)];
  return numbers.every(isNumberWord) ? {tallies: stated, conclusion: slipped} : null;
}

function conclusionOff(conclusion: Conclusion, offset: number): Conclusion {
  if ("answer" in conclusion) return {answer: conclusion.answer + offset};
  return {...conclusion, result: conclusion.result + offset};
}

function isNumberWord(number: number): boolean {
  return number >= 0 && number <= largestNumber;
}
