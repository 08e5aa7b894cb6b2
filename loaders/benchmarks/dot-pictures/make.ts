import {randomElement} from "../../../src/random/draws.js";
import type {Random} from "../../../src/random/random.js";
import type {MakeQuestion, Operator} from "./question.js";
import {colours, type Scene} from "./scene.js";
import {calculate, statedNumber, type Solution, type Tally} from "./solution.js";
import {surveyAllMarks, surveyKinds} from "./survey.js";

/**
 * Ways to make a target, from the commonest in the default corpus to the rarest: a survey of all marks, and an operation
 * on two of its groups. Most targets can be made in some of these ways only.
 */
const makeStrategies = ["row_sum", "column_sum", "row_difference", "colour_sum", "row_product"] as const;

export type MakeStrategy = (typeof makeStrategies)[number];

interface Way {
  survey: (scene: Scene) => Tally[];
  operator: Operator;
}

const ways: Record<MakeStrategy, Way> = {
  row_sum: {survey: (scene) => surveyAllMarks(scene, "row"), operator: "+"},
  column_sum: {survey: (scene) => surveyAllMarks(scene, "column"), operator: "+"},
  row_difference: {survey: (scene) => surveyAllMarks(scene, "row"), operator: "-"},
  colour_sum: {survey: (scene) => surveyKinds(scene, colours), operator: "+"},
  row_product: {survey: (scene) => surveyAllMarks(scene, "row"), operator: "*"}
};

/** A random question that the strategy solves in this scene, or null where none has a target in 1 … 64. */
export function drawMakeQuestion(random: Random, scene: Scene, strategy: MakeStrategy): MakeQuestion | null {
  const solutions = solutionsOf(scene, strategy);
  if (solutions.length === 0) return null;
  return {ask: "make", target: randomElement(random, solutions).target};
}

/** A random one of the strategy's solutions, or null where it cannot make the target (all pairs are tried). */
export function solveMake(
  random: Random,
  scene: Scene,
  {target}: MakeQuestion,
  strategy: MakeStrategy
): Solution | null {
  const solutions = solutionsOf(scene, strategy).filter((solution) => solution.target === target);
  return solutions.length === 0 ? null : randomElement(random, solutions).solution;
}

/** The commonest strategy that can make the target, null where none can. */
export function commonestMakeStrategy(scene: Scene, {target}: MakeQuestion): MakeStrategy | null {
  const makes = (strategy: MakeStrategy) =>
    solutionsOf(scene, strategy).some((solution) => solution.target === target);
  return makeStrategies.find(makes) ?? null;
}

/** Every pair of the strategy's groups that makes a number in 1 … 64. Sums and products take a pair in one order only. */
function solutionsOf(scene: Scene, strategy: MakeStrategy): {target: number; solution: Solution}[] {
  const {survey, operator} = ways[strategy];
  const tallies = survey(scene);
  return pairs(tallies.length, operator === "-").flatMap(([left, right]) => {
    const conclude: Solution["conclude"] = (stated) =>
      calculate(stated[left]!.counts[0]!, operator, stated[right]!.counts[0]!);
    const conclusion = conclude(tallies);
    const target = conclusion === null ? 0 : statedNumber(conclusion);
    return target === 0 ? [] : [{target, solution: {tallies, conclude}}];
  });
}

function pairs(count: number, bothOrders: boolean): [number, number][] {
  const places = Array.from({length: count}, (_, index) => index);
  return places.flatMap((left) =>
    places
      .filter((right) => (bothOrders ? right !== left : right > left))
      .map((right): [number, number] => [left, right])
  );
}
