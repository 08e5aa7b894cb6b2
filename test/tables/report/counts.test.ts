import {readFile} from "node:fs/promises";
import {describe, expect, it} from "vitest";
import {countsTable} from "../../../loaders/tables/report/counts.js";
import {withCompletions} from "../../../loaders/tables/views/with-completions.js";
import {writeTwoBenchmarksRun} from "../../support/runs/two-benchmarks-run.js";

describe("countsTable", () => {
  it("gives the counts of every problem, benchmarks in the study's order", async () => {
    const {environment} = await writeTwoBenchmarksRun();
    expect(await countsTable(environment)).toEqual([
      {
        benchmark: "hard",
        problemIds: ["p0", "p1"],
        policies: [
          {policy: "base", n: [4, 4], c: [0, 1]},
          {policy: "grpo", n: [4, 4], c: [0, 0]}
        ]
      },
      {
        benchmark: "easy",
        problemIds: ["p0", "p1"],
        policies: [
          {policy: "base", n: [4, 4], c: [2, 4]},
          {policy: "grpo", n: [4, 4], c: [4, 4]}
        ]
      }
    ]);
  });

  it("counts a verifier's error in no n", async () => {
    const {environment} = await writeTwoBenchmarksRun("error");
    const [hard] = await countsTable(environment);
    expect(hard!.policies[0]).toEqual({policy: "base", n: [3, 3], c: [0, 1]});
  });
});

describe("solvable-sets.sql", () => {
  it("counts problems by the policies that solve them", async () => {
    const {environment} = await writeTwoBenchmarksRun();
    const sql = await readFile(new URL("../../../src/sql/solvable-sets.sql", import.meta.url), "utf8");
    const rows = await withCompletions(environment, (database) => database.rows(sql));
    expect(rows).toEqual([
      {benchmark: "easy", solved_by: "base and grpo", problems: 2},
      {benchmark: "hard", solved_by: "base", problems: 1},
      {benchmark: "hard", solved_by: "neither", problems: 1}
    ]);
  });
});

describe("accuracy-histogram.sql", () => {
  it("counts problems by tenths, exact 0 and exact 1 apart", async () => {
    const {environment} = await writeTwoBenchmarksRun();
    const sql = await readFile(new URL("../../../src/sql/accuracy-histogram.sql", import.meta.url), "utf8");
    const rows = await withCompletions(environment, (database) => database.rows(sql));
    expect(rows).toEqual([
      {benchmark: "easy", policy: "base", accuracy_up_to: "50%", problems: 1},
      {benchmark: "easy", policy: "base", accuracy_up_to: "always", problems: 1},
      {benchmark: "easy", policy: "grpo", accuracy_up_to: "always", problems: 2},
      {benchmark: "hard", policy: "base", accuracy_up_to: "never", problems: 1},
      {benchmark: "hard", policy: "base", accuracy_up_to: "30%", problems: 1},
      {benchmark: "hard", policy: "grpo", accuracy_up_to: "never", problems: 2}
    ]);
  });
});
