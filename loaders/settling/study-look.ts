import {isBounded, pairLook, type PairLook} from "../../src/metrics/coverage/settled.js";
import {readBenchmark} from "../benchmarks/read-benchmark.js";
import {lookShare, plannedLooks, raisedRule, SETTLED_RATIO, type Adaptive} from "../schema/study/adaptive.js";
import {studyCells, type StudyCell} from "../schema/study/study-cells.js";
import type {Benchmark, Study} from "../schema/study.js";
import {Database} from "../store/database.js";
import {lookCounts, type LookCounts} from "../store/look-counts.js";
import type {StoppingRule} from "../../src/metrics/counts/stopping-rule.js";
import type {RunFolder} from "../store/run-folder.js";

/** A look that may come. */
export interface LookPlan {
  /** Completions of a problem that has not stopped. */
  n: number;
  /** Benchmarks whose problems stop by the raised rule. */
  raised: ReadonlySet<string>;
}

/** A policy beside the one it was trained from, on one benchmark, at one look. */
export interface StudyPair {
  benchmark: string;
  base: string;
  rl: string;
  /** Completions of a problem that has not stopped, and correct ones at which it stops: of the look that the benchmark came to. */
  n: number;
  successes: number;
  look: PairLook;
}

/** What a study whose n is adaptive shows at one look. */
export interface StudyLook extends LookPlan {
  pairs: StudyPair[];
  /** Benchmarks of which no more is drawn, since all their pairs are settled, and n of the look that settled them. */
  ended: ReadonlyMap<string, number>;
  /** Ids of problems of which no more are drawn for the next look, by cell. */
  stopped: (cell: StudyCell) => ReadonlySet<string>;
  /** Stored completions that count, their tokens, and those that the look lacks. */
  completions: number;
  tokens: number;
  lacking: number;
  /** Completions that the last look would have come to if nothing had stopped. */
  planned: number;
  /** The next look and what it takes at the most: completions, and tokens at the mean so far. Null where there is none. */
  next: (LookPlan & {completions: number; tokens: number}) | null;
}

/** What is counted of one cell. */
interface CellLook {
  cell: StudyCell;
  rule: StoppingRule;
  counts: LookCounts[];
}

/** The first look of all. */
export function firstLook(adaptive: Adaptive): LookPlan {
  return {n: plannedLooks(adaptive)[0]!, raised: new Set()};
}

/**
 * The planned look at what a run holds, after the look `before`: benchmarks that ended stay as they were. Only what an engine draws
 * is looked at. A benchmark without a pair ends with the last look.
 */
export async function studyLook(
  study: Study,
  run: RunFolder,
  {adaptive, plan, before}: {adaptive: Adaptive; plan: LookPlan; before: StudyLook | undefined}
): Promise<StudyLook> {
  const cells = studyCells(study).filter(({policy}) => policy.sampling.stopping !== null);
  const upTo = (benchmark: string): number => before?.ended.get(benchmark) ?? plan.n;
  const looked = await cellLooks(cells, run, adaptive, {upTo, raised: plan.raised});
  const pairs = studyPairs(cells).map(({base, rl}): StudyPair => {
    const [left, right] = [looked.get(key(base))!, looked.get(key(rl))!];
    const [n, {successes}] = [upTo(rl.benchmark.id), right.rule];
    const options = {
      level: study.bootstrap.level,
      share: lookShare(adaptive, n),
      ratio: SETTLED_RATIO,
      most: adaptive.most,
      aim: adaptive.aim
    };
    const look = pairLook(...shared(left.counts, right.counts), options);
    return {benchmark: rl.benchmark.id, base: base.policy.id, rl: rl.policy.id, n, successes, look};
  });
  const ended = new Map(before?.ended);
  for (const benchmark of new Set(pairs.map((pair) => pair.benchmark)))
    if (openPairs(pairs, benchmark).length === 0) ended.set(benchmark, upTo(benchmark));
  const all = [...looked.values()].flatMap(({counts}) => counts);
  const next = nextLook(plan, [...looked.values()], {adaptive, pairs, ended});
  return {
    ...plan,
    pairs,
    ended,
    stopped: (cell) => {
      const found = looked.get(key(cell));
      if (found === undefined || next === null) return new Set();
      const rule = ruleOf(adaptive, next.raised, cell.benchmark.id);
      const stopped = found.counts.filter((one) => ended.has(cell.benchmark.id) || isStopped(one, rule));
      return new Set(stopped.map(({problemId}) => problemId));
    },
    completions: sum(all, ({completions}) => completions),
    tokens: sum(all, ({tokens}) => tokens),
    lacking: sum(all, ({asked, completions}) => asked - completions),
    planned: all.length * adaptive.most,
    next
  };
}

