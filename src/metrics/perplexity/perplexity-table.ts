import type {BootstrapOptions} from "../bootstrap/paired-bootstrap.js";
import {quantile} from "../statistics/quantile.js";
import type {OutputEntropy} from "./output-entropy.js";
import {perplexityHistogram, type LogBins} from "./perplexity-histogram.js";
import {perplexityShift, type PerplexityShift} from "./perplexity-shift.js";
import {perplexitySpread, type PerplexitySpread} from "./perplexity-spread.js";

/** One completion, or reference solution, under one model: a row of perplexity.sql. */
export interface PerplexityRow {
  benchmark: string;
  /** Who wrote the text: a policy, or `_reference`. */
  policy: string;
  scored_by: string;
  problem_id: string;
  sample_index: number;
  /** Per token; null where the model cannot read the text. */
  perplexity: number | null;
  /** Of the benchmark's verifier; null for a reference, and where there is none yet. */
  verdict: "correct" | "incorrect" | "error" | null;
}

/** Stands in the policy's place where the text is a reference solution. No policy has such an id. */
const referencePolicy = "_reference";

type Scorer = "base" | "rl";
export type Author = "base" | "rl" | "reference";

/** A model and the author of the texts that it scores: `base` of `rl` is PPL_base(Y_RL). */
export interface Condition {
  /** Whose model scores the texts. */
  scorer: Scorer;
  /** Who wrote the texts. */
  author: Author;
}

/** The four conditions of the paper's Figure 6, in its order. */
export const paperConditions: readonly Condition[] = [
  {scorer: "base", author: "base"},
  {scorer: "base", author: "rl"},
  {scorer: "rl", author: "rl"},
  {scorer: "base", author: "reference"}
];

/** The paper's conditions, and what the trained policy makes of texts that are not its own. */
const allConditions: readonly Condition[] = [
  ...paperConditions,
  {scorer: "rl", author: "base"},
  {scorer: "rl", author: "reference"}
];

/** The perplexities of one condition. A spread is null where there is no such text. */
export interface ConditionSummary extends Condition {
  /** All completions. */
  all: PerplexitySpread | null;
  /** Those that the verifier accepts. */
  correct: PerplexitySpread | null;
  /** Those that it does not accept. */
  incorrect: PerplexitySpread | null;
  /** Completions per bin of the table's axis; those beyond its end are in none. */
  histogram: number[];
  /** Texts that the model cannot read; they are in nothing else. */
  unreadable: number;
}

/** A policy and the base that it was trained from, on one benchmark. */
export interface PerplexityPair {
  benchmark: string;
  base: string;
  rl: string;
  /** Completions per problem and policy, the first ones. */
  n: number;
  /** One for each scorer and author. */
  conditions: ConditionSummary[];
  /** Null where the two have no completions of the same problem. */
  shift: PerplexityShift | null;
}

/** Which pairs a table compares. */
export type PairName = Pick<PerplexityPair, "benchmark" | "base" | "rl" | "n">;

/** The perplexities behind the report's figure. */
export interface PerplexityTable {
  level: number;
  replicates: number;
  seed: number;
  /** The axis of every histogram. */
  bins: LogBins;
  /** One for each policy and benchmark of the experiment. */
  pairs: PerplexityPair[];
}

/** src/data/perplexity.json. */
export interface PerplexityReport extends PerplexityTable {
  /** Mean token entropy of each model on the reference solutions, at temperature 1: on the same texts for every model. */
  referenceEntropies: OutputEntropy[];
}

const BIN_COUNT = 60;

/** Part of a condition's completions that the axis must hold. */
const SHOWN = 0.99;

/** Summarises the rows of perplexity.sql, pair by pair, on one axis for all of them. */
export function perplexityTable(
  rows: readonly PerplexityRow[],
  pairs: readonly PairName[],
  bootstrap: Required<Pick<BootstrapOptions, "replicates">> & {level: number; seed: number}
): PerplexityTable {
  const found = pairs.map((pair) => ({pair, rowsOf: rowsByCondition(rows, pair)}));
  const shown = found.flatMap(({rowsOf}) => paperConditions.map((condition) => numbers(rowsOf(condition))));
  const bins = {high: axisEnd(shown), count: BIN_COUNT};
  return {
    level: bootstrap.level,
    replicates: bootstrap.replicates,
    seed: bootstrap.seed,
    bins,
    pairs: found.map(({pair, rowsOf}) => ({
      ...pair,
      conditions: allConditions.map((condition) => ({
        ...condition,
        ...summary(rowsOf(condition), bins)
      })),
      shift: shift(
        rowsOf({scorer: "base", author: "base"}),
        rowsOf({scorer: "base", author: "rl"}),
        bootstrap
      )
    }))
  };
}

/** Finds the rows of a pair's conditions. */
export function rowsByCondition(
  rows: readonly PerplexityRow[],
  {benchmark, base, rl, n}: PairName
): (condition: Condition) => PerplexityRow[] {
  const ids = {base, rl, reference: referencePolicy};
  return ({scorer, author}) =>
    rows.filter(
      (row) =>
        row.benchmark === benchmark &&
        row.scored_by === ids[scorer] &&
        row.policy === ids[author] &&
        (author === "reference" || row.sample_index < n)
    );
}

function summary(rows: readonly PerplexityRow[], bins: LogBins): Omit<ConditionSummary, keyof Condition> {
  const spread = (kept: readonly PerplexityRow[]): PerplexitySpread | null =>
    perplexitySpread([...byProblem(kept).values()].map(numbers));
  return {
    all: spread(rows),
    correct: spread(rows.filter(({verdict}) => verdict === "correct")),
    incorrect: spread(rows.filter(({verdict}) => verdict === "incorrect")),
    histogram: perplexityHistogram(numbers(rows), bins),
    unreadable: rows.filter(({perplexity}) => perplexity === null).length
  };
}

function shift(
  ofBase: readonly PerplexityRow[],
  ofPolicy: readonly PerplexityRow[],
  bootstrap: {level: number}
): PerplexityShift | null {
  const policies = byProblem(ofPolicy);
  const problems = [...byProblem(ofBase)].map(([id, rows]) => ({
    base: numbers(rows),
    policy: numbers(policies.get(id) ?? [])
  }));
  return perplexityShift(problems, bootstrap);
}

/** Rows by problem, problems in the order of their ids. */
export function byProblem(rows: readonly PerplexityRow[]): Map<string, PerplexityRow[]> {
  const groups = new Map<string, PerplexityRow[]>();
  for (const row of rows) {
    const group = groups.get(row.problem_id);
    if (group === undefined) groups.set(row.problem_id, [row]);
    else group.push(row);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function numbers(rows: readonly PerplexityRow[]): number[] {
  return rows.flatMap(({perplexity}) => perplexity ?? []);
}

/** The least end that holds `SHOWN` of each condition, to two digits, and never below 1.1. */
function axisEnd(conditions: readonly (readonly number[])[]): number {
  const ends = conditions.map((values) =>
    quantile(
      [...values].sort((a, b) => a - b),
      SHOWN
    )
  );
  const most = Math.max(1.1, ...ends.filter(Number.isFinite));
  return Number((most * 1.01).toPrecision(3));
}
