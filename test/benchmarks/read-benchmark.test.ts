import {existsSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {readBenchmark} from "../../loaders/benchmarks/read-benchmark.js";
import type {Benchmark, BenchmarkFormat} from "../../loaders/schema/study.js";
import {graderOf} from "../../loaders/verification/find-verifier.js";
import {repository} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

function benchmark(id: string, format: BenchmarkFormat, problems: string, multipleChoice = false): Benchmark {
  return {
    id,
    label: id,
    format,
    problems,
    multipleChoice,
    verifier: "any",
    audit: [],
    n: null,
    prompt: null,
    domain: null,
    notes: null
  };
}

function write(name: string, rows: unknown[]): string {
  const file = join(temporaryFolder(), name);
  const text = rows.map((row) => JSON.stringify(row)).join("\n");
  writeFileSync(file, name.endsWith(".gz") ? gzipSync(text) : text);
  return file;
}

describe("readBenchmark", () => {
  it("reads the harness's math rows, gzipped too, with the golds of both math verifiers", () => {
    const row = {
      problem: "Half of one?",
      solution: "It is \\boxed{\\frac12}.",
      answer: "\\frac12",
      unique_id: "m/1",
      level: 2
    };
    const problems = readBenchmark(benchmark("math500", "math", write("math500.jsonl.gz", [row])));
    expect(problems).toEqual([
      {
        benchmark: "math500",
        problemId: "m/1",
        domain: "math",
        prompt: "Half of one?",
        gold: {answer: "\\frac12", paper: "\\frac{1}{2}"},
        meta: {level: 2}
      }
    ]);
    for (const verifier of ["math@paper", "math@strict"]) {
      const judge = graderOf(verifier);
      const item = {benchmark: "math500", gold: problems[0]!.gold};
      expect(judge({...item, completion: "\\boxed{0.5}"}).verdict).toBe("correct");
      expect(judge({...item, completion: "\\boxed{0.25}"}).verdict).toBe("incorrect");
    }
  });

  it("numbers rows without an id from 0, as the harness does", () => {
    const row = {question: "1 + 1?", answer: "so #### 2"};
    const problems = readBenchmark(benchmark("gsm8k", "math", write("gsm8k.jsonl", [row, row])));
    expect(problems.map(({problemId}) => problemId)).toEqual(["0", "1"]);
    expect(problems[0]!.gold).toEqual({answer: "so #### 2", paper: "2"});
  });

  it("leaves multiple choice out unless the study keeps it", () => {
    const open = {id: "1", question: "How many?", options: [], answer: "3", image: "1.png"};
    const choice = {id: "2", question: "Which?", options: ["1", "2"], answer: "A", image: "2.png"};
    const file = write("mathvision.jsonl", [open, choice]);
    const ids = (keep: boolean) =>
      readBenchmark(benchmark("mathvision", "mathvision", file, keep)).map(({problemId}) => problemId);
    expect(ids(false)).toEqual(["1"]);
    expect(ids(true)).toEqual(["1", "2"]);
  });

  it("names the line of a row that does not fit", () => {
    const file = write("math500.jsonl", [{answer: "2"}]);
    expect(() => readBenchmark(benchmark("math500", "math", file))).toThrow(
      `${file}:1: invalid math problem: no question`
    );
  });

  it("reads every public file that is at hand", () => {
    const shared = process.env.BOUNDARY_SHARED_DATA ?? join(repository, "../shared/data");
    if (!existsSync(shared)) {
      console.log(`skipped: no ${shared}`);
      return;
    }
    const count = (id: string, format: BenchmarkFormat, name: string, keep = false) =>
      readBenchmark(benchmark(id, format, join(shared, "benchmarks", name), keep)).length;
    expect(count("aime24", "math", "aime24.jsonl.gz")).toBe(30);
    expect(count("amc23", "math", "amc23.jsonl.gz")).toBe(40);
    expect(count("gsm8k", "math", "gsm8k.jsonl.gz")).toBe(1319);
    expect(count("minerva_math", "math", "minerva_math.jsonl.gz")).toBe(272);
    expect(count("olympiadbench", "math", "olympiadbench.jsonl.gz")).toBe(675);
    expect(count("math500", "math", "math500.jsonl.gz")).toBe(500);
    expect(count("humaneval", "human-eval", "humaneval.jsonl.gz")).toBe(164);
    expect(count("humaneval_plus", "evalplus", "humaneval_plus.jsonl.gz")).toBe(164);
    expect(count("mbpp_plus", "evalplus", "mbpp_plus.jsonl.gz")).toBe(378);
    expect(count("mathvista", "mathvista", "mathvista_testmini.json.gz")).toBe(460);
    expect(count("mathvision", "mathvision", "mathvision_testmini.jsonl.gz", true)).toBe(304);
  });
});
