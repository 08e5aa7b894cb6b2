import type {GuessRate} from "../../../src/metrics/guess/guess-rate.js";
import {guessRate} from "../../benchmarks/countdown/guess-rate.js";
import type {Puzzle} from "../../benchmarks/countdown/puzzle.js";
import {puzzleOfGold} from "../../benchmarks/countdown/puzzle-problem.js";
import {readBenchmark} from "../../benchmarks/read-benchmark.js";
import type {Problem} from "../../schema/problem.js";
import {UserError} from "../../schema/user-error.js";
import {reportInput} from "../views/report-input.js";

/**
 * The guess rate of every Countdown problem of the study, in its order: see `guessRate`. An answer in Countdown is its
 * steps, so that no policy can answer directly; other domains have the counts of a policy that does.
 */
export function guessRates(environment: NodeJS.ProcessEnv): GuessRate[] {
  const problems = reportInput(environment).study.benchmarks.flatMap(readBenchmark);
  return problems
    .filter(({domain}) => domain === "countdown")
    .map((problem) => ({
      benchmark: problem.benchmark,
      problem_id: problem.problemId,
      guess_rate: guessRate(puzzleOf(problem))
    }));
}

function puzzleOf({benchmark, problemId, gold}: Problem): Puzzle {
  const puzzle = puzzleOfGold(gold);
  if ("fault" in puzzle) throw new UserError(`${problemId} in ${benchmark}: invalid gold: ${puzzle.fault}`);
  return puzzle;
}
