import type {FinishReason} from "../../schema/completion.js";
import type {OwnVerdict} from "../../schema/own-export.js";
import {
  skippedRow,
  type ForeignVerdict,
  type RawCompletion,
  type RawCount,
  type RawPlace,
  type RawProblem,
  type RawVerdict
} from "../raw-row.js";
import {FileContents} from "./file-contents.js";
import {finishReasonOf} from "./finish-word.js";
import {ImportTally} from "./import-tally.js";
import type {KnownProblems} from "./known-problems.js";
import {SampleIndexes} from "./sample-indexes.js";
import {isTargetProblem} from "./target-problem.js";
import {textHash} from "./text-hash.js";

/** Why a row is skipped that none of a registered benchmark's problems fits. */
const NOT_IN_BENCHMARK = "a problem that the benchmark lacks";

/** What names a completion's source besides its row. */
export interface RowSource {
  /** The name under which the file is stored. */
  file: string;
  /** Counts the files of the policy, from 0. */
  fileNumber: number;
  format: string;
}

/** Where a completion belongs. */
interface SamplePlace {
  problemId: string;
  index: number;
}

/** Takes what the rows of one policy on one benchmark say, once it is known what they belong to. */
export interface SampleSink {
  completion(
    row: RawCompletion,
    place: SamplePlace & {finishReason: FinishReason | null; problem: RawProblem},
    source: RowSource
  ): void;
  /** A verdict of a tool's own metric, `FORMAT@METRIC`. */
  verdict(verifier: string, verdict: ForeignVerdict & {correct: boolean}, place: SamplePlace): void;
  /** A verdict that this tool gave before it was exported. */
  ownVerdict(verdict: OwnVerdict, place: SamplePlace): void;
  count(verifier: string, problemId: string, counted: {n: number; c: number}): void;
}

/** How much there is of a benchmark. */
export interface JoinedCounts {
  problems: number;
  completions: number;
  /** Tries behind bare counts. */
  counted: number;
  withPrompt: number;
  withGold: number;
  /** Problems that give answers to choose from. */
  withChoices: number;
  /** Problems with a target to reach. */
  withTarget: number;
}

interface JoinedProblem {
  raw: RawProblem;
  /** Null until it has a completion: there may be millions of bare counts. */
  indexes: SampleIndexes | null;
  /** Names of the verifiers that counted it, each behind a line feed. */
  countedBy: string;
}

/** Settles which problem each row of one policy on one benchmark answers and which sample it is, and hands it on. */
export class JoinedRows {
  readonly tally = new ImportTally();
  private readonly known: KnownProblems;
  private readonly sink: SampleSink;
  private readonly joined = new Map<string, JoinedProblem>();
  private readonly files = new FileContents();
  private completions = 0;
  private counted = 0;
  private lastProblem: RawProblem | null = null;
  private lastId: string | null = null;

  constructor(known: KnownProblems, sink: SampleSink) {
    this.known = known;
    this.sink = sink;
  }

  completion(row: RawCompletion, source: RowSource): void {
    const problem = this.problem(row.problem);
    if (problem === null) {
      this.skip(row, source, NOT_IN_BENCHMARK, row.problem.id);
      return;
    }
    const problemId = problem[0];
    const indexes = (problem[1].indexes ??= new SampleIndexes());
    const hash = textHash(row.completion);
    const indexed = indexes.add(row.repeat, source.fileNumber, hash);
    if (indexed === "repeated row") {
      this.skip(row, source, "the same row twice", `${problemId} ${row.repeat ?? ""}`);
      return;
    }
    if (indexed.isMoved) this.tally.note("repeat taken by another file: index goes on");
    const finishReason = finishReasonOf(row.finishReason);
    this.tally.completion(row, row.finishReason === null || finishReason !== null);
    this.completions++;
    this.files.add(source, problemId, hash);
    const place = {problemId, index: indexed.index, finishReason, problem: problem[1].raw};
    this.sink.completion(row, place, source);
    const own = row.own?.verdicts ?? [];
    for (const verdict of own) this.sink.ownVerdict(verdict, place);
    const foreign = row.foreign.filter(({metric}) => own.every(({verifier}) => verifier !== metric));
    this.foreign(foreign, problemId, indexed.index, source.format);
  }

