import {describe, expect, it} from "vitest";
import {
  asksNothing,
  emptySearch,
  excerpt,
  searchShard,
  type CompletionSearch
} from "../../../src/findings/hard-cases/completion-search.js";
import type {CaseCompletion, CaseShard} from "../../../src/metrics/study/case-shard.js";

const completion = (
  text: string,
  verdict: CaseCompletion["verdict"],
  extracted?: string
): CaseCompletion => ({
  ...{sample_index: 0, count: 2, completion: text, digest: "0", verdict, rule: "rule"},
  ...(extracted === undefined ? {} : {extracted})
});

const shard: CaseShard = {
  benchmark: "sums",
  problem_id: "p1",
  domain: "math",
  prompt: "2 + 2?",
  gold: "4",
  picture: null,
  policies: [
    {
      policy: "base",
      distinct: {correct: 1, incorrect: 1, error: 0},
      completions: [completion("First 2 + 2 = 4.", "correct", "4"), completion("Maybe 14", "incorrect", "14")]
    },
    {
      policy: "grpo",
      distinct: {correct: 1, incorrect: 0, error: 0},
      completions: [completion("4", "correct")]
    }
  ]
};

describe("searchShard", () => {
  it.each<[string, Partial<CompletionSearch>, string[]]>([
    ["everything where nothing is asked", {}, ["First 2 + 2 = 4.", "Maybe 14", "4"]],
    ["part of a text in letters of any case", {text: "mAYBE"}, ["Maybe 14"]],
    ["a verdict", {verdict: "correct"}, ["First 2 + 2 = 4.", "4"]],
    [
      "an answer, which is the whole text where none was taken from it",
      {answer: " 4 "},
      ["First 2 + 2 = 4.", "4"]
    ],
    ["lengths, both ends included", {fewest: 2, most: 8}, ["Maybe 14"]],
    ["one policy", {policy: "grpo"}, ["4"]],
    ["all that is asked together", {text: "4", verdict: "correct", fewest: 2}, ["First 2 + 2 = 4."]],
    ["nothing of letters that could be a pattern", {text: "."}, ["First 2 + 2 = 4."]],
    ["nothing where nothing fits", {text: "five"}, []]
  ])("finds %s", (_, asked, texts) => {
    const found = searchShard(shard, {...emptySearch, ...asked});
    expect(found.map(({completion: {completion: text}}) => text)).toEqual(texts);
    expect(found.every(({problemId}) => problemId === "p1")).toBe(true);
  });

  it("knows a search that asks nothing", () => {
    expect(asksNothing({...emptySearch})).toBe(true);
    expect(asksNothing({...emptySearch, most: 3})).toBe(false);
  });
});

describe("excerpt", () => {
  it("cuts a text around what was looked for, and says where it is cut", () => {
    expect(excerpt("0123456789", "45", 2)).toEqual(["…23", "45", "67…"]);
    expect(excerpt("0123456789", "01", 2)).toEqual(["", "01", "23…"]);
    expect(excerpt("0123456789", "", 3)).toEqual(["", "", "012…"]);
    expect(excerpt("Abc", "aB", 5)).toEqual(["", "Ab", "c"]);
  });
});
