import {drawWeighted, type Weights} from "../../../src/random/draw-weighted.js";
import type {Random} from "../../../src/random/random.js";
import type {Problem} from "../../schema/problem.js";
import {drawCombineQuestion, solveCombine, type CombineStrategy, type CombineVariant} from "./combine.js";
import {drawCountQuestion, solveCount, type CountStrategy, type CountVariant} from "./count.js";
import {drawLocateQuestion, solveLocate, type LocateStrategy, type LocateVariant} from "./locate.js";
import {commonestMakeStrategy, drawMakeQuestion, solveMake, type MakeStrategy} from "./make.js";
import {questionPrompt, type Family, type Question} from "./question.js";
import type {PictureSpec} from "./render-picture.js";
import {drawScene, sceneSplit, sceneText, type Scene, type Split} from "./scene.js";
import type {Solution} from "./solution.js";

/** How often each family of questions is asked, each variant of it, and each strategy used to solve it. */
export interface QuestionWeights {
  families: Weights<Family>;
  count: {variants: Weights<CountVariant>; strategies: Weights<CountStrategy>};
  combine: {variants: Weights<CombineVariant>; strategies: Weights<CombineStrategy>};
  /** A target is made from the strategy that solves it, so that the variants are the strategies. */
  make: {variants: Weights<MakeStrategy>};
  locate: {variants: Weights<LocateVariant>; strategies: Weights<LocateStrategy>};
}

/** Frequencies of the default corpus: in each family one strategy dominates; the rarest questions are one in two hundred. */
export const defaultWeights: QuestionWeights = {
  families: {count: 40, combine: 28, make: 24, locate: 8},
  count: {variants: {colour: 70, shape: 30}, strategies: {rows: 66, columns: 28, parts: 6}},
  combine: {variants: {plus: 52, minus: 40, times: 8}, strategies: {rows: 70, columns: 25, totals: 5}},
  make: {
    variants: {row_sum: 48, column_sum: 24, row_difference: 16, colour_sum: 8, row_product: 4}
  },
  locate: {
    variants: {row_most: 60, column_most: 22, row_fewest: 12, column_fewest: 6},
    strategies: {scan: 80, ranked: 20}
  }
};

/** A family with one of its variants. */
export type Topic =
  | {family: "count"; variant: CountVariant}
  | {family: "combine"; variant: CombineVariant}
  | {family: "make"; variant: MakeStrategy}
  | {family: "locate"; variant: LocateVariant};

/** A question about a picture, with the solution it was made with. */
export interface SolvedPicture {
  picture: PictureSpec;
  topic: Topic;
  question: Question;
  solution: Solution;
}

/** A variant of the family, drawn by weight. */
export function drawTopic(random: Random, weights: QuestionWeights, family: Family): Topic {
  return {family, variant: drawWeighted<string>(random, weights[family].variants)} as Topic;
}

/** A random question of the topic about the scene, solved by a strategy drawn by weight; null where the draw has no solution. */
export function drawQuestion(
  random: Random,
  scene: Scene,
  {family, variant}: Topic,
  weights: QuestionWeights
): {question: Question; solution: Solution} | null {
  switch (family) {
    case "count": {
      const question = drawCountQuestion(random, variant);
      return solved(question, solveCount(scene, question, drawWeighted(random, weights.count.strategies)));
    }
    case "combine": {
      const question = drawCombineQuestion(random, variant);
      return solved(
        question,
        solveCombine(scene, question, drawWeighted(random, weights.combine.strategies))
      );
    }
    case "make": {
      const question = drawMakeQuestion(random, scene, variant);
      return question && solved(question, solveMake(random, scene, question, variant));
    }
    case "locate": {
      const question = drawLocateQuestion(random, variant);
      return solved(question, solveLocate(scene, question, drawWeighted(random, weights.locate.strategies)));
    }
  }
}

function solved(question: Question, solution: Solution | null) {
  return solution && {question, solution};
}

/** A random picture of the split with a question of the topic and its solution. */
export function drawSolvedPicture(
  random: Random,
  split: Split,
  topic: Topic,
  weights: QuestionWeights
): SolvedPicture {
  for (;;) {
    const scene = drawScene(random);
    if (sceneSplit(scene) !== split) continue;
    const drawn = drawQuestion(random, scene, topic, weights);
    if (drawn !== null) return {picture: {scene, noise: random.below(2 ** 32)}, topic, ...drawn};
  }
}

/** What `pictures@steps` judges by: the picture's content and the question. */
export interface PictureGold {
  picture: string[];
  question: Question;
}

/** The gold of a problem, without the noise of its picture: what is judged is what the picture shows. */
export function pictureGold({picture, question}: Pick<SolvedPicture, "picture" | "question">): PictureGold {
  return {picture: sceneText(picture.scene), question};
}

/**
 * The question as a problem of a benchmark, with the path of its picture beside the benchmark file. The variant of a
 * `make` problem in meta is the commonest strategy that can make the target.
 */
export function pictureProblem(solved: SolvedPicture, benchmark: string, problemId: string): Problem {
  const {picture, topic, question} = solved;
  const {family, variant} = topic;
  return {
    benchmark,
    problemId,
    domain: "visual",
    prompt: questionPrompt(question),
    gold: pictureGold(solved),
    image: `dot-pictures/${problemId}.png`,
    meta: {
      family,
      variant: question.ask === "make" ? commonestMakeStrategy(picture.scene, question) : variant,
      multiple_choice: false
    }
  };
}
