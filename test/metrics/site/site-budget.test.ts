import {describe, expect, it} from "vitest";
import {firstRead} from "../../../src/metrics/site/first-read.js";
import {chooseParts, type WeighedCase} from "../../../src/metrics/site/site-budget.js";

const completions = [
  {benchmark: "a", bytes: 60},
  {benchmark: "b", bytes: 100},
  {benchmark: "c", bytes: 20}
];
const problem = (
  benchmark: string,
  id: string,
  bytes: number,
  firstRead: number | null = null
): WeighedCase => ({
  benchmark,
  path: `${benchmark}/${id}`,
  bytes,
  firstRead
});
const cases = [
  problem("a", "1", 10),
  problem("a", "2", 10, 1),
  problem("a", "3", 10, 0),
  problem("b", "1", 10, 0),
  problem("c", "1", 10)
];
const choose = (room: number, mostOfFile = 1000) => {
  const chosen = chooseParts(completions, cases, {room, benchmarks: ["b", "a", "c"], mostOfFile});
  return {completions: [...chosen.completions], cases: [...chosen.cases]};
};

describe("chooseParts", () => {
  it("takes all where there is room, problems that are read first before the others", () => {
    expect(choose(Infinity)).toEqual({
      completions: ["b", "a", "c"],
      cases: ["b/1", "a/3", "a/2", "a/1", "c/1"]
    });
    expect(choose(230)).toEqual(choose(Infinity));
  });

  it("takes the completions of a benchmark whole or not at all, and tries the next one", () => {
    expect(choose(120)).toEqual({completions: ["a", "c"], cases: ["b/1", "a/3", "a/2", "a/1"]});
  });

  it("gives problems that are read first at most half of the room before completions have theirs", () => {
    expect(choose(40)).toEqual({completions: ["c"], cases: ["b/1", "a/3"]});
    expect(choose(0)).toEqual({completions: [], cases: []});
  });

  it("never takes a file that is too large", () => {
    expect(choose(Infinity, 9).cases).toEqual([]);
  });
});

describe("firstRead", () => {
  it("names problems that are solved rarely or by one of a policy and its base, the rarest solved first", () => {
    const counts = {
      benchmark: "a",
      problemIds: ["often", "rare", "never", "gained", "rarer", "other"],
      policies: [
        {policy: "base", n: [100, 100, 100, 100, 100, 100], c: [50, 3, 0, 0, 2, 60]},
        {policy: "grpo", n: [100, 100, 100, 100, 100, 0], c: [90, 40, 0, 30, 50, 0]}
      ]
    };
    const policies = [
      {policy: "base", base: null},
      {policy: "grpo", base: "base"}
    ];
    expect(firstRead(counts, policies)).toEqual(["rarer", "rare", "gained"]);
  });
});
