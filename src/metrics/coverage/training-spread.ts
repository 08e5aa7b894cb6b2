import {pairedBootstrap, type PairedBootstrap} from "../bootstrap/paired-bootstrap.js";
import {spreadInterval} from "../bootstrap/spread-interval.js";
import type {ProblemCount} from "../counts/problem-count.js";
import {sharedProblems} from "../counts/shared-problems.js";
import {passAtKTable} from "../pass-at-k/pass-at-k-table.js";
import type {Estimate} from "../statistics/interval.js";
import type {CoverageTableOptions} from "./coverage-table.js";
import type {AtBothEnds} from "./both-ends.js";

/** How far training runs lie apart: standard deviations (divisor: runs - 1) of their pass@k, 0 to 1. */
interface RunSpread {
  /** Between runs that differ in what is studied. */
  methods: Estimate;
  /** Between runs that differ in the training seed alone. */
  seeds: Estimate;
  /** Methods minus seeds. */
  difference: Estimate;
}

/** The spread between methods beside the spread between seeds, at both ends of the curves on one benchmark. */
export interface TrainingSpread extends AtBothEnds<RunSpread> {
  benchmark: string;
  /** Ids. */
  methods: string[];
  /** Ids of the runs that differ from the first of them in the seed alone. */
  seeds: string[];
  /** Largest k that all runs have, up to that of the table beside it. */
  kMax: number;
}

/**
 * Whether methods differ by more than training noise. A method has one run here, so that the spread between methods holds
 * the noise of training as well: without any effect of the method both spreads estimate the same. Intervals: see
 * `spreadInterval`; over problems, they do not tell how the spread of so few seeds would vary with other seeds. Null with fewer
 * than two runs of either kind that have verdicts on shared problems.
 */
export function trainingSpread(
  benchmark: string,
  counts: readonly ProblemCount[],
  {methods, seeds}: {methods: readonly string[]; seeds: readonly string[]},
  {level, replicates, seed, kMax: most = Infinity}: CoverageTableOptions & {kMax?: number}
): TrainingSpread | null {
  const rows = counts.filter((row) => row.benchmark === benchmark && row.n > 0);
  const isMeasured = (id: string): boolean => rows.some(({policy}) => policy === id);
  const measured = {methods: methods.filter(isMeasured), seeds: seeds.filter(isMeasured)};
  if (measured.methods.length < 2 || measured.seeds.length < 2) return null;
  const all = [...new Set([...measured.methods, ...measured.seeds])];
  const countsOf = sharedProblems(rows, all);
  if (countsOf[0]!.length === 0) return null;
  const kMax = Math.min(most, ...countsOf.flat().map(({n}) => n));
  const table = passAtKTable(countsOf, kMax === 1 ? [1] : [1, kMax]);
  const bootstrap = pairedBootstrap(table, {seed: `${seed} ${benchmark}`, replicates});
  const columns = (ids: readonly string[], j: number): number[] =>
    ids.map((id) => all.indexOf(id) * table.ks.length + j);
  const at = (j: number): RunSpread =>
    runSpread(bootstrap, {methods: columns(measured.methods, j), seeds: columns(measured.seeds, j)}, level);
  return {benchmark, ...measured, kMax, atOne: at(0), atMost: at(table.ks.length - 1)};
}

function runSpread(
  bootstrap: PairedBootstrap,
  columns: {methods: readonly number[]; seeds: readonly number[]},
  level: number
): RunSpread {
  const methods = spreadInterval(bootstrap, columns.methods, level);
  const seeds = spreadInterval(bootstrap, columns.seeds, level);
  const estimate = methods.estimate - seeds.estimate;
  return {
    methods,
    seeds,
    difference: {
      estimate,
      // Noise raises both spreads seen: their distances from the ends are not added as squares.
      low: methods.low - seeds.high,
      high: methods.high - seeds.low
    }
  };
}
