import {createRandom} from "../../../src/random/keyed-random.js";
import type {Random} from "../../../src/random/random.js";
import type {Problem} from "../../schema/problem.js";
import {guessRate} from "./guess-rate.js";
import {
  defaultWeights,
  drawPuzzle,
  puzzleKey,
  puzzleSplit,
  type SolvedPuzzle,
  type Split,
  type StrategyWeights
} from "./puzzle.js";
import {puzzleProblem} from "./puzzle-problem.js";
import {solves, strategies, type Strategy} from "./strategy.js";

/** Problems in each held-out set. */
const size = 120;

/** Fixes the held-out sets. Changing it makes other benchmarks: every model would have to be judged anew. */
const seed = 20250516;

/**
 * Guess rates in the sets of two targets lie below this: within 512 tries random steps solve such a problem with a chance of
 * at most 1 - (1 - 1e-4)^512 = 5 %, where a puzzle of one target has a rate of 1 in 486 at least.
 */
const luckFree = 1e-4;

/**
 * Problems of the strategy-weighted set by the commonest strategy that solves them: a `pairs` problem has no chain
 * solution, a `reversed_chain` problem has neither chain nor pairs solution (only 119 such puzzles exist, 9 in the split).
 */
const strategyQuota: Record<Strategy, number> = {
  sum_chain: 36,
  product_chain: 38,
  pairs: 38,
  reversed_chain: 8
};

/** A held-out set by the name of its file in data/benchmarks. */
export const heldOutSets = {
  /** For every choice of corpus and hyper-parameters; drawn like the corpus. */
  "countdown-validation": () => likeCorpus("countdown-validation", "validation"),
  /** Drawn like the corpus. */
  countdown: () => likeCorpus("countdown", "countdown"),
  /** Rare strategies are needed far more often than in the corpus. */
  "countdown-strategies": () => byStrategy("countdown-strategies"),
  /** Two targets from the same numbers, drawn like the corpus of such puzzles, those that luck would solve left out. */
  "countdown-two": () => twoTargets("countdown-two", "reserved"),
  /** The same for choices. */
  "countdown-two-validation": () => twoTargets("countdown-two-validation", "validation")
} as const satisfies Record<string, () => Problem[]>;

function likeCorpus(benchmark: string, split: Split): Problem[] {
  return drawn(benchmark, split, (random) => drawPuzzle(random, defaultWeights));
}

function twoTargets(benchmark: string, split: Split): Problem[] {
  return drawn(
    benchmark,
    split,
    (random) => drawPuzzle(random, defaultWeights, 2),
    (puzzle) => guessRate(puzzle) < luckFree
  );
}

function drawn(
  benchmark: string,
  split: Split,
  draw: (random: Random) => SolvedPuzzle,
  accepts?: (puzzle: SolvedPuzzle) => boolean
): Problem[] {
  const puzzles = new Puzzles(benchmark, split);
  return Array.from({length: size}, (_, index) => problem(puzzles.next(draw, accepts), benchmark, index));
}

function byStrategy(benchmark: string): Problem[] {
  const puzzles = new Puzzles(benchmark, "countdown-strategies");
  const chosen = strategies.flatMap((strategy) => {
    const only = {...noWeights, [strategy]: 1};
    return Array.from({length: strategyQuota[strategy]}, () =>
      puzzles.next(
        (random) => drawPuzzle(random, only),
        (puzzle) => commonestStrategies(puzzle)[0] === strategy
      )
    );
  });
  return chosen.map((puzzle, index) => problem(puzzle, benchmark, index));
}

const noWeights: StrategyWeights = {sum_chain: 0, product_chain: 0, pairs: 0, reversed_chain: 0};

/** For each target the first strategy, in order of commonness, that reaches it. */
function commonestStrategies({numbers, targets}: SolvedPuzzle): Strategy[] {
  return targets.map((target) => strategies.find((strategy) => solves(strategy, numbers, target))!);
}

function problem(puzzle: SolvedPuzzle, benchmark: string, index: number): Problem {
  const problemId = `${benchmark}-${String(index + 1).padStart(3, "0")}`;
  return puzzleProblem(puzzle, benchmark, problemId, commonestStrategies(puzzle));
}

/** Draws puzzles of one split, none twice. */
class Puzzles {
  private readonly random: Random;
  private readonly split: Split;
  private readonly seen = new Set<string>();

  constructor(name: string, split: Split) {
    this.random = createRandom(seed, name);
    this.split = split;
  }

  next(
    draw: (random: Random) => SolvedPuzzle,
    accepts: (puzzle: SolvedPuzzle) => boolean = () => true
  ): SolvedPuzzle {
    for (let attempt = 0; attempt < 1e6; attempt++) {
      const puzzle = draw(this.random);
      const key = puzzleKey(puzzle);
      if (puzzleSplit(puzzle) !== this.split || this.seen.has(key) || !accepts(puzzle)) continue;
      this.seen.add(key);
      return puzzle;
    }
    throw new Error(
      `no further puzzle for ${this.split} after a million draws: lower its quota or raise its share`
    );
  }
}
