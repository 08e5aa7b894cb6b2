import {quantile} from "../statistics/quantile.js";
import type {AuditEffect} from "./audit-effects.js";
import type {VerdictEnvelope} from "./verdict-envelope.js";
import type {RepeatTest} from "./repeat-test.js";

/** What could spoil the numbers of a study, and what it could change: src/data/audit.json. */
export interface AuditTable {
  /** level of every interval, for example 0.95 */
  level: number;
  /** One for each policy on each benchmark. */
  cells: AuditCell[];
  /** What dropping or flipping the completions of each kind would change. */
  effects: AuditEffect[];
  /** What the verifier's known rate of errors and cut completions could make of the curves. */
  envelopes: VerdictEnvelope[];
  /** What became of the requests to servers, by policy and benchmark; none where nothing was drawn from one. */
  requests: RequestFindings[];
  /** Where two policies were not given the same problems. */
  missing: MissingProblems[];
  /** What the imports found, by policy and benchmark. */
  imports: ImportFindings[];
  /** Files of the imports that hold no completions by themselves, or the same bytes as another one. */
  leftOut: LeftOutFile[];
}

/** One policy on one benchmark. */
export interface AuditCell {
  benchmark: string;
  policy: string;
  /** Problems with a verdict. */
  problems: number;
  /** Least, median and most judged completions of a problem. */
  n: SpreadOfN;
  /** Completions with their text, judged or not; 0 where only counts are known. */
  completions: number;
  /** Judged completions with their text. */
  judged: number;
  /** Completions of which nobody says how they ended, in words that mean `stop` or `length`. */
  finishUnknown: number;
  /** Judged completions cut at the token limit. */
  cut: number;
  /** Judged completions with the text of an earlier one of their problem. */
  repeats: number;
  /** Judged completions without an answer. */
  empty: number;
  /** Judged completions on which another verifier differs. */
  disputed: number;
  /** Judged incorrect, because the verifier gave up: time, memory, a crash. */
  failed: number;
  /** Completions that the verifier failed on: in no n. */
  errors: number;
  /** Null where only counts are known. */
  repeat: RepeatTest | null;
}

/** What became of the requests for one policy's completions of one benchmark. */
export interface RequestFindings {
  benchmark: string;
  policy: string;
  /** Completions that a server gave. */
  completions: number;
  /** Those that it was asked for more than once. */
  retried: number;
  /** Completions that it did not give, beside the problem of which it gave the most. */
  missing: number;
  /** Mean tokens of completions of the first attempt; null where nobody counted. */
  firstTokens: number | null;
  /** Mean tokens of the retried ones; null without any. */
  retriedTokens: number | null;
  /** How many more tokens retried completions have than those of the first attempt of the same problem; null for fewer than two. */
  longer: {mean: number; low: number; high: number} | null;
  /** Failed attempts, over all runs, the most frequent reason first. */
  failures: FailedAttempts[];
  /** What was found out about each server. */
  servers: string[];
}

/** Attempts that failed for one reason. */
interface FailedAttempts {
  /** In few words: `timeout`, `overload`, … */
  reason: string;
  /** How many failed so. */
  attempts: number;
}

/** How many completions the problems have. */
export interface SpreadOfN {
  /** Of the problem with the fewest. */
  min: number;
  /** As many have fewer as have more. */
  median: number;
  /** Of the problem with the most. */
  max: number;
}

/** Problems of one benchmark that only one of two policies has verdicts of. */
export interface MissingProblems {
  benchmark: string;
  /** Id of the first policy. */
  a: string;
  /** Id of the second one. */
  b: string;
  /** Problems of both. */
  shared: number;
  /** Problems of the first alone. */
  onlyA: number;
  /** Problems of the second alone. */
  onlyB: number;
  /** Ids of the first ones of these. */
  examples: string[];
}

/** What the import of one policy found on one benchmark. */
export interface ImportFindings {
  policy: string;
  benchmark: string;
  /** What the files call the benchmark. */
  names: string[];
  /** Ids of the formats of its files. */
  formats: string[];
  /** Rows that became no completion, the most frequent reason first. */
  skipped: SkippedKind[];
  /** What else there is to be known of the rows, such as a cut by a stop word. */
  notes: RowNote[];
  /** Words for the end of a completion that mean neither `stop` nor `length`. */
  unknownFinish: UnknownFinish[];
  /** What a tool says of each problem as a whole, beside our pass@1. */
  metrics: ProblemMetricMean[];
  /** Ids of problems whose prompt differs from that of the benchmark. */
  otherPrompt: string[];
  /** Ids of problems whose reference answer differs. */
  otherGold: string[];
}

/** A file that an import left out. */
interface LeftOutFile {
  policy: string;
  /** Its name below what the policy's files have in common. */
  name: string;
  /** Why it was not read. */
  why: string;
}

/** Rows that were skipped for one reason. */
interface SkippedKind {
  /** Few words, the same for all of them. */
  reason: string;
  /** How many there are. */
  rows: number;
  /** Place and content of the first ones. */
  examples: string[];
}

/** What is to be known of some rows. */
interface RowNote {
  /** In the importer's words. */
  note: string;
  /** How many it is true of. */
  rows: number;
}

/** A word for the end of a completion. */
interface UnknownFinish {
  /** As the file has it. */
  word: string;
  /** How many ended so. */
  rows: number;
}

/** What a tool says of whole problems. */
interface ProblemMetricMean {
  /** `FORMAT@METRIC`. */
  metric: string;
  /** How many have a value. */
  problems: number;
  /** Mean of the values; null where they are no numbers. */
  mean: number | null;
  /** pass@1 of the benchmark’s verifier over all problems with a verdict; null without verdicts. */
  ours: number | null;
}

/** The spread of some counts; zeros without any. */
export function spreadOfN(ns: readonly number[]): SpreadOfN {
  if (ns.length === 0) return {min: 0, median: 0, max: 0};
  const sorted = [...ns].sort((a, b) => a - b);
  return {min: sorted[0]!, median: quantile(sorted, 0.5), max: sorted.at(-1)!};
}
