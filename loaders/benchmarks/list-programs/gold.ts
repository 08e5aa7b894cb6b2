import {type} from "arktype";
import {entryPoint, passesTests, type Test} from "./reward.js";

/** The gold of a problem of this domain, in the form that `code@python` reads. */
export interface ListProgramGold {
  entry_point: string;
  tests: {args: [readonly number[]]; expected: number | readonly number[]}[];
}

const schema = type({
  entry_point: type.enumerated(entryPoint),
  tests: type({args: ["number.integer[]"], expected: "number.integer | number.integer[]"})
    .array()
    .atLeastLength(1)
});

/** The tests of a function as a gold: each input is the only argument of a call. */
export function goldOf(tests: readonly Test[]): ListProgramGold {
  return {entry_point: entryPoint, tests: tests.map(({input, expected}) => ({args: [input], expected}))};
}

/** Whether a completion passes the tests of a problem's gold, by `passesTests`. Throws for a gold of another form. */
export function passesGold(gold: unknown, completion: string): boolean {
  const parsed = schema(gold);
  if (parsed instanceof type.errors) throw new Error(`invalid gold of a list program: ${parsed.summary}`);
  return passesTests(
    completion,
    parsed.tests.map(({args: [input], expected}) => ({input, expected}))
  );
}
