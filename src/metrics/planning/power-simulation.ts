import {random, type Random} from "../../random/random.js";
import {crossingInterval} from "../coverage/crossing-interval.js";
import {kGrid} from "../pass-at-k/k-grid.js";
import {passAtK} from "../pass-at-k/pass-at-k.js";
import {quantile} from "../statistics/quantile.js";
import {pairedMeanInterval} from "../statistics/paired-mean-interval.js";
import {binomialDraw} from "./binomial-draw.js";
import {rateOf, type RatePopulation} from "./rate-population.js";
import type {RateShift} from "./rate-shift.js";

export interface PowerOptions {
  population: RatePopulation;
  /** Numbers of problems, ascending. */
  problems: readonly number[];
  /** Completions per problem and policy, ascending. */
  completions: readonly number[];
  /** The budget k at which the difference is looked for. */
  at: number;
  /** What the difference at k is; the crossing is always that of the population as it is. */
  shift: Pick<RateShift, "difference" | "shift">;
  /** Of every interval. */
  level: number;
  /** Simulated studies. */
  replicates: number;
  seed: string | number;
}

/** What a study of so many problems and completions shows with which probability. */
export interface PowerCell {
  problems: number;
  completions: number;
  /** That the interval of the difference at k excludes 0 on its own side (on either where it is 0); null where k is more than the completions, or the difference cannot be had. */
  difference: number | null;
  /** That the RL policy is ahead beyond its interval at k = 1, and the base at k = completions. */
  crossing: number;
  /** Median of high / low of the interval of k*; Infinity where half of the intervals or more are open. */
  crossingWidth: number;
}

/**
 * Power by simulation: each replicate draws problems from the population and binomial counts at their rates, and applies the
 * intervals of the report: the paired interval of the difference of mean pass@k, and k* by its inversion. Within a replicate
 * fewer problems are the first ones of many, and fewer completions the first ones of many, so that cells differ by less noise
 * than they have: a cell's standard error is at most 0.5 / sqrt(replicates). The same options give the same cells, in the order of
 * problems, then completions. O(replicates x largest number of problems) draws, and an interval a budget and cell.
 */
export function powerCells(options: PowerOptions): PowerCell[] {
  const {problems, completions, replicates, seed} = options;
  const most = problems.at(-1) ?? 0;
  const source = random(`power ${seed}`);
  const study = new SimulatedStudy(most, options);
  const tallies = new Map(
    problems.flatMap((m) => completions.map((n) => [key(m, n), new CellTally(replicates)] as const))
  );
  for (let r = 0; r < replicates; r++) {
    study.drawRates(source);
    for (const [j, n] of completions.entries()) {
      study.drawCompletions(source, j);
      for (const m of problems) tallies.get(key(m, n))!.add(study.findings(j, m));
    }
  }
  return problems.flatMap((m) =>
    completions.map((n) => ({
      problems: m,
      completions: n,
      ...tallies.get(key(m, n))!.shares(options.shift.difference !== null && n >= options.at)
    }))
  );
}

function key(problems: number, completions: number): string {
  return `${problems} ${completions}`;
}

/** What one simulated study finds. */
interface Findings {
  difference: boolean;
  crossing: boolean;
  width: number;
}

class CellTally {
  private differences = 0;
  private crossings = 0;
  private readonly widths: Float64Array;
  private count = 0;

  constructor(replicates: number) {
    this.widths = new Float64Array(replicates);
  }

  add({difference, crossing, width}: Findings): void {
    if (difference) this.differences++;
    if (crossing) this.crossings++;
    this.widths[this.count++] = width;
  }

  shares(hasDifference: boolean): Pick<PowerCell, "difference" | "crossing" | "crossingWidth"> {
    return {
      difference: hasDifference ? this.differences / this.count : null,
      crossing: this.crossings / this.count,
      crossingWidth: quantile(this.widths.sort(), 0.5)
    };
  }
}

/** The columns of a study that is simulated: base, RL, and RL as it is shifted for the difference. */
const COLUMNS = 3;

/** pass@k of every count at one number of completions, and the values of the problems there. */
interface Grid {
  n: number;
  ks: readonly number[];
  /** Element j * (n + 1) + c: pass@k of c correct ones at the j-th budget; after the budgets of the grid that of the difference. */
  table: Float64Array;
}

