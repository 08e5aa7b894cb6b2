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
  /** Of the benchmark of this id something is open: each pair that is not settled, or no pair at all, up to the last look. */
  isOpen: (benchmark: string) => boolean;
  /** Ids of problems of which no more are drawn, by cell. */
  stopped: (cell: StudyCell) => ReadonlySet<string>;
  /** Stored completions that count, their tokens, and those that the look lacks. */
  completions: number;
  tokens: number;
  lacking: number;
  /** What the next look takes at the most: completions, and tokens at the mean so far. Nothing after the last one. */
  next: {completions: number; tokens: number};
}

/** A look at what a run holds, up to n completions of each problem. Only what an engine draws is looked at. */
export async function studyLook(
  study: Study,
  run: RunFolder,
  adaptive: Adaptive,
  n: number
): Promise<StudyLook> {
  const looks = plannedLooks(adaptive);
  const cells = studyCells(study).filter(({policy}) => policy.sampling.stopping !== null);
  const counts = new Map<string, LookCounts[]>();
  const database = await Database.open();
  try {
    const problems = new Map<Benchmark, string[]>();
    for (const cell of cells) {
      const ids =
        problems.get(cell.benchmark) ?? readBenchmark(cell.benchmark).map(({problemId}) => problemId);
      problems.set(cell.benchmark, ids);
      counts.set(
        key(cell),
        await lookCounts(database, run, cell, {problems: ids, looks, rule: adaptive.rule, n})
      );
    }
  } finally {
    database.close();
  }
  const pairs = studyPairs(cells).map(({base, rl}): StudyPair => {
    const [left, right] = shared(counts.get(key(base))!, counts.get(key(rl))!);
    const options = {level: study.bootstrap.level, looks: looks.length, ratio: RATIO, most: adaptive.most};
    return {
      benchmark: rl.benchmark.id,
      base: base.policy.id,
      rl: rl.policy.id,
      look: pairLook(left, right, options)
    };
  });
  const isOpen = (benchmark: string): boolean => {
    const own = pairs.filter((pair) => pair.benchmark === benchmark);
    return own.length === 0 || own.some(({look}) => look.here.settled === "open");
  };
  const all = [...counts.values()].flat();
  return {
    n,
    pairs,
    isOpen,
    stopped: (cell) => {
      const isOver = !isOpen(cell.benchmark.id);
      const stopped = (counts.get(key(cell)) ?? []).filter(({isStopped}) => isOver || isStopped);
      return new Set(stopped.map(({problemId}) => problemId));
    },
    completions: sum(all, ({completions}) => completions),
    tokens: sum(all, ({tokens}) => tokens),
    lacking: sum(all, ({asked, completions}) => asked - completions),
    next: nextLook(cells, counts, {isOpen, more: n < adaptive.most ? n : 0})
  };
}

function nextLook(
  cells: readonly StudyCell[],
  counts: ReadonlyMap<string, readonly LookCounts[]>,
  {isOpen, more}: Pick<StudyLook, "isOpen"> & {more: number}
): StudyLook["next"] {
  const next = {completions: 0, tokens: 0};
  for (const cell of cells.filter(({benchmark}) => isOpen(benchmark.id))) {
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
