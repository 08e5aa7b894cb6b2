import {Command} from "commander";
import {integerUpTo, positiveInteger, positiveNumber} from "../../scripts/shared/option-values.js";
import {realRates, syntheticPair} from "./pairs.js";
import {Tally} from "./tally.js";
import {trial, truth} from "./trial.js";

// How often the statements of adaptive sampling are true, and how many completions they take, over synthetic pairs of models.
// `npx tsx bench/settle/settle.ts [--pairs 200] [--trials 5] [--counts FILE.csv]`

const LEVEL = 0.95;
const SIZES = [100, 200, 500];

const program = new Command("npx tsx bench/settle/settle.ts")
  .option("--pairs <count>", "synthetic pairs", positiveInteger, 200)
  .option("--trials <count>", "benchmarks drawn from each pair", positiveInteger, 5)
  .option("--successes <count>", "correct completions at which a problem stops", positiveInteger, 4)
  .option(
    "--raised <times>",
    "so many times as many where k* is bounded but too wide; 1: never",
    positiveInteger,
    4
  )
  .option("--first <count>", "completions at the first look at which problems stop", positiveInteger, 16)
  .option("--from <count>", "completions at the first look", positiveInteger, 16)
  .option("--most <count>", "completions at the last look", integerUpTo(65536), 1024)
  .option(
    "--aim <k>",
    "largest k at which a crossing is looked for (default: half the last look)",
    positiveInteger
  )
  .option("--no-uniform", "leave out what as many completions of every problem show: slow beyond 1,024")
  .option("--ratio <times>", "ends of the interval of k* at which it is narrow enough", positiveNumber, 2)
  .option("--problems <count>", "problems of a benchmark; else 100, 200 and 500 in turn", positiveInteger)
  .option("--counts <file>", "counts of a real pair (CSV: n, correct_base, correct_…), one more family")
  .parse();
const {
  pairs,
  trials,
  successes,
  raised,
  first,
  from,
  most,
  ratio,
  problems,
  counts,
  aim: givenAim,
  uniform
} = program.opts<{
  pairs: number;
  trials: number;
  successes: number;
  raised: number;
  first: number;
  from: number;
  most: number;
  ratio: number;
  problems?: number;
  counts?: string;
  aim?: number;
  uniform: boolean;
}>();

const aim = givenAim ?? most / 2;
const budgets = [1, 4, 16, 64, 256, 1024, 4096, 16384].filter((k) => k <= most);
const real = counts === undefined ? null : realRates(counts);
const tallies = new Map<string, Tally>();
for (let index = 0; index < pairs; index++) {
  const pair = syntheticPair(index, real);
  const population = truth(pair.rates, {most, aim});
  for (let number = 0; number < trials; number++) {
    const found = trial(pair, `trial ${index} ${number}`, {
      rule: {successes, first},
      raised,
      from,
      problems: problems ?? SIZES[Math.floor(index / 4) % SIZES.length]!,
      level: LEVEL,
      ratio,
      most,
      aim,
      withUniform: uniform
    });
    const truths = {here: truth(found.rates, {most, aim}), population};
    for (const family of [pair.family, "all"]) {
      const tally = tallies.get(family) ?? new Tally();
      tallies.set(family, tally);
      tally.add(found, truths, {budgets, aim});
    }
  }
}
for (const [family, tally] of tallies) for (const line of tally.lines(family)) console.log(line);
