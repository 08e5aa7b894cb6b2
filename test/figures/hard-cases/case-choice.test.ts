import {describe, expect, it} from "vitest";
import {caseRows, filterCases, hardestSolved} from "../../../src/figures/hard-cases/case-order.js";
import {chooseCases, readCaseState, writeCaseState} from "../../../src/figures/hard-cases/case-state.js";
import type {BenchmarkCounts} from "../../../src/metrics/counts/benchmark-counts.js";
import {exampleCounts} from "../../findings/example-counts.js";
import {exampleStudy} from "../../findings/example-study.js";

describe("case state", () => {
  it("survives the address, and leaves other parameters alone", () => {
    const search = "?benchmark=sums&problem=HumanEval%2F0&first=grpo&show=rare&order=rate&tab=2";
    const state = readCaseState(search);
    expect(state).toEqual({
      benchmark: "sums",
      problem: "HumanEval/0",
      first: "grpo",
      second: null,
      show: "rare",
      order: "rate"
    });
    expect(new URLSearchParams(writeCaseState(state, search))).toEqual(new URLSearchParams(search));
    expect(readCaseState("?show=nonsense").show).toBe("all");
    expect(writeCaseState(readCaseState(""), "")).toBe("");
  });
});

describe("chooseCases", () => {
  const labels = (search: string) => {
    const chosen = chooseCases(readCaseState(search), exampleCounts, exampleStudy);
    return [chosen?.counts.benchmark, chosen?.first.policy, chosen?.second?.policy];
  };

  it("sets a policy beside the one that it was trained from, unless the reader chose others", () => {
    expect(labels("")).toEqual(["sums", "base", "grpo"]);
    expect(labels("?first=grpo&second=base")).toEqual(["sums", "grpo", "base"]);
    expect(labels("?benchmark=nowhere&first=nobody")).toEqual(["sums", "base", "grpo"]);
  });

  it("shows one policy where no other has completions, and nothing without verdicts", () => {
    const [only] = exampleCounts as [BenchmarkCounts];
    const alone = [{...only, policies: only.policies.slice(0, 1)}];
    expect(chooseCases(readCaseState(""), alone, exampleStudy)?.second).toBeNull();
    expect(chooseCases(readCaseState(""), [], exampleStudy)).toBeNull();
  });
});

describe("caseRows", () => {
  const [counts] = exampleCounts as [BenchmarkCounts];
  const ids = (rows: readonly {problemId: string}[]) => rows.map(({problemId}) => problemId);

  it("sorts by the first policy's accuracy, then by the second's", () => {
    expect(ids(caseRows(counts, "base", "grpo"))).toEqual(["p3", "p2", "p1", "p0", "p4"]);
    expect(ids(caseRows(counts, "grpo", null))).toEqual(["p1", "p3", "p2", "p0", "p4"]);
  });

  it("filters problems that are solved rarely, and those that one policy alone solves", () => {
    const rare: BenchmarkCounts = {
      benchmark: "sums",
      problemIds: ["a", "b", "c"],
      policies: [
        {policy: "base", n: [100, 100, 100], c: [0, 4, 5]},
        {policy: "grpo", n: [100, 100, 100], c: [1, 0, 5]}
      ]
    };
    const rows = caseRows(rare, "base", "grpo");
    expect(ids(filterCases(rows, "all"))).toEqual(["a", "b", "c"]);
    expect(ids(filterCases(rows, "rare"))).toEqual(["a", "b"]);
    expect(ids(filterCases(rows, "apart"))).toEqual(["a", "b"]);
    expect(ids(filterCases(caseRows(rare, "base", null), "rare"))).toEqual(["b"]);
  });

  it("opens at the hardest problem that the first policy solves", () => {
    expect(hardestSolved(caseRows(counts, "base", "grpo"))?.problemId).toBe("p1");
    expect(hardestSolved([])).toBeUndefined();
  });
});
