import type {Problem} from "../../../loaders/schema/problem.js";

/** Countdown problems p0, p1, … whose only right completion is `a + b = c`. */
export function countdownProblems(count: number, benchmark = "countdown"): Problem[] {
  return Array.from({length: count}, (_, i) => ({
    benchmark,
    problemId: `p${i}`,
    domain: "countdown",
    prompt: `numbers ${i + 1} ${i + 2} target ${2 * i + 3}`,
    gold: {numbers: [i + 1, i + 2], target: 2 * i + 3},
    meta: {}
  }));
}
