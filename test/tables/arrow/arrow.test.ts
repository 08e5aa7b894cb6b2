import {join} from "node:path";
import {tableFromIPC} from "apache-arrow";
import {describe, expect, it} from "vitest";
import {countColumns} from "../../../loaders/schema/imported-count.js";
import {writeParquet} from "../../../loaders/store/parquet.js";
import {arrowTable} from "../../../loaders/tables/arrow/arrow-table.js";
import {completionsArrow} from "../../../loaders/tables/parts/completions.js";
import {problemCountsArrow} from "../../../loaders/tables/arrow/problem-counts.js";
import {problemsArrow} from "../../../loaders/tables/arrow/problems.js";
import {experimentCellsArrow, talliesArrow} from "../../../loaders/tables/arrow/tallies.js";
import {studySummary} from "../../../loaders/tables/report/study-summary.js";
import {collectBytes} from "../../support/collect-bytes.js";
import {writeStudyRun} from "../../support/runs/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const rowsOf = (bytes: Uint8Array) =>
  tableFromIPC(bytes)
    .toArray()
    .map((row) => (row as {toJSON(): object}).toJSON());

function exampleRun() {
  return writeStudyRun(temporaryFolder(), {
    benchmarks: ["easy"],
    n: 3,
    policies: [{policy: "base", role: "base", correct: [[1, 3]]}],
    last: "truncated"
  });
}

describe("arrowTable", () => {
  it("keeps strings, integers, other numbers and nulls", () => {
    const columns = {
      name: ["a", null, "b", "a"],
      count: [1, 2, null, -3],
      share: [0.5, null, 2, 3e10],
      empty: [null, null, null, null]
    };
    const rows = rowsOf(arrowTable(columns));
    expect(rows).toEqual(
      [0, 1, 2, 3].map((i) => Object.fromEntries(Object.entries(columns).map(([k, v]) => [k, v[i]])))
    );
  });

  it("takes the narrowest integers that hold the values", () => {
    const widths = ([255, 256, 65_536, -1] as const).map((most) =>
      String(tableFromIPC(arrowTable({count: [0, most]})).schema.fields[0]!.type)
    );
    expect(widths).toEqual(["Uint8", "Uint16", "Int32", "Int32"]);
    const names = Array.from({length: 300}, (_, i) => `p${i}`);
    const table = tableFromIPC(arrowTable({name: [...names, null]}));
    expect(String(table.schema.fields[0]!.type)).toBe("Dictionary<Uint16, Utf8>");
    expect(Array.from(table.getChild("name")!)).toEqual([...names, null]);
  });

  it("writes a table without rows", () => {
    expect(rowsOf(arrowTable({name: [], count: []}))).toEqual([]);
  });
});

describe("the report's Arrow tables", () => {
  it("hold every completion with its verdict", async () => {
    const {environment} = await exampleRun();
    const rows = rowsOf(await collectBytes(completionsArrow(environment)));
    expect(rows).toHaveLength(6);
    expect(rows[2]).toEqual({
      benchmark: "easy",
      policy: "base",
      problem_id: "p0",
      sample_index: 2,
      verdict: "incorrect",
      reason: "mismatch",
      finish_reason: "length",
      completion_tokens: 12,
      sum_logprob: -1.25,
      mean_entropy: 0.25
    });
  });

  it("hold n and c of every problem", async () => {
    const {environment} = await exampleRun();
    expect(rowsOf(await problemCountsArrow(environment))).toEqual([
      {benchmark: "easy", policy: "base", problem_id: "p0", verifier: "countdown@steps", n: 3, c: 1},
      {benchmark: "easy", policy: "base", problem_id: "p1", verifier: "countdown@steps", n: 3, c: 3}
    ]);
  });

  it("count the completions by verdict and reason to stop", async () => {
    const {environment} = await exampleRun();
    const cell = {benchmark: "easy", policy: "base", verifier: "countdown@steps", smallest_n: 3};
    expect(rowsOf(await talliesArrow(environment))).toEqual([
      {...cell, problem_id: "p0", verdict: "correct", finish_reason: "stop", completions: 1},
      {...cell, problem_id: "p0", verdict: "incorrect", finish_reason: "length", completions: 1},
      {...cell, problem_id: "p0", verdict: "incorrect", finish_reason: "stop", completions: 1},
      {...cell, problem_id: "p1", verdict: "correct", finish_reason: "length", completions: 1},
      {...cell, problem_id: "p1", verdict: "correct", finish_reason: "stop", completions: 2}
    ]);
    expect(rowsOf(await experimentCellsArrow(environment))).toEqual([
      {experiment: "math", benchmark: "easy", policy: "base", n: 3}
    ]);
  });

  it("hold bare counts in an order of their own, whatever that of their files", async () => {
    const {environment, run} = await exampleRun();
    const ids = Array.from({length: 500}, (_, i) => `q${(i * 311) % 500}`);
    const rows = ids.map((problem_id) => ({problem_id, verifier: "counts@correct", n: 2, c: 1}));
    await writeParquet(join(run.counts("easy", "base"), "s0.parquet"), countColumns, rows);
    const tallies = rowsOf(await talliesArrow(environment)) as {problem_id: string; verdict: string}[];
    const told = tallies.slice(5).map(({problem_id, verdict}) => `${problem_id} ${verdict}`);
    expect(told).toEqual(ids.toSorted().flatMap((id) => [`${id} correct`, `${id} incorrect`]));
  });

  it("leave out what lies beyond the study's n", async () => {
    const {environment} = await exampleRun();
    const fewer = {...environment, BOUNDARY_N: "2"};
    expect(rowsOf(await collectBytes(completionsArrow(fewer)))).toHaveLength(4);
  });

  it("hold the problems, and the summary counts what was cut", async () => {
    const {environment} = await exampleRun();
    expect(rowsOf(problemsArrow(environment))[0]).toMatchObject({
      problem_id: "p0",
      domain: "countdown",
      gold: '{"numbers":[1,2],"target":3}'
    });
    const summary = await studySummary(environment);
    expect(summary.benchmarks).toEqual([
      {
        benchmark: "easy",
        label: "Set easy",
        verifier: "countdown@steps",
        problems: 2,
        errors: 0,
        truncated: 1 / 3
      }
    ]);
    expect(summary.policies[0]).toMatchObject({
      policy: "base",
      completions: 6,
      temperature: 0.6,
      top_p: 0.95
    });
    expect(summary.date).toBe("2026-01-02");
  });
});
