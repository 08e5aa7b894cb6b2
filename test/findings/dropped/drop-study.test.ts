import {describe, expect, it} from "vitest";
import {mixedVerdicts, sharedVerifier, type DropChoice} from "../../../src/findings/dropped/drop-choice.js";
import {dropStudy} from "../../../src/findings/dropped/drop-study.js";
import {verdictRows} from "../../../src/findings/dropped/drop-text.js";
import {policyNames} from "../../../src/findings/dropped/policy-names.js";
import {differenceLines, errorLines, readLines} from "../../../src/findings/dropped/read-text.js";
import {reportSets} from "../../../src/findings/dropped/report-sets.js";
import type {DroppedPolicy, DropResult, VerifierCounts} from "../../../src/metrics/dropped/drop-result.js";
import {exampleStudy} from "../example-study.js";

function policy(name: string, verdicts: VerifierCounts[]): DroppedPolicy {
  return {
    policy: name,
    benchmarks: [
      {
        benchmark: "sums",
        formats: ["jsonl"],
        problems: 2,
        completions: 12,
        counted: 0,
        identicalRepeats: 3,
        withGold: 2,
        skipped: {"broken line": {rows: 1, examples: ["a.jsonl:3: no JSON"]}},
        notes: {},
        problemMetrics: {},
        usualVerifier: "math@strict",
        verdicts
      }
    ]
  };
}

const counts = (verifier: string, problemIds: string[], n: number[], c: number[]): VerifierCounts => ({
  verifier,
  problemIds,
  n,
  c
});

const result: DropResult = {
  files: [
    {name: "a.jsonl", format: "jsonl", leftOut: null, isError: false},
    {name: "b.jsonl", format: "jsonl", leftOut: null, isError: false},
    {name: "c.jsonl", format: null, leftOut: "c.jsonl is empty: it holds no samples", isError: true},
    {name: "d.json", format: null, leftOut: "holds no completions", isError: false}
  ],
  policies: [
    policy("a", [
      counts("jsonl@ok", ["p", "q"], [8, 4], [4, 4]),
      counts("math@strict", ["p", "q"], [8, 4], [2, 4])
    ]),
    policy("b", [counts("jsonl@ok", ["p", "r"], [8, 8], [8, 0])])
  ]
};

const table = [
  {
    benchmark: "sums",
    problemIds: ["x", "y"],
    policies: [
      {policy: "base", n: [4, 0], c: [1, 0]},
      {policy: "grpo", n: [4, 4], c: [2, 4]}
    ]
  }
];

const choice: DropChoice = {benchmark: "sums", verifier: null, base: "a", hidden: [], beside: null};

describe("what was read", () => {
  it("is told in the importer's words", () => {
    expect(readLines(result)[0]).toBe(
      "a on sums (jsonl): 2 problems, 12 completions; 3 identical repeats; jsonl@ok pass@1 75.0 % (n 12); math@strict pass@1 62.5 % (n 12); 1 rows skipped"
    );
    expect(readLines(result)).toContain("skipped, broken line (1): a.jsonl:3: no JSON");
    expect(readLines(result)).toContain(
      "jsonl@ok judged 4 to 8 completions of a problem: curves end at k = 4"
    );
    expect(readLines(result)).toContain("d.json is left out: holds no completions");
    expect(errorLines(result)).toEqual(["c.jsonl is empty: it holds no samples"]);
    expect(differenceLines(result.policies, "sums")).toEqual([
      "a and b share 1 problems of sums; 1 are a's alone, 1 are b's alone"
    ]);
  });

  it("has every verifier's pass@1, and which of them is drawn", () => {
    const rows = (verifier: string | null) =>
      verdictRows(result, {...choice, verifier}).map((row) => [
        row.policy,
        row.verifier,
        row.passAtOne,
        row.isUsed
      ]);
    expect(rows(null)).toEqual([
      ["a", "jsonl@ok", 0.75, false],
      ["a", "math@strict", 0.625, true],
      ["b", "jsonl@ok", 0.5, true]
    ]);
    expect(rows("jsonl@ok").map((row) => row[3])).toEqual([true, false, true]);
  });

  it("is compared by a verifier that judged all, and says where none did", () => {
    // a's usual one is math@strict, which b lacks.
    expect(sharedVerifier(result, "sums")).toBe("jsonl@ok");
    expect(mixedVerdicts(result, {...choice, verifier: "jsonl@ok"})).toEqual([]);
    expect(mixedVerdicts(result, choice)).toEqual([
      "different verifiers judged a by math@strict, b by jsonl@ok: a difference may be theirs"
    ]);
    expect(mixedVerdicts(result, {...choice, hidden: ["b"]})).toEqual([]);
    const [a] = result.policies;
    expect(sharedVerifier({...result, policies: [a!]}, "sums")).toBeNull();
  });

  it("names policies after files, alike ones with a number", () => {
    expect(policyNames(["x/a.jsonl.gz", "a.csv", ".csv", `${"n".repeat(40)}.jsonl`])).toEqual([
      "a",
      "a 2",
      "samples",
      `${"n".repeat(19)}…${"n".repeat(8)}`
    ]);
  });
});

describe("the study of a drop", () => {
  it("has the reader's policies, one the base of the others, beside the report's", () => {
    const [set] = reportSets(table, exampleStudy);
    expect(set!.label).toBe("Sums: Base and GRPO");
    const {study, counts, sets} = dropStudy(result, choice, {counts: table, set: set!})!;
    expect(study.policies.map(({policy, role, base}) => [policy, role, base])).toEqual([
      ["yours:a", "base", null],
      ["yours:b", "rl", "yours:a"],
      ["base", "base", null],
      ["grpo", "rl", "base"]
    ]);
    expect(counts.filter(({policy}) => policy === "yours:a").map(({n, c}) => [n, c])).toEqual([
      [8, 2],
      [4, 4]
    ]);
    expect(counts.filter(({policy}) => policy === "base")).toHaveLength(1);
    // Of the problems that both have.
    expect(sets.own.members.map(({counts}) => counts)).toEqual([[{n: 8, c: 2}], [{n: 8, c: 8}]]);
    expect(sets.report!.members.map(({counts}) => counts)).toEqual([[{n: 4, c: 1}], [{n: 4, c: 2}]]);
  });

  it("compares nothing without a base, and is none where every policy is hidden", () => {
    const alone = dropStudy(result, {...choice, base: null}, {counts: table, set: null})!;
    expect(alone.study.policies.map(({role, base}) => [role, base])).toEqual([
      ["base", null],
      ["base", null]
    ]);
    expect(dropStudy(result, {...choice, hidden: ["a", "b"]}, {counts: table, set: null})).toBeNull();
  });
});