  /** What a later row says of a completion that is there, or of a problem. */
  verdict(row: RawVerdict, source: RowSource): void {
    const problem = this.problem(row.problem);
    if (problem === null) {
      this.skip(row, source, NOT_IN_BENCHMARK, row.problem.id);
      return;
    }
    const [problemId, {indexes}] = problem;
    const index = row.repeat === null ? null : (indexes?.indexOf(row.repeat, source.fileNumber) ?? null);
    if (row.repeat !== null && index === null)
      this.skip(row, source, "a verdict without its completion", `${problemId} ${row.repeat}`);
    else this.foreign(row.foreign, problemId, index, source.format);
  }

  count(row: RawCount, source: RowSource): void {
    const problem = this.problem(row.problem);
    const isCount = Number.isSafeInteger(row.n) && row.n >= 0 && row.c >= 0 && row.c <= row.n;
    if (problem === null || !isCount) {
      const why = problem === null ? NOT_IN_BENCHMARK : "a count that is none";
      this.skip(row, source, why, `${row.problem.id ?? ""} n ${row.n} c ${row.c}`);
      return;
    }
    const verifier = `${source.format}@${row.metric}`;
    if (`${problem[1].countedBy}\n`.includes(`\n${verifier}\n`))
      this.tally.note("another count of a problem: added to the first");
    else problem[1].countedBy += `\n${verifier}`;
    // Other metrics count the same tries.
    if (`${problem[1].countedBy}\n`.startsWith(`\n${verifier}\n`)) this.counted += row.n;
    this.sink.count(verifier, problem[0], {n: row.n, c: row.c});
  }

  /** Tells of files that say the same; called when all were read. */
  close(): void {
    for (const text of this.files.repeats()) this.tally.note(text.note, text.completions);
  }

  /** How many problems there are. */
  get size(): number {
    return this.joined.size;
  }

  /** What the rows say of each problem, by its id. */
  *problems(): Generator<[string, RawProblem]> {
    for (const [id, {raw}] of this.joined) yield [id, raw];
  }

  get counts(): JoinedCounts {
    const raws = [...this.joined.values()].map(({raw}) => raw);
    return {
      problems: raws.length,
      completions: this.completions,
      counted: this.counted,
      withPrompt: raws.filter(({prompt}) => prompt !== null && prompt !== "").length,
      withChoices: raws.filter(({meta}) => meta?.choices !== undefined).length,
      withTarget: raws.filter(isTargetProblem).length,
      withGold: raws.filter(({gold}) => gold !== undefined && gold !== null).length
    };
  }

  private skip({line}: RawPlace, {file}: RowSource, reason: string, detail: string | null): void {
    this.tally.skip(skippedRow({file, line}, reason, detail));
  }

  private foreign(
    verdicts: readonly ForeignVerdict[],
    problemId: string,
    index: number | null,
    format: string
  ): void {
    for (const verdict of verdicts) {
      const {correct} = verdict;
      if (verdict.scope === "problem" || index === null)
        this.tally.problemVerdict(format, problemId, verdict);
      else if (correct === null) this.tally.note(`${format}@${verdict.metric}: not scored`);
      else this.sink.verdict(`${format}@${verdict.metric}`, {...verdict, correct}, {problemId, index});
    }
  }

  /** The problem of a row by its id; completions of one line share the object. */
  private problem(raw: RawProblem): [string, JoinedProblem] | null {
    const id = raw === this.lastProblem ? this.lastId : this.known.find(raw);
    this.lastProblem = raw;
    this.lastId = id;
    if (id === null) return null;
    let problem = this.joined.get(id);
    if (problem === undefined) {
      problem = {raw: {...raw}, indexes: null, countedBy: ""};
      this.joined.set(id, problem);
    } else if (problem.raw !== raw) {
      problem.raw.prompt ??= raw.prompt;
      problem.raw.gold ??= raw.gold;
    }
    return [id, problem];
  }
}
