import {describe, expect, it} from "vitest";
import {constructionNames} from "../../../loaders/benchmarks/list-programs/constructions.js";
import {
  functionsOf,
  listFunctions,
  testInputs
} from "../../../loaders/benchmarks/list-programs/list-function.js";
import {strategies} from "../../../loaders/benchmarks/list-programs/program-text.js";
import {passesTests} from "../../../loaders/benchmarks/list-programs/reward.js";
import {vocabulary} from "../../../loaders/python-subset/vocabulary.js";

const programsOf = (strategy: (typeof strategies)[number]) =>
  listFunctions().map(({programs}) => programs[strategy]);

describe("listFunctions", () => {
  it.each(strategies)("are each written by %s so that their own tests pass", (strategy) => {
    for (const {programs, tests} of listFunctions()) {
      expect(passesTests(programs[strategy], tests), programs[strategy]).toBe(true);
    }
  });

  it("differ from each other on the test inputs", () => {
    expect(new Set(listFunctions().map(({behaviour}) => behaviour)).size).toBe(listFunctions().length);
    expect(listFunctions().length).toBeGreaterThan(800);
  });

  it("are written in at least two ways, and by some function of each construction", () => {
    expect(constructionNames.every((name) => functionsOf(name).length >= 3)).toBe(true);
    for (const {programs} of listFunctions()) expect(programs.statements).not.toBe(programs.expression);
  });

  it("are tested on the empty list unless it has no answer, on one element and on equal ones", () => {
    for (const {tests, programs} of listFunctions()) {
      expect(tests.length).toBeGreaterThanOrEqual(testInputs.length - 3);
      const inputs = tests.map(({input}) => input.join(" "));
      expect(inputs, programs.expression).toEqual(expect.arrayContaining(["4 4 4 4", "8 1"]));
    }
    const withoutEmpty = listFunctions().filter(({tests}) => tests[0]!.input.length > 0);
    expect(new Set(withoutEmpty.map(({construction}) => construction))).toEqual(
      new Set(["reduce", "reduce_change"])
    );
  });

  it("use words of the vocabulary only, at most 45 of them", () => {
    const known = new Set(vocabulary);
    for (const text of [...programsOf("expression"), ...programsOf("statements")]) {
      const words = text.split(" ");
      expect(words.every((word) => known.has(word))).toBe(true);
      expect(words.length).toBeLessThanOrEqual(45);
    }
  });
});

describe("vocabulary", () => {
  it("has fewer than 150 words, none twice and none with a space", () => {
    expect(vocabulary.length).toBeLessThan(150);
    expect(new Set(vocabulary).size).toBe(vocabulary.length);
    expect(vocabulary.filter((word) => word === "" || word.includes(" "))).toEqual([]);
  });
});
