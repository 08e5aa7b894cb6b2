import type {Guesser, GuessRate} from "../../../src/metrics/guess/guess-rate.js";
import {guessRate as puzzleRate} from "../../benchmarks/countdown/guess-rate.js";
import type {Puzzle} from "../../benchmarks/countdown/puzzle.js";
import {puzzleOfGold} from "../../benchmarks/countdown/puzzle-problem.js";
import {guessRate as pictureRate} from "../../benchmarks/dot-pictures/guess-rate.js";
import {guessRate as programRate} from "../../benchmarks/list-programs/guess-rate.js";
import {readBenchmark} from "../../benchmarks/read-benchmark.js";
import type {Problem} from "../../schema/problem.js";
import {UserError} from "../../schema/user-error.js";
import {reportInput} from "../views/report-input.js";

/** Who guesses at the problems of a domain, and at what rate; null where it is not known. */
const guessers: Partial<
  Record<Problem["domain"], {guesser: Guesser; rate: (problem: Problem) => number | null}>
> = {
  countdown: {guesser: "arithmetic", rate: (problem) => puzzleRate(puzzleOf(problem))},
  visual: {guesser: "picture", rate: ({gold}) => pictureRate(gold)},
  code: {guesser: "program", rate: ({gold}) => programRate(gold)}
};

/**
 * The guess rate of every problem of the study whose domain says how a solution can be guessed, in its order: see `guessRate` of
 * each domain. Problems of other origin have none.
 */
export function guessRates(environment: NodeJS.ProcessEnv): GuessRate[] {
  return reportInput(environment)
    .study.benchmarks.flatMap(readBenchmark)
    .flatMap((problem): GuessRate[] => {
      const {benchmark, problemId, domain} = problem;
      const {guesser, rate} = guessers[domain] ?? {};
      const guess_rate = rate === undefined ? null : knownRate(problem, rate);
      return guesser === undefined || guess_rate === null
        ? []
        : [{benchmark, problem_id: problemId, guesser, guess_rate}];
    });
}

/** Rates by domain and gold: five tables of a report need those of all its problems. */
const rates = new Map<string, number | null>();
const MOST_RATES = 20_000;

function knownRate(problem: Problem, rate: (problem: Problem) => number | null): number | null {
  const {domain, gold, meta} = problem;
  // Golds of public benchmarks hold megabytes of tests: only a list program has a construction.
  if (domain === "code" && meta.construction === undefined) return null;
  const key = domain + JSON.stringify(gold);
  const known = rates.get(key);
  if (known !== undefined) return known;
  if (rates.size >= MOST_RATES) rates.clear();
  const found = rate(problem);
  rates.set(key, found);
  return found;
}

function puzzleOf({benchmark, problemId, gold}: Problem): Puzzle {
  const puzzle = puzzleOfGold(gold);
  if ("fault" in puzzle) throw new UserError(`${problemId} in ${benchmark}: invalid gold: ${puzzle.fault}`);
  return puzzle;
}
