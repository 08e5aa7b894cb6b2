import {describe, expect, it} from "vitest";
import {cotCoverage} from "../../../src/metrics/coverage/cot-coverage.js";
import {agreedChains, chainMarks, type ReadChain} from "../../../src/metrics/coverage/read-chain.js";
import {annotationLines, parseAnnotations} from "../../../src/metrics/study/annotation.js";
import {casePath} from "../../../src/metrics/study/case-shard.js";
import {exampleAnnotation as annotation} from "../../support/runs/example-annotation.js";

const chain = (changes: Partial<ReadChain>): ReadChain => ({
  ...annotation,
  count: 1,
  correct: true,
  ...changes
});

describe("parseAnnotations", () => {
  it("reads what annotationLines writes", () => {
    const all = [
      annotation,
      {...annotation, mark: "unsure" as const, note: "“odd”\n", digest: "0123456789ab"}
    ];
    expect(parseAnnotations(`\n${annotationLines(all)}`, "a.jsonl")).toEqual(all);
  });

  it.each([
    ["{", "a.jsonl:2: "],
    ["[]", "not an object"],
    [JSON.stringify({...annotation, mark: "good"}), 'mark must be valid, invalid, unsure, not "good"'],
    [JSON.stringify({...annotation, mark: undefined}), "mark must be valid, invalid, unsure, not missing"],
    [JSON.stringify({...annotation, sample_index: -1}), "sample_index must be a whole number from 0, not -1"],
    [JSON.stringify({...annotation, date: "2026-13-01"}), "date must be a date like 2026-01-31"],
    [JSON.stringify({...annotation, reader: ""}), "reader must be a text"],
    [JSON.stringify({...annotation, digest: "xyz"}), "digest must be 12 hexadecimal digits"],
    [JSON.stringify({...annotation, marks: 1}), "unknown field marks"]
  ])("names the line and the value of %s", (line, message) => {
    const read = () => parseAnnotations(`${annotationLines([annotation])}${line}\n`, "a.jsonl");
    expect(read).toThrow(message);
    expect(read).toThrow("a.jsonl:2: invalid annotation");
  });
});

describe("agreedChains", () => {
  it("takes a reader's latest mark, and the later line where the dates are equal", () => {
    const marks = (chains: ReadChain[]) => [...agreedChains(chains).values()].map(({mark}) => mark);
    expect(marks([chain({date: "2026-02-02"}), chain({mark: "invalid", date: "2026-02-01"})])).toEqual([
      "valid"
    ]);
    expect(marks([chain({}), chain({mark: "invalid"})])).toEqual(["invalid"]);
  });

  it("is unsure where readers disagree", () => {
    const chains = [
      chain({}),
      chain({reader: "AB", mark: "invalid"}),
      chain({sample_index: 7, mark: "invalid"})
    ];
    expect([...agreedChains(chains)].map(([index, {mark}]) => [index, mark])).toEqual([
      [3, "unsure"],
      [7, "invalid"]
    ]);
  });
});

describe("chainMarks", () => {
  it("counts each text as often as it was drawn, and correct ones only", () => {
    const chains = [
      chain({count: 4}),
      chain({sample_index: 5, mark: "invalid", count: 2}),
      chain({sample_index: 6, mark: "unsure", count: 8}),
      chain({sample_index: 7, count: 16, correct: false})
    ];
    expect(chainMarks(chains)).toEqual({valid: 4, invalid: 2});
    expect(chainMarks([])).toEqual({valid: 0, invalid: 0});
  });
});

describe("cotCoverage", () => {
  it("bounds the mean by hand-computed values, and meets pass@k where nothing was read", () => {
    const problems = [
      {n: 4, c: 2, valid: 1, invalid: 0},
      {n: 4, c: 1, valid: 0, invalid: 1}
    ];
    expect(cotCoverage(problems, [1, 4, 8])).toEqual([
      {low: 1 / 8, high: 1 / 4},
      {low: 1 / 2, high: 1 / 2},
      {low: NaN, high: NaN}
    ]);
  });
});

describe("casePath", () => {
  it("keeps plain ids and gives every other character a code of its own", () => {
    expect(casePath("sums", "list-programs-001.b")).toBe("_cases/sums/list-programs-001.b.json");
    expect(casePath("human-eval", "HumanEval/0")).toBe("_cases/human-eval/HumanEval~002f0.json");
    expect(casePath("x", "..")).toBe("_cases/x/~002e..json");
    expect(casePath("x", "a~002f")).not.toBe(casePath("x", "a/"));
  });
});
