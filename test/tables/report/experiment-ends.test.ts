import {readFileSync, writeFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {experimentEnds} from "../../../loaders/tables/report/experiment-ends.js";
import {writeStudyRun, type StudyRun} from "../../support/runs/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const rl = (policy: string, correct: number[]) => ({
  policy,
  role: "rl" as const,
  base: "base",
  correct: [correct, correct]
});

const experiments = `experiments:
  - {id: algorithms, policies: [base, ppo, grpo], benchmarks: [hard, easy]}
  - {id: ablations, policies: [base, grpo, grpo-kl, grpo-seed2], benchmarks: [easy], n: 2}
`;

/** A study with three algorithms, and a copy of one of them with another seed that only the ablations sample. */
async function studyRun(): Promise<StudyRun> {
  const run = await writeStudyRun(temporaryFolder(), {
    benchmarks: ["easy", "hard"],
    n: 4,
    policies: [
      {
        policy: "base",
        role: "base",
        correct: [
          [1, 2, 3],
          [1, 0, 1]
        ]
      },
      rl("grpo", [4, 4, 0]),
      rl("ppo", [4, 0, 4]),
      rl("grpo-kl", [3, 4, 1]),
      rl("grpo-seed2", [4, 4, 1])
    ]
  });
  writeFileSync(run.study.file, readFileSync(run.study.file, "utf8") + experiments);
  return run;
}

describe("experimentEnds", () => {
  it("has the experiment's benchmarks and policies, in its order, with seeds as yardstick", async () => {
    const {environment} = await studyRun();
    const algorithms = await experimentEnds("algorithms", {reference: "base"})(environment);
    expect(algorithms).toMatchObject({base: "base", reference: "base", replicates: 500, seed: 3});
    expect(algorithms.benchmarks.map(({benchmark}) => benchmark)).toEqual(["hard", "easy"]);
    const easy = algorithms.benchmarks[1]!;
    expect(easy.policies.map(({policy}) => policy)).toEqual(["base", "ppo", "grpo"]);
    expect(easy).toMatchObject({problems: 3, kMax: 4});
    expect(easy.policies[1]!.difference!.atOne.estimate).toBeCloseTo(2 / 3 - 1 / 2, 12);
    expect(easy.policies[2]!.gap!.estimate).toBeCloseTo(1 - 2 / 3, 12);

    // The seeds are found in the whole study, and are not compared as methods.
    const {spreads} = algorithms;
    expect(spreads).toHaveLength(1);
    expect(spreads[0]).toMatchObject({
      methods: ["ppo", "grpo"],
      seeds: ["grpo", "grpo-seed2"],
      kMax: 2
    });
  });

  it("takes differences from the first trained policy at the experiment's n; empty where the study lacks it", async () => {
    const {environment} = await studyRun();
    const table = await experimentEnds("ablations", {reference: "first"})(environment);
    expect(table.reference).toBe("grpo");
    const [easy] = table.benchmarks;
    expect(easy!.kMax).toBe(2);
    expect(easy!.policies.map(({difference}) => difference?.atMost.estimate ?? null)).toEqual([
      expect.closeTo(1 / 3, 12),
      null,
      expect.any(Number),
      expect.any(Number)
    ]);

    const steps = await experimentEnds("steps", {reference: "first", order: "step"})(environment);
    expect(steps).toMatchObject({base: null, reference: null, benchmarks: [], spreads: []});
  });
});
