import {randomElement} from "../../../src/random/draws.js";
import type {Random} from "../../../src/random/random.js";
import type {CountQuestion} from "./question.js";
import {colours, shapes, type Kind, type Scene} from "./scene.js";
import type {Solution, Tally} from "./solution.js";
import {surveyLines, surveyParts} from "./survey.js";

export type CountVariant = "colour" | "shape";

/** Ways to count: line by line, or a colour by its shapes and a shape by its colours. */
export type CountStrategy = "rows" | "columns" | "parts";

/** A random question for the number of a colour or of a shape. */
export function drawCountQuestion(random: Random, variant: CountVariant): CountQuestion {
  return {ask: "count", of: randomElement<Kind>(random, variant === "colour" ? colours : shapes)};
}

/** The solution by a strategy; it always exists. */
export function solveCount(scene: Scene, {of}: CountQuestion, strategy: CountStrategy): Solution {
  const surveys: Record<CountStrategy, () => Tally[]> = {
    rows: () => surveyLines(scene, "row", [of]),
    columns: () => surveyLines(scene, "column", [of]),
    parts: () => surveyParts(scene, of)
  };
  return {
    tallies: surveys[strategy](),
    conclude: (tallies) => ({answer: tallies.reduce((sum, {counts}) => sum + counts[0]!, 0)})
  };
}
