import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {verdictColumns} from "../../../loaders/schema/verdict.js";
import {writeParquet} from "../../../loaders/store/parquet.js";
import {parquetFiles} from "../../../loaders/store/run-folder.js";
import {auditTable} from "../../../loaders/tables/audit/audit.js";
import {harnessLine} from "../../support/importing/import-run.js";
import {importedStudy} from "../../support/importing/imported-study.js";
import {writeStudyRun} from "../../support/runs/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const file = (seed: number): string => `test_qwen-boxed_-1_seed${seed}_t0.6_s0_e-1.jsonl`;
const line = (
  idx: number,
  code: readonly string[],
  score: readonly boolean[],
  finish: readonly (string | null)[]
) => harnessLine(idx, code, {score, finish_reason: finish});

/** Two problems of the base with four completions, of RL with three and two. */
async function audited() {
  return importedStudy(
    [
      {
        id: "base",
        files: {
          [file(1)]: [
            line(0, ["a.", "a."], [true, true], ["stop", "length"]),
            line(1, ["b.", "c."], [false, true], ["length", "abort"])
          ].join("\n"),
          [file(2)]: [
            line(0, ["a.", " "], [true, false], ["stop", "stop"]),
            line(1, ["d and", "e."], [false, false], ["stop", "stop"]),
            "{broken"
          ].join("\n")
        }
      },
      {
        id: "rl",
        base: "base",
        files: {
          "b.jsonl": [
            harnessLine(0, ["a.", "b.", "c."], {score: [true, true, false]}),
            harnessLine(2, ["x."], {score: [true]}),
            harnessLine(1, ["a.", "b."], {score: [true, true]})
          ].join("\n")
        }
      }
    ],
    "qwen-harness@score"
  );
}

