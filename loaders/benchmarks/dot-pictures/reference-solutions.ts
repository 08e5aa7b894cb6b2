import {createRandom} from "../../../src/random/keyed-random.js";
import type {Problem} from "../../schema/problem.js";
import {parseGold, type Gold} from "../../verification/dot-pictures/gold.js";
import {solveCombine} from "./combine.js";
import {solveCount} from "./count.js";
import {solveLocate} from "./locate.js";
import {solveMake} from "./make.js";
import {defaultWeights} from "./problem.js";
import type {Question} from "./question.js";
import {side, type Cell, type Scene} from "./scene.js";
import {solutionText, trueSolution, type Solution} from "./solution.js";

/**
 * One correct solution of a question about a picture by each strategy that answers it, the corpus's commonest first. Where
 * a strategy has several, the problem's own seed chooses. None for a gold of another form.
 */
export function pictureReferences({problemId, gold: given}: Problem): string[] {
  const gold = parseGold(given);
  if (typeof gold === "string" || gold.rows !== side || gold.columns !== side) return [];
  const texts = solutions(sceneOf(gold), gold.question, problemId)
    .filter((solution) => solution !== null)
    .map((solution) => solutionText(trueSolution(solution)));
  return [...new Set(texts)];
}

function solutions(scene: Scene, question: Question, problemId: string): (Solution | null)[] {
  const {count, combine, locate, make} = defaultWeights;
  switch (question.ask) {
    case "count":
      return namesOf(count.strategies).map((strategy) => solveCount(scene, question, strategy));
    case "combine":
      return namesOf(combine.strategies).map((strategy) => solveCombine(scene, question, strategy));
    case "locate":
      return namesOf(locate.strategies).map((strategy) => solveLocate(scene, question, strategy));
    case "make":
      return namesOf(make.variants).map((strategy) =>
        solveMake(createRandom("reference", problemId, strategy), scene, question, strategy)
      );
  }
}

/** The names of a table of weights, in its order. */
function namesOf<Name extends string>(weights: Readonly<Record<Name, number>>): Name[] {
  return Object.keys(weights) as Name[];
}

function sceneOf({cells}: Gold): Scene {
  const scene = Array.from({length: side * side}, (): Cell | null => null);
  for (const {row, column, colour, shape, marks} of cells)
    scene[(row - 1) * side + column - 1] = {colour, shape, marks} as Cell;
  return scene;
}
