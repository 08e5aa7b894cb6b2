import type {Problem} from "../../schema/problem.js";
import {listFunctions} from "./list-function.js";
import {strategies} from "./program-text.js";

/**
 * The function that a task asks for, written in each strategy, the corpus's commoner first. None for a problem that names
 * no solution of this domain in its meta.
 */
export function programReferences({meta}: Problem): string[] {
  const asked = listFunctions().find(({programs}) => programs.expression === meta.solution);
  return asked === undefined ? [] : [...new Set(strategies.map((strategy) => asked.programs[strategy]))];
}