class SimulatedStudy {
  private readonly logits: Float64Array[];
  private readonly counts: Int32Array[];
  private readonly values: Float64Array[];
  private readonly grids: Grid[];
  private readonly options: PowerOptions;
  private readonly isShifted: boolean;

  constructor(problems: number, options: PowerOptions) {
    this.options = options;
    this.isShifted = options.shift.shift !== 0;
    this.logits = [new Float64Array(problems), new Float64Array(problems)];
    this.counts = Array.from({length: COLUMNS}, () => new Int32Array(problems));
    this.values = [new Float64Array(problems), new Float64Array(problems)];
    this.grids = options.completions.map((n) => passGrid(n, options.at));
  }

  drawRates(source: Random): void {
    this.options.population.draw(source, this.logits[0]!, this.logits[1]!);
    for (const column of this.counts) column.fill(0);
  }

  /** Adds the completions that the j-th number of completions has beyond the one before. */
  drawCompletions(source: Random, j: number): void {
    const {completions, shift} = this.options;
    const more = completions[j]! - (completions[j - 1] ?? 0);
    const [base, rl] = [this.logits[0]!, this.logits[1]!];
    const [ofBase, ofRl, ofShifted] = [this.counts[0]!, this.counts[1]!, this.counts[2]!];
    for (let i = 0; i < base.length; i++) {
      ofBase[i]! += binomialDraw(source, more, rateOf(base[i]!));
      ofRl[i]! += binomialDraw(source, more, rateOf(rl[i]!));
      if (this.isShifted) ofShifted[i]! += binomialDraw(source, more, rateOf(rl[i]! + shift.shift));
    }
  }

  /** What the first m problems show at the j-th number of completions. */
  findings(j: number, m: number): Findings {
    const {at, shift, level} = this.options;
    const grid = this.grids[j]!;
    const [estimate, low, high] = [[], [], []] as [number[], number[], number[]];
    for (let place = 0; place < grid.ks.length; place++) {
      const at = this.contrast(grid, place, {column: 1, m, level});
      estimate.push(at.estimate);
      low.push(at.low);
      high.push(at.high);
    }
    const kStar = crossingInterval({
      ks: grid.ks,
      estimate: Float64Array.from(estimate),
      low: Float64Array.from(low),
      high: Float64Array.from(high)
    });
    const wanted =
      grid.n < at ? null : this.contrast(grid, grid.ks.length, {column: this.isShifted ? 2 : 1, m, level});
    return {
      difference: wanted !== null && isShown(wanted, shift.difference ?? 0),
      crossing: low[0]! > 0 && high.at(-1)! < 0,
      width: kStar.low === Infinity ? Infinity : kStar.high / kStar.low
    };
  }

  /** RL minus base at a place of the grid, over the first m problems. */
  private contrast(
    {n, table}: Grid,
    place: number,
    {column, m, level}: {column: 1 | 2; m: number; level: number}
  ): {estimate: number; low: number; high: number} {
    const [base, rl] = [this.values[0]!, this.values[1]!];
    const [ofBase, ofRl] = [this.counts[0]!, this.counts[column]!];
    const offset = place * (n + 1);
    let sum = 0;
    for (let i = 0; i < m; i++) {
      base[i] = table[offset + ofBase[i]!]!;
      rl[i] = table[offset + ofRl[i]!]!;
      sum += rl[i]! - base[i]!;
    }
    return {estimate: sum / m, ...pairedMeanInterval(rl.subarray(0, m), base.subarray(0, m), level)};
  }
}

function isShown({low, high}: {low: number; high: number}, side: number): boolean {
  if (side === 0) return low > 0 || high < 0;
  return side > 0 ? low > 0 : high < 0;
}

function passGrid(n: number, at: number): Grid {
  const ks = kGrid(n);
  const table = new Float64Array((ks.length + 1) * (n + 1));
  for (const [j, k] of [...ks, at].entries())
    for (let c = 0; c <= n; c++) table[j * (n + 1) + c] = passAtK(n, c, k);
  return {n, ks, table};
}