function openPairs(pairs: readonly StudyPair[], benchmark: string): StudyPair[] {
  return pairs.filter((pair) => pair.benchmark === benchmark && pair.look.here.settled === "open");
}

function ruleOf({rule}: Adaptive, raised: LookPlan["raised"], benchmark: string): StoppingRule {
  return raised.has(benchmark) ? raisedRule(rule) : rule;
}

/** Whether no more are drawn of a problem by a rule; counts at a smaller look than that at which it would have stopped go on. */
function isStopped({asked, c}: LookCounts, {first, successes}: StoppingRule): boolean {
  return asked >= first && c >= successes;
}

/** The counts of each cell by its key, up to the look that its benchmark has come to. */
async function cellLooks(
  cells: readonly StudyCell[],
  run: RunFolder,
  adaptive: Adaptive,
  {upTo, raised}: Pick<LookPlan, "raised"> & {upTo: (benchmark: string) => number}
): Promise<Map<string, CellLook>> {
  const looks = plannedLooks(adaptive);
  const found = new Map<string, CellLook>();
  const problems = new Map<Benchmark, string[]>();
  const database = await Database.open();
  try {
    for (const cell of cells) {
      const {benchmark} = cell;
      const ids = problems.get(benchmark) ?? readBenchmark(benchmark).map(({problemId}) => problemId);
      problems.set(benchmark, ids);
      const rule = ruleOf(adaptive, raised, benchmark.id);
      const options = {problems: ids, looks, rule, n: upTo(benchmark.id)};
      found.set(key(cell), {cell, rule, counts: await lookCounts(database, run, cell, options)});
    }
  } finally {
    database.close();
  }
  return found;
}

/**
 * What comes after a look: the rule is raised where k* of every open pair of a benchmark is known to lie within what is measured, if that
 * lets a problem go on; else n doubles. Null where nothing is left to draw.
 */
function nextLook(
  {n, raised}: LookPlan,
  looked: readonly CellLook[],
  {adaptive, pairs, ended}: Pick<StudyLook, "pairs" | "ended"> & {adaptive: Adaptive}
): StudyLook["next"] {
  const bounded = [...new Set(pairs.map(({benchmark}) => benchmark))].filter((benchmark) => {
    const open = openPairs(pairs, benchmark);
    return !ended.has(benchmark) && open.length > 0 && open.every(({look}) => isBounded(look.here));
  });
  const more = new Set([...raised, ...bounded]);
  const sizes = plannedLooks(adaptive).filter((size) => size >= n);
  for (const size of sizes) {
    const plan = {n: size, raised: more};
    const price = priceOf(plan, looked, {adaptive, ended});
    if (price.completions > 0) return {...plan, ...price};
  }
  return null;
}

function priceOf(
  {n, raised}: LookPlan,
  looked: readonly CellLook[],
  {adaptive, ended}: Pick<StudyLook, "ended"> & {adaptive: Adaptive}
): {completions: number; tokens: number} {
  const price = {completions: 0, tokens: 0};
  for (const {cell, counts} of looked.filter((one) => !ended.has(one.cell.benchmark.id))) {
    const rule = ruleOf(adaptive, raised, cell.benchmark.id);
    const drawn = sum(counts, ({completions}) => completions);
    const more = sum(
      counts.filter((one) => !isStopped(one, rule)),
      ({asked}) => n - asked
    );
    price.completions += more;
    price.tokens += drawn === 0 ? 0 : (more * sum(counts, ({tokens}) => tokens)) / drawn;
  }
  return price;
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