describe("auditTable", () => {
  it("counts what could spoil the verdicts of imported completions", async () => {
    const {cells} = await auditTable((await audited()).environment);
    expect(cells).toMatchObject([
      {
        policy: "base",
        problems: 2,
        n: {min: 4, median: 4, max: 4},
        completions: 8,
        judged: 8,
        finishUnknown: 1,
        cut: 2,
        repeats: 2,
        empty: 1,
        disputed: 0,
        failed: 0,
        errors: 0
      },
      {policy: "rl", problems: 3, n: {min: 1, median: 2, max: 3}, finishUnknown: 6, cut: 0, repeats: 0}
    ]);
  });

  it("compares equal texts within a seed with those across seeds", async () => {
    const {cells} = await auditTable((await audited()).environment);
    // Problem 0: one of two pairs within seeds and two of four across; problem 1: none.
    expect(cells[0]!.repeat).toMatchObject({
      problems: 2,
      constant: 0,
      rate: 0.25,
      expected: null,
      copies: []
    });
    expect(cells[0]!.repeat!.seeds!.estimate).toBe(0);
    expect(cells[1]!.repeat!.seeds).toBeNull();
  });

  it("tells of the imports what the files would hide", async () => {
    const {imports, missing, leftOut} = await auditTable((await audited()).environment);
    expect(imports).toMatchObject([
      {
        policy: "base",
        formats: ["qwen-harness"],
        notes: [{note: "stops in a sentence, as a stop word cuts", rows: 2}],
        unknownFinish: [{word: "abort", rows: 1}]
      },
      {policy: "rl", skipped: []}
    ]);
    expect(imports[0]!.skipped.map(({rows}) => rows)).toEqual([1]);
    expect(missing).toEqual([
      {benchmark: "sums", a: "base", b: "rl", shared: 2, onlyA: 0, onlyB: 1, examples: ["2"]}
    ]);
    expect(leftOut).toEqual([]);
  });

  it("computes what dropping and flipping would change, on the problems that all policies have", async () => {
    const {effects} = await auditTable((await audited()).environment);
    const cut = effects.find(({kind}) => kind === "cut")!;
    expect(cut.curves.map(({policy, n, marked, correct}) => [policy, n, marked, correct])).toEqual([
      ["base", 8, 2, 1],
      ["rl", 5, 0, 0]
    ]);
    // Base: 3 of 4 and 1 of 4. Without the cut ones 2 of 3 and 1 of 3; flipped 2 of 4 and 2 of 4.
    const [at1] = cut.curves[0]!.points;
    expect(at1).toMatchObject({k: 1, coverage: 0.5, flipped: 0.5, worst: 0.375, best: 0.625});
    expect(at1!.dropped).toBeCloseTo(0.5, 12);
    // RL: 2 of 3 and 2 of 2.
    const difference = (change: keyof NonNullable<typeof cut.outcomes>) =>
      cut.outcomes![change].points[0]!.difference;
    expect(difference("asIs")).toBeCloseTo(5 / 6 - 0.5, 12);
    expect(difference("worst")).toBeCloseTo(5 / 6 - 0.625, 12);
    expect(difference("best")).toBeCloseTo(5 / 6 - 0.375, 12);
    expect(cut.outcomes!.dropped).toMatchObject({problems: 2});
    expect(cut.outcomes!.dropped.points.map(({k}) => k)).toEqual([1, 2]);
  });

  it("leaves a problem out of which nothing is left, rather than count it as unsolved", async () => {
    const {environment} = await importedStudy(
      [
        {
          id: "base",
          files: {
            [file(1)]: [
              line(0, ["a.", "b."], [false, false], ["length", "length"]),
              line(1, ["a.", "b."], [true, false], ["stop", "length"])
            ].join("\n")
          }
        }
      ],
      "qwen-harness@score"
    );
    const {effects} = await auditTable(environment);
    expect(effects[0]).toMatchObject({kind: "cut", base: null, policy: "base", outcomes: null});
    expect(effects[0]!.curves[0]!.points).toMatchObject([
      {k: 1, coverage: 0.25, dropped: 1, flipped: 1, worst: 0.25, best: 1},
      {k: 2, dropped: null, best: 1}
    ]);
  });

  it("calls four repeats with one text each constant, whatever tool wrote them", async () => {
    const sample = (doc: number, text: string) =>
      JSON.stringify({
        doc_id: doc,
        doc: {question: `What is ${doc}?`},
        target: String(doc),
        arguments: {gen_args_0: {arg_0: `What is ${doc}?`, arg_1: {until: [], temperature: 0.7}}},
        resps: [[text, text, text, text]],
        filtered_resps: [text],
        filter: "none",
        metrics: ["exact_match"],
        exact_match: 1
      });
    const {environment} = await importedStudy(
      [
        {
          id: "base",
          files: {
            "samples_pears_2026-05-04T10-20-30.123456.jsonl": [sample(0, "zero"), sample(1, "one")].join("\n")
          }
        }
      ],
      "lm-eval@exact_match"
    );
    const {cells} = await auditTable(environment);
    expect(cells[0]!.repeat).toMatchObject({problems: 2, constant: 2, rate: 1, copies: []});
  });

  it("counts disputes, and what a verifier gave up on or failed on", async () => {
    const {environment, run} = await writeStudyRun(temporaryFolder(), {
      benchmarks: ["easy"],
      n: 3,
      policies: [{policy: "base", role: "base", correct: [[1, 3]]}],
      last: "error"
    });
    const own = parquetFiles(run.verdicts({id: "countdown@steps", version: 1}, "easy", "base"));
    expect(own).toHaveLength(1);
    const verdict = (problem_id: string, sample_index: number, word: string, reason: string | null) => ({
      problem_id,
      sample_index,
      verdict: word,
      extracted: null,
      reason,
      rule: "test",
      ms: 0
    });
    const other = run.verdicts({id: "lenient@test", version: 1}, "easy", "base");
    await writeParquet(join(other, "s0.parquet"), verdictColumns, [
      verdict("p0", 0, "correct", null),
      verdict("p0", 1, "correct", null),
      verdict("p1", 2, "incorrect", "timeout")
    ]);
    const {cells, effects} = await auditTable(environment);
    expect(cells[0]).toMatchObject({judged: 4, completions: 6, disputed: 1, errors: 2, failed: 0});
    expect(effects.map(({kind}) => kind)).toEqual(["disputed", "errors"]);
    // Two problems with n = 2, one of them half right, and a completion each that has no verdict.
    expect(effects[1]!.curves[0]).toMatchObject({n: 4, marked: 2, correct: 0});
    const [at1, at2] = effects[1]!.curves[0]!.points;
    expect(at1).toMatchObject({k: 1, coverage: 0.75, dropped: 0.75, flipped: 0.75});
    expect(at1!.worst).toBeCloseTo((1 / 3 + 2 / 3) / 2, 12);
    expect(at1!.best).toBeCloseTo((2 / 3 + 1) / 2, 12);
    expect(at2).toMatchObject({k: 2, coverage: 1, best: 1});
    expect(at2!.worst).toBeCloseTo((2 / 3 + 1) / 2, 12);
    expect(effects[0]!.curves[0]).toMatchObject({n: 4, marked: 1, correct: 0});
    expect(effects[0]!.curves[0]!.points[0]).toMatchObject({coverage: 0.75, flipped: 1});
  });
});
