import {describe, expect, it} from "vitest";
import {compareAnswer} from "../../src/findings/compare/compare-text.js";
import {compareTable} from "../../src/metrics/compare/compare-table.js";
import type {ReportSide} from "../../src/metrics/compare/report-side.js";
import type {PolicySummary} from "../../src/metrics/study/study-summary.js";

const options = {level: 0.95, replicates: 100, seed: 1};

function policy(id: string, role: PolicySummary["role"], base: string | null): PolicySummary {
  return {
    ...{policy: id, label: id.toUpperCase(), role, base, engine: "imported", source: id},
    ...{temperature: 0.6, top_p: 0.95, max_tokens: null, prefill: null, completions: 8}
  };
}

/** A report on `sums` in which RL, called `rl`, solves `correct[i]` of four completions of problem i. */
function report(
  name: string,
  rl: string,
  correct: readonly number[],
  more: Partial<ReportSide["study"]> = {}
): ReportSide {
  const problemIds = correct.map((_, i) => `p${i}`);
  return {
    name,
    study: {
      ...{study: name, title: `The study ${name}`, seed: 1, date: null, experiments: [], provenance: {}},
      policies: [policy("base", "base", null), policy(rl, "rl", "base")],
      benchmarks: [
        {benchmark: "sums", label: "Sums", verifier: "math@strict", problems: 3, errors: 0, truncated: null}
      ],
      ...more
    },
    counts: [
      {
        benchmark: "sums",
        problemIds,
        policies: [
          {policy: "base", n: correct.map(() => 4), c: correct.map(() => 1)},
          {policy: rl, n: correct.map(() => 4), c: [...correct]}
        ]
      }
    ]
  };
}

describe("compareTable", () => {
  it("pairs policies over the problems that both reports have", () => {
    const {differences, byRole} = compareTable(
      report("one", "rl", [4, 2, 0]),
      report("two", "rl", [4, 4]),
      options
    );
    const [base, rl] = differences.table.benchmarks;
    expect(base).toMatchObject({benchmark: "sums base", problems: 2});
    expect(base!.comparisons[0]!.points.every(({difference}) => difference === 0)).toBe(true);
    // Without problem p2, which the second report lacks: 3/4 against 1.
    expect(rl!.curves.map(({points}) => points[0]!.coverage)).toEqual([0.75, 1]);
    expect(rl!.comparisons[0]).toMatchObject({
      base: "a rl",
      rl: "b rl",
      points: [{k: 1, difference: 0.25}, {k: 2}, {k: 4}]
    });
    expect(byRole).toEqual([]);
  });

  it("matches policies of other names by their role, where that is the only one", () => {
    const {byRole, differences} = compareTable(
      report("one", "grpo", [4, 2]),
      report("two", "ppo", [4, 2]),
      options
    );
    expect(byRole).toEqual(["GRPO and PPO"]);
    expect(differences.table.benchmarks.map(({benchmark}) => benchmark)).toEqual(["sums base", "sums grpo"]);
  });

  it("shows each report by itself on all its problems, with its own base", () => {
    const {each} = compareTable(report("one", "rl", [4, 2, 0]), report("two", "rl", [4, 4]), options);
    expect(each.table.benchmarks.map(({benchmark, problems}) => [benchmark, problems])).toEqual([
      ["sums first", 3],
      ["sums second", 2]
    ]);
    expect(each.table.benchmarks[0]!.comparisons[0]!.points[0]!.difference).toBeCloseTo(0.5 - 0.25, 12);
  });

  it("lists what changed in the inputs, and nothing else", () => {
    const first = report("one", "rl", [4, 2, 0], {
      provenance: {"verifier math@strict": "version 1", same: "x"}
    });
    const second = report("one", "rl", [4, 2], {
      provenance: {"verifier math@strict": "version 2", same: "x"}
    });
    second.study.policies[1]!.temperature = 1;
    expect(compareTable(first, second, options).changes).toEqual([
      {of: "policy rl", what: "temperature", a: "0.6", b: "1"},
      {of: "benchmark sums", what: "problems that the other lacks", a: "1: p2", b: null},
      {of: "input", what: "verifier math@strict", a: "version 1", b: "version 2"}
    ]);
    expect(compareTable(first, first, options).changes).toEqual([]);
  });

  it("lists what manifests of published reports say beyond the tables", () => {
    const inputs = (
      identity: string,
      sha256: string,
      more: object = {}
    ): NonNullable<ReportSide["inputs"]> => ({
      ...{identity, verifiers: {"math@strict": 1, "own@x": 1}, seeds: {completions: 1, bootstrap: 1}},
      ...{workspace: {"runs/one/a.parquet": {bytes: 10, sha256}}, tool: {commit: "c"}},
      ...more
    });
    const provenance = {"verifier math@strict": "version 1"};
    const first = {...report("one", "rl", [4, 2], {provenance}), inputs: inputs("1f", "aa".repeat(32))};
    const verifiers = {"math@strict": 2, "own@x": 2};
    const more = {verifiers, seeds: {completions: 1, bootstrap: 9}, tool: {commit: "d"}};
    const second = {
      ...report("one", "rl", [4, 2], {provenance}),
      inputs: inputs("2f", "bb".repeat(32), more)
    };
    expect(compareTable(first, second, options).changes).toEqual([
      {of: "report", what: "identity", a: "1f", b: "2f"},
      {of: "seed", what: "bootstrap", a: "1", b: "9"},
      {of: "verifier", what: "own@x", a: "1", b: "2"},
      {of: "tool", what: "commit", a: "c", b: "d"},
      {of: "file", what: "runs/one/a.parquet", a: "aaaaaaaaaaaa, 10 bytes", b: "bbbbbbbbbbbb, 10 bytes"}
    ]);
  });

  it("says so where nothing is common", () => {
    const other = report("two", "rl", [1, 2]);
    other.counts[0]!.problemIds = ["q0", "q1"];
    const table = compareTable(report("one", "rl", [1, 2]), other, options);
    expect(table.withoutProblems).toEqual(["Sums"]);
    expect(compareAnswer(table).lead).toContain("no policy, benchmark and problem in common");
  });

  it("counts differences beyond chance only", () => {
    const many = (c: number): number[] => Array.from({length: 60}, () => c);
    expect(
      compareAnswer(compareTable(report("a", "rl", many(2)), report("b", "rl", many(2)), options)).lead
    ).toContain("Nothing differs clearly between the reports");
    const {lead, cases} = compareAnswer(
      compareTable(report("a", "rl", many(0)), report("b", "rl", many(4)), options)
    );
    expect(lead).toContain("2 of 4 differences");
    expect(cases[1]!.text).toContain("0.0% and 100.0% at k = 1 (+100.0");
  });
});
