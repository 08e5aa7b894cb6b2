import {shuffled} from "../../../src/random/draws.js";
import type {Random} from "../../../src/random/random.js";
import type {CombineQuestion, Operator} from "./question.js";
import {colours, shapes, type Kind, type Scene} from "./scene.js";
import {calculate, type Solution, type Tally} from "./solution.js";
import {surveyKinds, surveyLines} from "./survey.js";

export type CombineVariant = "plus" | "minus" | "times";

/** Ways to combine two kinds: both counted line by line, or each in the whole picture. */
export type CombineStrategy = "rows" | "columns" | "totals";

const operatorOf: Record<CombineVariant, Operator> = {plus: "+", minus: "-", times: "*"};

/** A random question about two colours or two shapes. */
export function drawCombineQuestion(random: Random, variant: CombineVariant): CombineQuestion {
  const [left, right] = shuffled<Kind>(random, random.uniform() < 0.5 ? colours : shapes);
  return {ask: "combine", left: left!, operator: operatorOf[variant], right: right!};
}

/** The solution by a strategy, or null where the result leaves 0 … 64. */
export function solveCombine(
  scene: Scene,
  {left, operator, right}: CombineQuestion,
  strategy: CombineStrategy
): Solution | null {
  const solution =
    strategy === "totals"
      ? {
          tallies: surveyKinds(scene, [left, right]),
          conclude: ([first, second]: readonly Tally[]) =>
            calculate(first!.counts[0]!, operator, second!.counts[0]!)
        }
      : {
          tallies: surveyLines(scene, strategy === "rows" ? "row" : "column", [left, right]),
          conclude: (tallies: readonly Tally[]) => calculate(total(tallies, 0), operator, total(tallies, 1))
        };
  return solution.conclude(solution.tallies) === null ? null : solution;
}

function total(tallies: readonly Tally[], place: number): number {
  return tallies.reduce((sum, {counts}) => sum + counts[place]!, 0);
}
