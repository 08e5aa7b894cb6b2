import {writeStudyRun, type StudyRun} from "./study-run.js";

const PROBLEMS = 40;
const N = 64;

/** A run whose curves cross, for tests of the site: on both benchmarks RL is ahead at k = 1 and solves fewer problems at all. */
export function writeCurvesRun(folder: string): Promise<StudyRun> {
  return writeStudyRun(folder, {
    benchmarks: ["easy", "hard"],
    n: N,
    last: "truncated",
    policies: [
      {policy: "base", role: "base", correct: [counts(baseAccuracy, 2), counts(baseAccuracy, 4)]},
      {policy: "grpo", role: "rl", base: "base", correct: [counts(rlAccuracy, 2), counts(rlAccuracy, 4)]}
    ]
  });
}

/** Correct completions of every problem; `exponent` makes the later problems harder. */
function counts(accuracy: (ease: number) => number, exponent: number): number[] {
  return Array.from({length: PROBLEMS}, (_, i) =>
    Math.round((N - 1) * accuracy(((i + 0.5) / PROBLEMS) ** exponent))
  );
}

function baseAccuracy(ease: number): number {
  return 0.01 + 0.8 * ease;
}

function rlAccuracy(ease: number): number {
  return ease < 0.08 ? 0 : Math.min(1, 1.5 * ease);
}
