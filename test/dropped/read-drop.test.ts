import {gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {verdictSummaries} from "../../loaders/importing/import-summary.js";
import {Database} from "../../loaders/store/database.js";
import {importingFixture} from "../support/importing/importing-fixtures.js";
import {importRun} from "../support/importing/import-run.js";
import {dropped, fixtureFile, totals} from "./dropped-files.js";

const lines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

/** Files that a tool writes beside one: an import finds them on the disk, a reader drops them too. */
function beside(name: string): string[] {
  return name.includes("/samples_pears_")
    ? [name.replace("samples_pears", "results").replace("jsonl", "json")]
    : [];
}

/** What `npm run import` stores of a file: judged and correct, by the tool's own metrics. */
async function imported(name: string) {
  const sources = [{paths: [importingFixture(name)], format: null, map: {}, benchmark: null}];
  const {run, record} = await importRun([], {sources});
  const database = await Database.open();
  try {
    return await Promise.all(
      record.benchmarks.map(async ({benchmark, problems, completions, skipped, notes}) => ({
        benchmark,
        problems,
        completions,
        skipped,
        notes,
        verdicts: Object.fromEntries(
          Object.entries(await verdictSummaries(database, run, benchmark, "theirs")).map(
            ([verifier, {n, correct}]) => [verifier, [n, correct]]
          )
        )
      }))
    );
  } finally {
    database.close();
  }
}

describe("a dropped file", () => {
  it.each([
    "counts/rows.jsonl",
    "csv/rows.csv",
    "csv/semicolons.csv",
    "evalplus/samples_eval_results.json",
    "every-eval-ever/7d3ea0d2-5d4c-4b52-9d9e-0a3b9f6a1c11_samples.jsonl",
    "human-eval/samples.jsonl_results.jsonl",
    "jsonl/list.json",
    "jsonl/rows.jsonl",
    "lm-eval/org__mini/samples_pears_2026-05-04T10-20-30.123456.jsonl",
    "nemo-skills/output-rs0.jsonl",
    "verl/30.jsonl"
  ])("%s counts what an import of it stores", async (name) => {
    const {files, policies} = await dropped([name, ...beside(name)].map(fixtureFile));
    expect(files[0]).toMatchObject({leftOut: null, isError: false});
    for (const {leftOut} of files.slice(1)) expect(leftOut).toBe("holds no completions");
    const found = policies.flatMap(({benchmarks}) =>
      benchmarks.map((one) => {
        const {benchmark, problems, completions, skipped, notes} = one;
        const foreign = Object.entries(totals(one)).filter(([verifier]) => verifier !== "math@strict");
        return {benchmark, problems, completions, skipped, notes, verdicts: Object.fromEntries(foreign)};
      })
    );
    expect(found).toEqual(await imported(name));
  });

  it("of counts of several systems is a policy for each", async () => {
    const {policies} = await dropped([
      new File(["problem,n,c_base,c_rl\na,8,1,4\nb,8,8,8\nc,8,9,0\n"], "both.csv")
    ]);
    expect(policies.map(({policy, benchmarks: [one]}) => [policy, totals(one!), one!.skipped])).toEqual([
      [
        "base",
        {"counts@correct": [16, 9]},
        {"more correct than tried": {rows: 1, examples: ["both.csv:3: 9 of 8"]}}
      ],
      ["rl", {"counts@correct": [24, 12]}, {}]
    ]);
  });

  it("is judged by math@strict beside the file's own verdicts, unpacked first, with what is skipped told", async () => {
    const rows = [
      {problem_id: "a", gold: "1/2", completion: "\\boxed{0.5}", correct: false, sample_index: 0},
      {problem_id: "a", gold: "1/2", completion: "\\boxed{0.5}", correct: false, sample_index: 0},
      {problem_id: "a", gold: "1/2", completion: "\\boxed{3}", correct: true, sample_index: 1},
      {problem_id: "b", gold: "7", completion: "\\boxed{7}", correct: true, sample_index: 0}
    ];
    const {policies} = await dropped([new File([gzipSync(`${lines(rows)}{"broken\n`)], "own.jsonl.gz")]);
    const [one] = policies[0]!.benchmarks;
    expect(totals(one!)).toEqual({"jsonl@correct": [3, 2], "math@strict": [3, 2]});
    expect(one!.verdicts.map(({verifier, problemIds, n, c}) => [verifier, problemIds, n, c])).toEqual([
      ["jsonl@correct", ["a", "b"], [2, 1], [1, 1]],
      ["math@strict", ["a", "b"], [2, 1], [1, 1]]
    ]);
    expect(one!.usualVerifier).toBe("math@strict");
    expect(Object.entries(one!.skipped).map(([reason, {rows}]) => [reason, rows])).toEqual([
      ["broken line", 1],
      ["the same row twice", 1]
    ]);
    expect(one!.skipped["broken line"]!.examples[0]).toMatch(/^own\.jsonl\.gz:5: /);
  });

  it("without reference answers is judged by those of another one, whichever came first", async () => {
    const bare = new File([lines([{problem_id: "a", completion: "\\boxed{4}"}])], "bare.jsonl");
    const told = new File([lines([{problem_id: "a", gold: "4", completion: "\\boxed{5}"}])], "told.jsonl");
    for (const files of [
      [bare, told],
      [told, bare]
    ]) {
      const {policies} = await dropped(files);
      expect(
        Object.fromEntries(policies.map(({policy, benchmarks: [one]}) => [policy, totals(one!)]))
      ).toEqual({
        "bare.jsonl": {"math@strict": [1, 1]},
        "told.jsonl": {"math@strict": [1, 0]}
      });
    }
  });

  it("of the same bytes as another of its policy counts once, and one of another policy counts", async () => {
    const file = (name: string): File => new File(["problem,n,c\na,4,2\n"], name);
    const [one, two] = [
      await dropped([file("a.csv"), file("b.csv")], {policy: "p"}),
      await dropped([file("a.csv"), file("b.csv")])
    ];
    expect(one.files.map(({leftOut}) => leftOut)).toEqual([null, "the same bytes as a.csv"]);
    expect(one.policies.map(({benchmarks}) => totals(benchmarks[0]!))).toEqual([{"counts@correct": [4, 2]}]);
    expect(two.policies).toHaveLength(2);
  });

  it("that cannot be read is told in one line, and the others count", async () => {
    const {files, policies} = await dropped([
      new File(["PAR1 and more"], "a.parquet"),
      new File([Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)], "log.eval"),
      new File([gzipSync("problem,n,c\na,4,2\n").subarray(0, 20)], "cut.csv.gz"),
      new File(['{"q": "2 + 2", "tries": ["4"]}\n'], "odd.jsonl"),
      new File([""], "empty.csv"),
      new File(["problem,n,c\na,4,2\n"], "good.csv")
    ]);
    expect(files.map(({isError}) => isError)).toEqual([true, true, true, true, true, false]);
    for (const {name, leftOut, isError} of files) if (isError) expect(leftOut).toContain(name);
    expect(files[3]!.leftOut).toContain("--map completion=tries");
    expect(policies.map(({policy}) => policy)).toEqual(["good.csv"]);
  });

  it("is read by the columns that the reader names, as one benchmark", async () => {
    const rows = [{q: "2 + 2", right: "4", tries: ["\\boxed{4}", "\\boxed{5}"], set: "one"}];
    const {policies} = await dropped([new File([lines(rows)], "odd.jsonl")], {
      columns: {completion: "tries", prompt: "q", gold: "right"},
      benchmark: "sums"
    });
    expect(policies[0]!.benchmarks.map((one) => [one.benchmark, totals(one)])).toEqual([
      ["sums", {"math@strict": [2, 1]}]
    ]);
  });

  it("with a line of many megabytes is read on after it", {timeout: 60_000}, async () => {
    const long = JSON.stringify({
      problem_id: "a",
      gold: "1",
      completion: `${"x ".repeat(8_000_000)}\\boxed{1}`
    });
    const {policies} = await dropped([
      new File(
        [`${long}\n`, "y".repeat(16_000_000), "\n", lines([{problem_id: "b", gold: "2", completion: "2"}])],
        "long.jsonl"
      )
    ]);
    const [one] = policies[0]!.benchmarks;
    expect(one!.notes).toEqual({"too long for math@strict in a browser": 1});
    expect(Object.values(one!.skipped).map(({rows}) => rows)).toEqual([1]);
    expect(one!.problems).toBe(2);
  });
});

it("a file that names a benchmark a row is refused in a line, before memory is", async () => {
  const rows = Array.from({length: 1_100}, (_, i) => ({id: "a", benchmark: `set ${i}`, completion: "1"}));
  const {files, policies} = await dropped([new File([lines(rows)], "sets.jsonl")]);
  expect(policies).toEqual([]);
  expect(files[0]).toMatchObject({
    isError: true,
    leftOut: "the files name more than 1000 benchmarks: read them with npm run import"
  });
});
