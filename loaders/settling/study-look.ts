import {pairLook, type PairLook} from "../../src/metrics/coverage/settled.js";
import {readBenchmark} from "../benchmarks/read-benchmark.js";
import {plannedLooks, type Adaptive} from "../schema/study/adaptive.js";
import {studyCells, type StudyCell} from "../schema/study/study-cells.js";
import type {Benchmark, Study} from "../schema/study.js";
import {Database} from "../store/database.js";
import {lookCounts, type LookCounts} from "../store/look-counts.js";
import type {RunFolder} from "../store/run-folder.js";

/** Upper over lower end of the interval of k* at which it is narrow enough. */
const RATIO = 2;

/** A policy beside the one it was trained from, on one benchmark, at one look. */
export interface StudyPair {
  benchmark: string;
  base: string;
  rl: string;
  look: PairLook;
}

/** What a study whose n is adaptive shows at one look. */
export interface StudyLook {
  /** Completions of a problem that has not stopped. */
  n: number;
  pairs: StudyPair[];
  /** Benchmarks of which no more is drawn, since all their pairs are settled, and n of the look that settled them. */
  ended: ReadonlyMap<string, number>;
  /** Ids of problems of which no more are drawn, by cell. */
  stopped: (cell: StudyCell) => ReadonlySet<string>;
  /** Stored completions that count, their tokens, and those that the look lacks. */
  completions: number;
  tokens: number;
  lacking: number;
  /** Completions that the last look would have come to if nothing had stopped. */
  planned: number;
  /** What the next look takes at the most: completions, and tokens at the mean so far. Nothing after the last one. */
  next: {completions: number; tokens: number};
}

/**
 * A look at what a run holds, up to n completions of each problem, after the look `before`: benchmarks that ended stay as they were. Only
 * what an engine draws is looked at. A benchmark without a pair ends with the last look.
 */
export async function studyLook(
  study: Study,
  run: RunFolder,
  {adaptive, n, before}: {adaptive: Adaptive; n: number; before: StudyLook | undefined}
): Promise<StudyLook> {
  const cells = studyCells(study).filter(({policy}) => policy.sampling.stopping !== null);
  const upTo = (benchmark: string): number => before?.ended.get(benchmark) ?? n;
  const counts = await cellCounts(cells, run, adaptive, upTo);
  const pairs = studyPairs(cells).map(({base, rl}): StudyPair => {
    const [left, right] = shared(counts.get(key(base))!, counts.get(key(rl))!);
    const options = {
      level: study.bootstrap.level,
      looks: plannedLooks(adaptive).length,
      ratio: RATIO,
      most: adaptive.most
    };
    return {
      benchmark: rl.benchmark.id,
      base: base.policy.id,
      rl: rl.policy.id,
      look: pairLook(left, right, options)
    };
  });
  const ended = new Map(before?.ended);
  for (const {benchmark} of pairs) {
    const own = pairs.filter((pair) => pair.benchmark === benchmark);
    if (own.every(({look}) => look.here.settled !== "open")) ended.set(benchmark, upTo(benchmark));
  }
  const all = [...counts.values()].flat();
  return {
    n,
    pairs,
    ended,
    stopped: (cell) => {
      const stopped = (counts.get(key(cell)) ?? []).filter(
        ({isStopped}) => ended.has(cell.benchmark.id) || isStopped
      );
      return new Set(stopped.map(({problemId}) => problemId));
    },
    completions: sum(all, ({completions}) => completions),
    tokens: sum(all, ({tokens}) => tokens),
    lacking: sum(all, ({asked, completions}) => asked - completions),
    planned: all.length * adaptive.most,
    next: nextLook(cells, counts, {ended, more: n < adaptive.most ? n : 0})
  };
}

/** The counts of each cell by its key, up to the look that its benchmark has come to. */
async function cellCounts(
  cells: readonly StudyCell[],
  run: RunFolder,
  {rule, most}: Adaptive,
  upTo: (benchmark: string) => number
): Promise<Map<string, LookCounts[]>> {
  const looks = plannedLooks({most});
  const counts = new Map<string, LookCounts[]>();
  const problems = new Map<Benchmark, string[]>();
  const database = await Database.open();
  try {
    for (const cell of cells) {
      const {benchmark} = cell;
      const ids = problems.get(benchmark) ?? readBenchmark(benchmark).map(({problemId}) => problemId);
      problems.set(benchmark, ids);
      const options = {problems: ids, looks, rule, n: upTo(benchmark.id)};
      counts.set(key(cell), await lookCounts(database, run, cell, options));
    }
  } finally {
    database.close();
  }
  return counts;
}

function nextLook(
  cells: readonly StudyCell[],
  counts: ReadonlyMap<string, readonly LookCounts[]>,
  {ended, more}: Pick<StudyLook, "ended"> & {more: number}
): StudyLook["next"] {
  const next = {completions: 0, tokens: 0};
  for (const cell of cells.filter(({benchmark}) => !ended.has(benchmark.id))) {
    const own = counts.get(key(cell))!;
    const open = own.filter(({isStopped}) => !isStopped);
    const drawn = sum(own, ({completions}) => completions);
    next.completions += more * open.length;
    next.tokens += drawn === 0 ? 0 : (more * open.length * sum(own, ({tokens}) => tokens)) / drawn;
  }
  return next;
}

/** The cells of a base and of what was trained from it, on one benchmark. */
function studyPairs(cells: readonly StudyCell[]): {base: StudyCell; rl: StudyCell}[] {
  return cells.flatMap((rl) => {
    const base = cells.find(
      ({policy, benchmark}) => benchmark === rl.benchmark && policy.id === rl.policy.base
    );
    return base === undefined ? [] : [{base, rl}];
  });
}

/** The counts of the problems that both have verdicts of. */
function shared(base: readonly LookCounts[], rl: readonly LookCounts[]): [LookCounts[], LookCounts[]] {
  const both = base.flatMap((counts, i) => (counts.n > 0 && rl[i]!.n > 0 ? [i] : []));
  return [both.map((i) => base[i]!), both.map((i) => rl[i]!)];
}

function key({policy, benchmark}: StudyCell): string {
  return JSON.stringify([policy.id, benchmark.id]);
}

function sum<T>(rows: readonly T[], value: (row: T) => number): number {
  return rows.reduce((total, row) => total + value(row), 0);
}
