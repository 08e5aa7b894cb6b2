import {callProgram} from "../../python-subset/evaluate.js";
import {parseProgram} from "../../python-subset/parse-program.js";
import type {Program} from "../../python-subset/syntax.js";
import {isEqual, ProgramFault, type Value} from "../../python-subset/value.js";

/** The name that every program of this domain defines. */
export const entryPoint = "f";

/** What a function returns: a list of integers, or an integer. */
export type Output = number | number[];

/** One call and what it must return. */
export interface Test {
  input: readonly number[];
  expected: Output;
}

/**
 * Whether a completion is a program of the restricted subset (see `parseProgram`) that passes all tests: the training-time
 * reward, some hundred times faster than a sandbox. For text of the vocabulary it agrees with the verifier `code@python`,
 * except that valid Python outside the subset fails here.
 */
export function passesTests(completion: string, tests: readonly Test[]): boolean {
  const program = parseProgram(completion);
  if (program?.name !== entryPoint) return false;
  return tests.every(({input, expected}) => {
    const output = outputOf(program, input);
    return output !== undefined && isEqual(output, expected);
  });
}

/** What the program returns for an input; undefined where Python would raise, or not come to an end. */
export function outputOf(program: Program, input: readonly number[]): Value | undefined {
  try {
    return callProgram(program, [...input]);
  } catch (error) {
    // A program can nest a list in itself; comparing two of those ends in Python as here, by too deep a recursion.
    if (error instanceof ProgramFault || error instanceof RangeError) return undefined;
    throw error;
  }
}
