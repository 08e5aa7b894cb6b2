import {writeStudyRun, type StudyRun, type StudyRunOptions} from "./study-run.js";
import {temporaryFolder} from "../temporary-folder.js";

/** A run of `base` and `grpo` on `hard`, then `easy`: two problems each, four completions of each. It is gone when the running test ends. */
export function writeTwoBenchmarksRun(last?: StudyRunOptions["last"]): Promise<StudyRun> {
  return writeStudyRun(temporaryFolder(), {
    benchmarks: ["hard", "easy"],
    n: 4,
    policies: [
      {
        policy: "base",
        role: "base",
        correct: [
          [0, 1],
          [2, 4]
        ]
      },
      {
        policy: "grpo",
        role: "rl",
        base: "base",
        correct: [
          [0, 0],
          [4, 4]
        ]
      }
    ],
    ...(last === undefined ? {} : {last})
  });
}
