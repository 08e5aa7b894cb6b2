import {parseProgram} from "../../python-subset/parse-program.js";
import type {Program} from "../../python-subset/syntax.js";
import {constructionNames, constructions, type Construction} from "./constructions.js";
import type {Programs} from "./program-text.js";
import {outputOf, type Output, type Test} from "./reward.js";

/** A function from lists to lists or to numbers, with its programs. */
export interface ListFunction {
  construction: Construction;
  programs: Programs;
  answer: "list" | "number";
  /** The hidden tests of every task that asks for this function. */
  tests: readonly Test[];
  /** Two functions are the same if their behaviours are: their outputs on every test input. */
  behaviour: string;
  /** What it returns for a list; undefined where Python would raise. */
  apply: (input: readonly number[]) => Output | undefined;
}

/**
 * Inputs of the hidden tests: no element, one, equal ones, sorted ones, every number from 0 to 12, and longer lists with
 * larger numbers than any prompt shows. They tell any two functions of this domain apart (functions that they cannot tell
 * apart count as one), and no prompt shows one of them.
 */
export const testInputs: readonly (readonly number[])[] = [
  [],
  [5],
  [0],
  [3, 3],
  [8, 1],
  [4, 4, 4, 4],
  [1, 2, 3, 4, 5, 6],
  [9, 8, 7, 6, 5],
  [2, 7, 2, 9, 7, 2],
  [0, 3, 6, 9, 12, 1, 4],
  [10, 5, 0, 8, 8, 3, 1],
  [6, 11, 2, 4, 9, 7, 5, 3],
  [20, 1, 7, 14, 6, 0, 7],
  [3, 8, 5, 5, 2, 6, 4, 1, 9]
];

/** Every function of this domain, each behaviour once: its first construction in `constructionNames` keeps it. */
export function listFunctions(): readonly ListFunction[] {
  return (known ??= distinctFunctions());
}

/** Found out when first asked for: most commands never do. */
let known: readonly ListFunction[] | undefined;

/** The functions of one construction. */
export function functionsOf(construction: Construction): readonly ListFunction[] {
  let functions = byConstruction.get(construction);
  if (functions === undefined) {
    functions = listFunctions().filter((each) => each.construction === construction);
    byConstruction.set(construction, functions);
  }
  return functions;
}

const byConstruction = new Map<Construction, readonly ListFunction[]>();

function distinctFunctions(): ListFunction[] {
  const all = constructionNames.flatMap((name) =>
    constructions[name].map((programs) => listFunction(name, programs))
  );
  const first = new Map<string, ListFunction>();
  for (const each of all) if (!first.has(each.behaviour)) first.set(each.behaviour, each);
  return [...first.values()];
}

function listFunction(construction: Construction, programs: Programs): ListFunction {
  const program = parseProgram(programs.expression);
  if (program === null) throw new Error(`${construction} writes what is no program: ${programs.expression}`);
  const apply = (input: readonly number[]) => applied(program, input);
  const outputs = testInputs.map(apply);
  const tests = testInputs.flatMap((input, index) => {
    const expected = outputs[index];
    return expected === undefined ? [] : [{input, expected}];
  });
  const answer = Array.isArray(tests.at(-1)!.expected) ? "list" : "number";
  return {construction, programs, answer, tests, behaviour: JSON.stringify(outputs), apply};
}

function applied(program: Program, input: readonly number[]): Output | undefined {
  return outputOf(program, input) as Output | undefined;
}
