import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {heldOutSets} from "../../../loaders/benchmarks/countdown/held-out.js";
import {puzzleKey, puzzleSplit, type Puzzle} from "../../../loaders/benchmarks/countdown/puzzle.js";
import {solves, strategies} from "../../../loaders/benchmarks/countdown/strategy.js";
import {problemsText, readProblems} from "../../../loaders/benchmarks/problems-file.js";

const names = ["countdown-validation", "countdown", "countdown-strategies"] as const;
const fileOf = (name: string) =>
  fileURLToPath(new URL(`../../../data/benchmarks/${name}.jsonl`, import.meta.url));
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
      const split = name === "countdown-validation" ? "validation" : name;
      expect(new Set(puzzlesOf(name).map(puzzleSplit))).toEqual(new Set([split]));
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
});
