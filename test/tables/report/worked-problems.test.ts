import {describe, expect, it} from "vitest";
import {workedProblems} from "../../../loaders/tables/report/worked-problems.js";
import {writeStudyRun} from "../../support/runs/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const policies = (base: number[], rl: number[]) => [
  {policy: "base", role: "base" as const, correct: [base]},
  {policy: "grpo", role: "rl" as const, base: "base", correct: [rl]}
];

describe("workedProblems", () => {
  it("takes the problem on which both policies are right about as often as on all, with one text of each", async () => {
    const {environment} = await writeStudyRun(temporaryFolder(), {
      benchmarks: ["sums"],
      n: 8,
      policies: policies([0, 3, 8], [0, 6, 8])
    });
    const [worked, ...others] = await workedProblems(environment);
    expect(others).toEqual([]);
    expect(worked).toMatchObject({
      experiment: "math",
      verifier: "countdown@steps",
      policies: [
        {policy: "base", n: 8, c: 3},
        {policy: "grpo", n: 8, c: 6}
      ],
      shard: {problem_id: "p1", domain: "countdown"}
    });
    expect(worked!.shard.policies.map(({policy, completions}) => [policy, completions.length])).toEqual([
      ["base", 1],
      ["grpo", 1]
    ]);
    for (const {completions, distinct} of worked!.shard.policies) {
      expect(distinct.correct + distinct.incorrect).toBeGreaterThan(0);
      expect(completions[0]!.count).toBeGreaterThan(0);
    }
  });

  it("takes the first of problems that are as near, and the pair of the first benchmark", async () => {
    const {environment} = await writeStudyRun(temporaryFolder(), {
      benchmarks: ["sums", "others"],
      n: 4,
      policies: [
        {
          policy: "base",
          role: "base",
          correct: [
            [2, 2],
            [1, 1]
          ]
        },
        {
          policy: "grpo",
          role: "rl",
          base: "base",
          correct: [
            [3, 3],
            [4, 4]
          ]
        }
      ]
    });
    const found = await workedProblems(environment);
    expect(found.map(({shard}) => [shard.benchmark, shard.problem_id])).toEqual([["sums", "p0"]]);
  });

  it("has none where no policy stands beside its base", async () => {
    const {environment} = await writeStudyRun(temporaryFolder(), {
      benchmarks: ["sums"],
      n: 4,
      policies: policies([1], [2]).slice(0, 1)
    });
    expect(await workedProblems(environment)).toEqual([]);
  });
});
