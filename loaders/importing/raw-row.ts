import type {OwnCell, OwnVerdict} from "../schema/own-export.js";
import type {Domain} from "../schema/domain.js";

/**
 * What a file of raw samples holds, row by row, in its tool's words: what a file does not say is null. Nothing is guessed by
 * an importer; which problem a completion answers and its sample index are settled when rows are joined.
 */
export type RawRow = RawCompletion | RawCount | RawVerdict | RawNotice | RawBenchmark | SkippedRow;

/** Where a row stands. */
export interface RawPlace {
  /** The file's name, with that of the archive that holds it: `logs.zip/a.jsonl`. */
  file: string;
  /** The line or record, counted from 1. Completions that one line holds share it. */
  line: number;
}

/** One completion. */
export interface RawCompletion extends RawPlace {
  kind: "completion";
  /** What the tool calls the set of problems: a task, a dataset. */
  benchmark: string | null;
  problem: RawProblem;
  /** Which repeat of its problem it is, from 0, where the file says so. */
  repeat: number | null;
  /** The seed that it was drawn with. A constant seed for all repeats is what some tools send: it is no key. */
  seed: number | null;
  /** Name of the model, as the tool has it. */
  model: string | null;
  /** Step of training, where the tool dumps during it. */
  step: number | null;
  completion: string;
  /** What the model wrote apart from the completion, before it. */
  reasoning: string | null;
  completionTokens: number | null;
  /** Why it ended, in the tool's word: `stop`, `length`, `max_tokens`, …. */
  finishReason: string | null;
  /** In nats, at temperature 1 or as the tool has it. */
  sumLogprob: number | null;
  /** Sampling settings that the file states: temperature, top_p, max_tokens, template, …. */
  settings: Readonly<Record<string, string | number>>;
  /** What the tool's own metrics say. They are kept apart from our verdicts, as `FORMAT@METRIC`. */
  foreign: readonly ForeignVerdict[];
  /** What this tool recorded of it before it was exported; null for a completion of any other tool. */
  own: RawOwn | null;
  /** What was done to have one text, or what the tool did to it: `several turns kept as text`. Counted by their words. */
  notes: readonly string[];
}

/** What this tool knew of a completion that it exported. */
export interface RawOwn {
  engine: string;
  source: string;
  meanEntropy: number | null;
  /** They are kept as what they were, and stand for the foreign verdicts of the same names. */
  verdicts: readonly OwnVerdict[];
}

/** How often a problem was tried and solved, where nothing else is known. */
export interface RawCount extends RawPlace {
  kind: "count";
  benchmark: string | null;
  problem: RawProblem;
  /** Whose count it is: the tool's metric. */
  metric: string;
  n: number;
  c: number;
}

/** A metric's verdict on completions of the same file whose rows came before: some tools write a line a metric. */
export interface RawVerdict extends RawPlace {
  kind: "verdict";
  benchmark: string | null;
  problem: RawProblem;
  /** Whose verdict it is; null: of every repeat of the problem. */
  repeat: number | null;
  foreign: readonly ForeignVerdict[];
}

/** What is known of a benchmark as a whole. */
export interface RawBenchmark extends RawPlace {
  kind: "benchmark";
  benchmark: string | null;
  /** What its problems ask for; null where the file does not say. */
  domain: Domain | null;
  /** What an export of this tool says of it. */
  own: OwnCell | null;
}

/** What is to be known of a file as a whole. No row is lost by it. */
export interface RawNotice extends RawPlace {
  kind: "notice";
  /** A whole sentence without its full stop. */
  text: string;
  /** The name of another file that it is about. */
  other: string | null;
}

/** A row that holds no completion that could be read. */
export interface SkippedRow extends RawPlace {
  kind: "skipped";
  /** Few words, the same for all rows of a kind: they are counted by it. */
  reason: string;
  /** What this one holds. */
  detail: string | null;
}

/** The problem of a row, as far as the file has it. */
export interface RawProblem {
  /** The tool's id. */
  id: string | null;
  /** Text, or the messages as JSON. */
  prompt: string | null;
  /** The reference answer, of whatever shape; undefined where the file has none. */
  gold?: unknown;
  /** Level, subject, contest date: whatever else is known of the problem and small. */
  meta?: Readonly<Record<string, unknown>>;
}

/** What a tool's metric says of a completion. */
export interface ForeignVerdict {
  /** `exact_match,strict-match`; with the format's id before it the id of the verdict: `lm-eval@exact_match,strict-match`. */
  metric: string;
  /** Null where the value is neither: a part of the points, not scored. */
  correct: boolean | null;
  /** As the tool has it. */
  value: unknown;
  /** The answer that the tool found in the completion. */
  extracted?: string | null;
  /** `problem`: one value for all repeats of a problem, which says nothing of a single completion. */
  scope: "completion" | "problem";
}

/** A completion with what a file states; the rest is null. JSON may hold half of a character, which UTF-8 has not: it becomes U+FFFD, as bytes do that are no UTF-8. */
export function rawCompletion(
  {file, line}: RawPlace,
  stated: Partial<Omit<RawCompletion, "kind">> & Pick<RawCompletion, "completion" | "problem">
): RawCompletion {
  const {completion, reasoning = null, notes = []} = stated;
  const isWhole = completion.isWellFormed() && (reasoning === null || reasoning.isWellFormed());
  // Field by field: spreading objects takes longer than parsing them did.
  return {
    kind: "completion",
    file,
    line,
    benchmark: stated.benchmark ?? null,
    problem: stated.problem,
    repeat: stated.repeat ?? null,
    seed: stated.seed ?? null,
    model: stated.model ?? null,
    step: stated.step ?? null,
    completion: isWhole ? completion : completion.toWellFormed(),
    reasoning: isWhole ? reasoning : (reasoning?.toWellFormed() ?? null),
    completionTokens: stated.completionTokens ?? null,
    finishReason: stated.finishReason ?? null,
    sumLogprob: stated.sumLogprob ?? null,
    settings: stated.settings ?? {},
    own: stated.own ?? null,
    foreign: stated.foreign ?? [],
    notes: isWhole ? withReplaced(notes, completion) : [...notes, "half of a character replaced"]
  };
}

function withReplaced(notes: readonly string[], completion: string): readonly string[] {
  return completion.includes("\uFFFD") ? [...notes, "holds U+FFFD, for bytes that are no UTF-8"] : notes;
}

/** Why a row is skipped that has a list of completions with none in it. */
export const EMPTY_LIST = "an empty list of completions";

/** A row without a completion that could be read. */
export function skippedRow({file, line}: RawPlace, reason: string, detail: string | null = null): SkippedRow {
  return {kind: "skipped", file, line, reason, detail};
}

/** What is to be known of the whole file. */
export function fileNotice(file: string, text: string, other: string | null = null): RawNotice {
  return {kind: "notice", file, line: 1, text, other};
}

/** A file is passed over because of another one. */
export function sameSamplesNotice(file: string, other: string): RawNotice {
  return fileNotice(file, "not read: the same samples are in another file", other);
}
