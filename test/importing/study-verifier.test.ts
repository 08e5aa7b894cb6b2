import {join} from "node:path";
import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {parse} from "yaml";
import {studyFileText} from "../../loaders/importing/study-file.js";
import {filesIn, importRun} from "../support/importing/import-run.js";
import {runCli} from "../support/run-cli.js";

/** The verifier of the study that an import of lines makes. */
function verifierOf(lines: readonly object[]): string {
  const folder = filesIn({
    "samples_sums_2026-05-04T10-20-30.123456.jsonl": lines.map((line) => JSON.stringify(line)).join("\n")
  });
  const file = join(folder, "study.yaml");
  const {status, stderr} = runCli("import", [
    ...["--dir", folder, "--no-verify", "--study-out", file],
    `base=${join(folder, "samples_*.jsonl")}`
  ]);
  expect(status, stderr).toBe(0);
  return (parse(readFileSync(file, "utf8")) as {benchmarks: {verifier: string}[]}).benchmarks[0]!.verifier;
}

const line = (more: object): object => ({
  doc_id: 0,
  doc: {question: "2 + 2"},
  target: "4",
  arguments: {},
  resps: [["= 4"]],
  filtered_resps: ["4"],
  filter: "none",
  metrics: ["exact_match"],
  exact_match: 1,
  ...more
});

const repeated = {resps: [["= 4", "= 5"]], filtered_resps: ["4"]};

describe("the verifier of a study that an import makes", () => {
  it.each([
    ["ours, where the task has text and a gold", [line({})], "math@strict"],
    [
      "the tool's, where answers are given to choose from",
      [line({doc: {choices: ["4", "5"]}, target: "A", metrics: ["acc"], acc: 1})],
      "lm-eval@acc,none"
    ],
    [
      "ours, whatever filters of the tool judged beside it",
      [line({filter: "strict-match"}), line({filter: "flexible-extract"})],
      "math@strict"
    ],
    [
      "ours, where a filter has one value for all repeats",
      [line({...repeated, filter: "strict-match"})],
      "math@strict"
    ]
  ])("is %s", (_, lines, verifier) => {
    expect(verifierOf(lines)).toBe(verifier);
  });
});

it("is the tool's for a countdown, of which files have the number alone, and ours where no tool judged", async () => {
  const {record} = await importRun([filesIn({"samples_sums.jsonl": JSON.stringify(line({}))})]);
  const made = (benchmark: string, metrics: readonly string[], withTarget = 0): string => {
    const text = studyFileText({
      id: "study",
      title: "Study",
      policies: [{id: "theirs", label: "theirs", role: "base", base: null, sources: []}],
      records: [{...record, benchmarks: [{...record.benchmarks[0]!, benchmark, withTarget}]}],
      verdicts: () => Object.fromEntries(metrics.map((metric) => [metric, {n: 1, correct: 1, pass_at_1: 1}])),
      problems: null,
      verifier: null
    });
    return (parse(text) as {benchmarks: {verifier: string}[]}).benchmarks[0]!.verifier;
  };
  const tool = "lighteval@pass@k:k=1&n=4";
  expect(made("countdown_micro-0", [tool])).toBe(tool);
  expect(made("countdown_micro-0", [])).toBe("math@strict");
  expect(made("problems", [tool], 1)).toBe(tool);
  expect(made("countdowns", [tool])).toBe("math@strict");
});
