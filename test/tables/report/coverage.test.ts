import {readFileSync, writeFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {experimentCoverage} from "../../../loaders/tables/report/coverage.js";
import {claimTables} from "../../../loaders/tables/report/claim-tables.js";
import {missingExperiment} from "../../../src/figures/shared/page/missing-experiment.js";
import {countPairs} from "../../../src/metrics/claims/count-pairs.js";
import {writeStudyRun, type StudyRunOptions} from "../../support/runs/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const options: StudyRunOptions = {
  benchmarks: ["easy", "hard"],
  n: 4,
  policies: [
    {
      policy: "base",
      role: "base",
      correct: [
        [2, 2],
        [1, 0, 1]
      ]
    },
    {
      policy: "grpo",
      role: "rl",
      base: "base",
      correct: [
        [4, 4],
        [4, 0, 0]
      ]
    }
  ]
};

async function table(changes: Partial<StudyRunOptions> = {}) {
  const {environment} = await writeStudyRun(temporaryFolder(), {...options, ...changes});
  return experimentCoverage("math")(environment);
}

describe("experimentCoverage", () => {
  it("gives unbiased pass@k averaged over problems, for every policy and benchmark in the study's order", async () => {
    const {benchmarks} = await table();
    expect(benchmarks.map(({benchmark, problems}) => [benchmark, problems])).toEqual([
      ["easy", 2],
      ["hard", 3]
    ]);
    const values = (b: number, i: number) =>
      benchmarks[b]!.curves[i]!.points.map(({k, coverage}) => [k, coverage]);
    // 1 - C(2,k)/C(4,k) for c = 2 of 4: 1/2, 5/6, 1. For c = 1 of 4: 1/4, 1/2, 1.
    expect(values(0, 0)).toEqual([
      [1, 1 / 2],
      [2, expect.closeTo(5 / 6, 12)],
      [4, 1]
    ]);
    expect(values(0, 1)).toEqual([
      [1, 1],
      [2, 1],
      [4, 1]
    ]);
    expect(values(1, 0)).toEqual([
      [1, expect.closeTo(1 / 6, 12)],
      [2, expect.closeTo(1 / 3, 12)],
      [4, expect.closeTo(2 / 3, 12)]
    ]);
    const third: unknown = expect.closeTo(1 / 3, 12);
    expect(values(1, 1)).toEqual([1, 2, 4].map((k) => [k, third]));
  });

  it("compares each policy with its base: the difference and the crossing", async () => {
    const {benchmarks} = await table();
    const {comparisons} = benchmarks[1]!;
    expect(comparisons).toHaveLength(1);
    expect(comparisons[0]).toMatchObject({base: "base", rl: "grpo"});
    const differences = comparisons[0]!.points.map(({difference}) => difference);
    expect(differences).toEqual([
      expect.closeTo(1 / 6, 12),
      expect.closeTo(0, 12),
      expect.closeTo(-1 / 3, 12)
    ]);
    expect(comparisons[0]!.crossing).toMatchObject({observed: 2, kMax: 4});
    expect(benchmarks[0]!.comparisons[0]!.crossing).toMatchObject({
      observed: null,
      censored: 1,
      baseAhead: 0,
      kMax: 4
    });
  });

  it("counts a verifier's error in neither n nor c", async () => {
    const {benchmarks} = await table({last: "error"});
    const [base] = benchmarks[0]!.curves;
    expect(base!.n).toBe(3);
    expect(base!.points.map(({k, coverage}) => [k, coverage])).toEqual([
      [1, expect.closeTo(2 / 3, 12)],
      [2, 1],
      [3, 1]
    ]);
  });

  it("gives the same bytes twice", async () => {
    expect(JSON.stringify(await table())).toBe(JSON.stringify(await table()));
  });

  it("shows and compares on a benchmark the policies alone that are asked it, in one experiment", async () => {
    const counts = options.policies.flatMap((policy) => [policy, {...policy, policy: `${policy.policy}-2`}]);
    const {environment} = await writeStudyRun(temporaryFolder(), {
      ...options,
      policies: counts.map(({base, ...policy}) => ({
        ...policy,
        ...(base === undefined ? {} : {base: policy.policy.endsWith("-2") ? `${base}-2` : base})
      }))
    });
    const file = environment.BOUNDARY_STUDY;
    const asked = (line: string) => `benchmarks: [${line.includes("-2, ") ? "hard" : "easy"}], engine`;
    const lines = readFileSync(file, "utf8").split("\n");
    writeFileSync(
      file,
      lines.map((line) => line.replace("engine", line.includes("{id: ") ? asked(line) : "engine")).join("\n")
    );
    const {study, coverage, counts: rows} = await claimTables(environment);
    const panels = coverage.math!.benchmarks.map(({benchmark, curves, comparisons}) => [
      benchmark,
      curves.map(({policy}) => policy),
      comparisons.map(({base, rl}) => `${base} ${rl}`)
    ]);
    expect(panels).toEqual([
      ["easy", ["base", "grpo"], ["base grpo"]],
      ["hard", ["base-2", "grpo-2"], ["base-2 grpo-2"]]
    ]);
    expect(missingExperiment(coverage.math!, study, "math")).toBe("");
    expect(countPairs({study, counts: rows}).map(({benchmark, base, rl}) => [benchmark, base, rl])).toEqual([
      ["easy", "base", "grpo"],
      ["hard", "base-2", "grpo-2"]
    ]);
    // Never in one panel, but a policy looks alike on all pages, and no other does.
    expect(new Set(study.policies.map(({look}) => look))).toEqual(new Set([0, 1]));
    expect(study.soFar).toBeUndefined();
  });
});
