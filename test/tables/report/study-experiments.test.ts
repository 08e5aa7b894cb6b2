import {readFileSync, writeFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {studySummary} from "../../../loaders/tables/report/study-summary.js";
import {writeStudyRun} from "../../support/runs/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const experiments = `experiments:
  - {id: math, policies: [base, grpo], benchmarks: [hard, easy]}
  - {id: steps, policies: [base, grpo], benchmarks: [easy], n: 2}
  - {id: ablations, policies: [base, grpo], benchmarks: [easy], n: 4}
`;

describe("the experiments of a study's summary", () => {
  it("say of which cells they count the first completions of more, and of how many", async () => {
    const {environment, study} = await writeStudyRun(temporaryFolder(), {
      benchmarks: ["easy", "hard"],
      n: 4,
      policies: [
        {
          policy: "base",
          role: "base",
          correct: [
            [1, 2],
            [1, 0]
          ]
        },
        {
          policy: "grpo",
          role: "rl",
          base: "base",
          correct: [
            [4, 0],
            [4, 0]
          ]
        }
      ]
    });
    writeFileSync(study.file, readFileSync(study.file, "utf8") + experiments);
    const {experiments: found} = await studySummary(environment);
    expect(found.map(({experiment, n, ofMore}) => [experiment, n, ofMore])).toEqual([
      ["math", null, undefined],
      [
        "steps",
        2,
        [
          {policy: "base", benchmark: "easy", n: 4},
          {policy: "grpo", benchmark: "easy", n: 4}
        ]
      ],
      ["ablations", 4, undefined]
    ]);
  });
});
