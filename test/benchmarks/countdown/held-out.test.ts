import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {heldOutSets} from "../../../loaders/benchmarks/countdown/held-out.js";
import {
  puzzleKey,
  puzzleSplit,
  type Puzzle,
  type Split
} from "../../../loaders/benchmarks/countdown/puzzle.js";
import {guessRate} from "../../../loaders/benchmarks/countdown/guess-rate.js";
import {puzzleOfGold} from "../../../loaders/benchmarks/countdown/puzzle-problem.js";
import {solves, strategies} from "../../../loaders/benchmarks/countdown/strategy.js";
import {paddedLength} from "../../../loaders/engines/micro/batching.js";
import {readModelFolder} from "../../../loaders/engines/micro/model-folder.js";
import {Tokenizer} from "../../../loaders/engines/micro/tokenizer.js";
import {problemsText, readProblems} from "../../../loaders/benchmarks/problems-file.js";

const oneTarget = ["countdown-validation", "countdown", "countdown-strategies"] as const;
const twoTargets = ["countdown-two", "countdown-two-validation"] as const;
const names = [...oneTarget, ...twoTargets] as const;
const splits: Record<(typeof names)[number], Split> = {
  "countdown-validation": "validation",
  countdown: "countdown",
  "countdown-strategies": "countdown-strategies",
  "countdown-two": "reserved",
  "countdown-two-validation": "validation"
};
const fileOf = (name: string) =>
  fileURLToPath(new URL(`../../../data/benchmarks/${name}.jsonl`, import.meta.url));
const modelsFolder = fileURLToPath(new URL("../../../data/models", import.meta.url));
const puzzlesOf = (name: string) => readProblems(fileOf(name), name).map(({gold}) => asPuzzle(gold));

function asPuzzle(gold: unknown): Puzzle {
  const puzzle = puzzleOfGold(gold);
  if ("fault" in puzzle) throw new Error(puzzle.fault);
  return puzzle;
}

describe("held-out Countdown sets", () => {
  it.each(names)("%s.jsonl is byte for byte what its seed generates", (name) => {
    expect(readFileSync(fileOf(name), "utf8")).toBe(problemsText(heldOutSets[name]()));
  });

  it("share no puzzle with each other or with training", () => {
    const keys = names.flatMap((name) => puzzlesOf(name).map(puzzleKey));
    expect(keys.length).toBeGreaterThanOrEqual(300);
    expect(new Set(keys).size).toBe(keys.length);
    for (const name of names) {
      expect(new Set(puzzlesOf(name).map(puzzleSplit))).toEqual(new Set([splits[name]]));
    }
  });

  it("say in meta which strategy is the commonest that solves the problem", () => {
    for (const {gold, meta} of names.flatMap((name) => readProblems(fileOf(name), name))) {
      const {numbers, targets} = asPuzzle(gold);
      const commonest = targets.map((target) =>
        strategies.find((strategy) => solves(strategy, numbers, target))
      );
      expect(commonest.join(" + ")).toBe(meta.strategy);
    }
  });

  it("ask for rare strategies far more often in the strategy-weighted set", () => {
    const rare = (name: string) =>
      readProblems(fileOf(name), name).filter(
        ({meta}) => meta.strategy === "pairs" || meta.strategy === "reversed_chain"
      ).length;
    expect(rare("countdown-strategies")).toBe(46);
    expect(rare("countdown")).toBeLessThan(15);
  });

  it.each(twoTargets)(
    "%s.jsonl has two targets a problem, which luck solves in at most 5 % of 512 tries",
    (name) => {
      for (const puzzle of puzzlesOf(name)) {
        expect(new Set(puzzle.targets).size).toBe(2);
        expect(guessRate(puzzle)).toBeGreaterThan(0);
        expect(1 - (1 - guessRate(puzzle)) ** 512).toBeLessThan(0.05);
        expect([3, 4]).toContain(puzzle.numbers.length);
      }
    }
  );

  it("leave luck 3.1 % of the two-target problems in 512 tries, as the notes say, where it solves 99.6 % of the others", () => {
    const floor = (name: string) => {
      const chances = puzzlesOf(name).map((puzzle) => 1 - (1 - guessRate(puzzle)) ** 512);
      return chances.reduce((sum, chance) => sum + chance, 0) / chances.length;
    };
    expect(floor("countdown-two")).toBeCloseTo(0.031, 3);
    expect(floor("countdown")).toBeCloseTo(0.996, 3);
  });

  it("tell two puzzles of two targets apart by numbers and targets, not by their order", () => {
    const key = puzzleKey({numbers: [3, 7, 5, 2], targets: [20, 31]});
    expect(puzzleKey({numbers: [7, 3, 2, 5], targets: [31, 20]})).toBe(key);
    expect(puzzleKey({numbers: [3, 7, 5, 2], targets: [20]})).not.toBe(key);
    expect(puzzleKey({numbers: [3, 7, 5, 2], targets: [20, 32]})).not.toBe(key);
  });

  it.each([
    {name: "countdown", models: (model: string) => !model.startsWith("countdown-two"), least: 18},
    {name: "countdown-two", models: (model: string) => model.startsWith("countdown-two"), least: 2}
  ])("leave room for a whole solution of $name in the context of its models", ({name, models, least}) => {
    const chosen = readdirSync(modelsFolder).filter(
      (model) =>
        model.startsWith("countdown") && models(model) && existsSync(join(modelsFolder, model, "card.json"))
    );
    expect(chosen.length).toBeGreaterThanOrEqual(least);
    const problems = readProblems(fileOf(name), name);
    for (const model of chosen) {
      const {architecture, words} = readModelFolder(join(modelsFolder, model));
      const tokenizer = new Tokenizer(words);
      for (const {prompt, gold} of problems) {
        const {numbers, targets} = asPuzzle(gold);
        const steps = (numbers.length - 1) * targets.length;
        // a + b = c for each step, `;` between them, and the end token.
        const completion = 5 * steps + (steps - 1) + 1;
        const places = paddedLength(tokenizer.encode(prompt).length) + completion;
        expect(places, model).toBeLessThanOrEqual(architecture.context);
      }
    }
  });
});
