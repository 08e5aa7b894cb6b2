import {constructionNames} from "./constructions.js";
import {commonness, defaultWeights} from "./construction-weights.js";
import {goldOf} from "./gold.js";
import {listFunctions} from "./list-function.js";

/**
 * Guess rate of a task: the chance that who never reads the examples and writes a right program for a task of its own, drawn as
 * the tasks of the domain are, writes one that passes this task's tests. Null for a gold of no function of this domain.
 */
export function guessRate(gold: unknown): number | null {
  return (known ??= rates()).get(JSON.stringify(gold)) ?? null;
}

let known: ReadonlyMap<string, number> | undefined;

/** The rates of all functions by their gold as JSON. No two functions pass each other's tests. */
function rates(): ReadonlyMap<string, number> {
  const all = constructionNames.reduce((sum, name) => sum + defaultWeights[name], 0);
  return new Map(listFunctions().map((each) => [JSON.stringify(goldOf(each.tests)), commonness(each) / all]));
}
