import {pairedMeanInterval} from "../statistics/paired-mean-interval.js";
import type {Estimate} from "../statistics/interval.js";
import {mean} from "../statistics/mean.js";
import type {CopiedIndexes, ProblemMarks, SeedPairs} from "./problem-marks.js";

/** Copies that chance would give less often than this are called copies. */
const RARE = 0.01;

/** Whether completions of a policy on one benchmark repeat each other more than independent draws do. */
export interface RepeatTest {
  /** Problems with two completions or more: what the rest is about. */
  problems: number;
  /** Those whose completions all have one text. */
  constant: number;
  /** Share of pairs of completions of a problem that have the same text, as a mean over problems; null without a pair. */
  rate: number | null;
  /** The same as the texts' probabilities give it; null where these are not known. */
  expected: number | null;
  /** Rate minus what is expected, with its interval over problems; null as `expected`. */
  excess: Estimate | null;
  /** Rate within a seed minus rate across seeds, with its interval over problems; null where no seed has several completions. */
  seeds: Estimate | null;
  /** Sample indexes that hold the same texts, where chance would hardly do that. */
  copies: number[][];
}

/** The test of `RepeatTest`, from the rows of one policy on one benchmark. */
export function repeatTest(
  marks: readonly ProblemMarks[],
  seeds: readonly SeedPairs[],
  copied: readonly CopiedIndexes[],
  {level}: {level: number}
): RepeatTest {
  const several = marks.filter(({completions}) => completions > 1);
  const rates = several.map(({same_pairs, completions}) => same_pairs / pairs(completions));
  const chances = several.flatMap(({chance}) => chance ?? []);
  const isKnown = several.length > 0 && chances.length === several.length;
  const expected = isKnown ? mean(chances) : null;
  return {
    problems: several.length,
    constant: rates.filter((rate) => rate === 1).length,
    rate: several.length === 0 ? null : mean(rates),
    expected,
    excess: isKnown ? contrast(rates, chances, level) : null,
    seeds: seedContrast(several, seeds, level),
    copies: copied
      .filter(({problems}) => problems === marks.length && isCopy(several, rates))
      .map(({sample_indexes}) => sample_indexes)
  };
}

function seedContrast(
  marks: readonly ProblemMarks[],
  seeds: readonly SeedPairs[],
  level: number
): Estimate | null {
  const byProblem = new Map(marks.map((row) => [row.problem_id, row]));
  const rows = seeds.flatMap(({problem_id, seed_pairs, same_seed_pairs}) => {
    const row = byProblem.get(problem_id);
    if (!row) return [];
    const across = pairs(row.completions) - seed_pairs;
    if (across <= 0 || seed_pairs === 0) return [];
    return [{within: same_seed_pairs / seed_pairs, across: (row.same_pairs - same_seed_pairs) / across}];
  });
  if (rows.length === 0) return null;
  return contrast(
    rows.map(({within}) => within),
    rows.map(({across}) => across),
    level
  );
}

/** Whether two indexes would hardly agree on every problem if pairs agree at these rates, among all pairs of indexes. */
function isCopy(marks: readonly ProblemMarks[], rates: readonly number[]): boolean {
  const most = Math.max(0, ...marks.map(({completions}) => completions));
  const log = rates.reduce((sum, rate) => sum + Math.log(rate), 0);
  return Math.exp(log) * pairs(most) < RARE;
}

function contrast(a: readonly number[], b: readonly number[], level: number): Estimate {
  return {estimate: mean(a) - mean(b), ...pairedMeanInterval(a, b, level)};
}

function pairs(count: number): number {
  return (count * (count - 1)) / 2;
}
