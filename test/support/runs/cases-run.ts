import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {encodePng} from "../../../loaders/pictures/encode-png.js";
import {annotationLines, type Annotation} from "../../../src/metrics/study/annotation.js";
import {writeStudyRun, type StudyRun} from "./study-run.js";
import {writeTexts, type JudgedText} from "./texts-run.js";

/** A mark that the run of `writeCasesRun` comes with: of a completion of `grpo`. */
export const givenMark: Annotation = {
  study: "test-study",
  benchmark: "stories",
  problem_id: "p0",
  policy: "grpo",
  sample_index: 63,
  mark: "invalid",
  reader: "AB",
  date: "2026-01-31",
  note: "guesses"
};

const N = 64;

const program = {
  problem_id: "p0",
  domain: "code",
  prompt: "list 3 3 -> 9 9 program",
  gold: {
    entry_point: "f",
    tests: [
      {args: [[]], expected: []},
      {args: [[3, 3]], expected: [9, 9]}
    ]
  }
};

const picture = {
  problem_id: "p0",
  domain: "visual",
  prompt: "count rings",
  gold: {picture: ["rr2"], question: {ask: "count", of: "rings"}},
  image: "p0.png"
};

/**
 * A run whose completions are worth reading, for tests of the page of hard cases. Of the 64 completions of each problem p0
 * the last is correct, and the others are of one wrong text: `sums` (with an easy p1) and `pictures`, whose verifiers check
 * steps; `stories`, judged by its answers; `programs`, judged by tests.
 */
export async function writeCasesRun(folder: string): Promise<StudyRun & {annotations: string}> {
  const benchmarks = ["sums", "stories", "programs", "pictures"];
  const written = await writeStudyRun(folder, {
    benchmarks,
    verifiers: {stories: "math@strict", programs: "code@python", pictures: "pictures@steps"},
    n: N,
    policies: [
      {policy: "base", role: "base", correct: benchmarks.map(() => [1, 40])},
      {policy: "grpo", role: "rl", base: "base", correct: benchmarks.map(() => [1, 64])}
    ]
  });
  writeFileSync(join(folder, "programs.jsonl"), `${JSON.stringify(program)}\n`);
  writeFileSync(join(folder, "pictures.jsonl"), `${JSON.stringify(picture)}\n`);
  writeFileSync(join(folder, "p0.png"), encodePng({width: 4, height: 4, rgb: new Uint8Array(48).fill(200)}));
  const texts: Record<string, [JudgedText, JudgedText]> = {
    sums: [
      wrong("1 + 1 = 2", "bad_step", "step 1: 1 is not in the pool"),
      {completion: "1 + 2 = 3", extracted: "3", rule: "all_steps"}
    ],
    stories: [
      wrong("Two and two make four. \\boxed{4}", "mismatch", "numeric", "4"),
      {completion: "One and two make three. \\boxed{3}", extracted: "3", rule: "same_text"}
    ],
    programs: [
      wrong("def f ( xs ) :\n\treturn xs", "mismatch", "test 2: got [3, 3], expected [9, 9]"),
      {completion: "def f ( xs ) :\n\treturn [ x * x for x in xs ]", rule: "all 2 tests passed"}
    ],
    pictures: [
      wrong("row 1 : 3 ; answer : 3", "bad_step", "step 1: row 1 holds 2, not 3", "3"),
      {completion: "row 1 : 2 ; answer : 2", extracted: "2", rule: "all_steps"}
    ]
  };
  for (const [benchmark, [often, once]] of Object.entries(texts)) {
    const all = [...Array.from({length: N - 1}, () => often), once];
    const verifier = written.study.benchmarks.find(({id}) => id === benchmark)!.verifier;
    for (const policy of ["base", "grpo"])
      await writeTexts(written.run, {benchmark, problemId: "p0", policy, verifier}, all);
  }
  for (const policy of ["base", "grpo"]) {
    const easy = {benchmark: "sums", problemId: "p1", policy, file: "s1.parquet"};
    await writeTexts(written.run, easy, [{completion: "2 + 3 = 5", extracted: "5", rule: "all_steps"}]);
  }
  const annotations = join(folder, "annotations");
  mkdirSync(annotations);
  writeFileSync(join(annotations, "ab.jsonl"), annotationLines([givenMark]));
  return {...written, annotations};
}

function wrong(
  completion: string,
  reason: "bad_step" | "mismatch",
  rule: string,
  extracted?: string
): JudgedText {
  return {completion, verdict: "incorrect", reason, rule, extracted: extracted ?? null};
}
