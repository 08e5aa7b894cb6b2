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
import {solves, strategies} from "../../../loaders/benchmarks/countdown/strategy.js";
import {paddedLength} from "../../../loaders/engines/micro/batching.js";
import {readModelFolder} from "../../../loaders/engines/micro/model-folder.js";
import {Tokenizer} from "../../../loaders/engines/micro/tokenizer.js";
import {problemsText, readProblems} from "../../../loaders/benchmarks/problems-file.js";

const names = ["countdown-validation", "countdown", "countdown-strategies", "countdown-long"] as const;
const splits: Record<(typeof names)[number], Split> = {
  "countdown-validation": "validation",
  countdown: "countdown",
  "countdown-strategies": "countdown-strategies",
  "countdown-long": "reserved"
};
const fileOf = (name: string) =>
  fileURLToPath(new URL(`../../../data/benchmarks/${name}.jsonl`, import.meta.url));
const modelsFolder = fileURLToPath(new URL("../../../data/models", import.meta.url));
const puzzlesOf = (name: string) => readProblems(fileOf(name), name).map(({gold}) => gold as Puzzle);

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
      const {numbers, target} = gold as Puzzle;
      expect(strategies.find((strategy) => solves(strategy, numbers, target))).toBe(meta.strategy);
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

  it("have five numbers in the long set, more than training and the other sets ever have", () => {
    const counts = (name: string) => new Set(puzzlesOf(name).map(({numbers}) => numbers.length));
    expect(counts("countdown-long")).toEqual(new Set([5]));
    for (const name of names.slice(0, 3)) expect(counts(name)).toEqual(new Set([3, 4]));
  });

  it("leave room for a whole solution in the context of every Countdown model", () => {
    const models = readdirSync(modelsFolder).filter(
      (name) => name.startsWith("countdown") && existsSync(join(modelsFolder, name, "card.json"))
    );
    expect(models).toContain("countdown-base");
    const {gold, prompt} = readProblems(fileOf("countdown-long"), "countdown-long")[0]!;
    const steps = (gold as Puzzle).numbers.length - 1;
    // a + b = c for each step, `;` between them, and the end token.
    const completion = 5 * steps + (steps - 1) + 1;
    for (const model of models) {
      const {architecture, words} = readModelFolder(join(modelsFolder, model));
      const places = paddedLength(new Tokenizer(words).encode(prompt).length) + completion;
      expect(places, model).toBeLessThanOrEqual(architecture.context);
    }
  });
});
