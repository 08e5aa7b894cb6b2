import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {problemsText} from "../../../loaders/benchmarks/problems-file.js";
import type {Problem} from "../../../loaders/schema/problem.js";
import {readStudy} from "../../../loaders/schema/study.js";
import {scoreStudy} from "../../../loaders/scoring/score-study.js";
import {writeStudyRun, type StudyRun} from "./study-run.js";
import {textModels} from "./text-model.js";

const PROBLEMS = 24;
const N = 32;

/** Completions of the benchmark `hard` that the study takes: fewer than of `easy`. */
export const HARD_N = 8;

/**
 * A scored run for tests of the pages' controls: `base` and `grpo` on `easy` and `hard`, of which the study takes fewer
 * completions. Problems of two, three and four numbers, so that their guess rates differ.
 */
export async function writeControlsRun(folder: string): Promise<StudyRun> {
  const base = Array.from({length: PROBLEMS}, (_, i) => Math.round((N * (i + 1)) / (PROBLEMS + 8)));
  const grpo = base.map((c) => (c < 5 ? 0 : Math.min(N, 2 * c)));
  const written = await writeStudyRun(folder, {
    benchmarks: ["easy", "hard"],
    n: N,
    policies: [
      {policy: "base", role: "base", correct: [base, base]},
      {policy: "grpo", role: "rl", base: "base", correct: [grpo, grpo]}
    ]
  });
  for (const benchmark of ["easy", "hard"])
    writeFileSync(join(folder, `${benchmark}.jsonl`), problemsText(sums(benchmark)));
  const file = written.environment.BOUNDARY_STUDY;
  const text = readFileSync(file, "utf8").replace("{id: hard,", `{id: hard, n: ${HARD_N},`);
  writeFileSync(
    file,
    `${text}experiments:
  - {id: math, policies: [base, grpo], benchmarks: [easy, hard]}
  - {id: perplexity, policies: [base, grpo], benchmarks: [easy, hard], n: 4}
`
  );
  const study = readStudy(file);
  await scoreStudy({study, run: written.run, models: textModels()});
  return {...written, study};
}

/** Problems p0, p1, … that ask for the sum of two, three or four numbers in turn. */
function sums(benchmark: string): Problem[] {
  return Array.from({length: PROBLEMS}, (_, i) => {
    const numbers = Array.from({length: 2 + (i % 3)}, (_, j) => i + 3 * j + 1);
    const target = numbers.reduce((sum, number) => sum + number, 0);
    return {
      benchmark,
      problemId: `p${i}`,
      domain: "countdown",
      prompt: `numbers ${numbers.join(" ")} target ${target}`,
      gold: {numbers, target},
      meta: {}
    };
  });
}
