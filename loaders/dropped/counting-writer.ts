import type {DroppedBenchmark} from "../../src/metrics/dropped/drop-result.js";
import {goldAnswer} from "../importing/joining/gold-answer.js";
import type {ImportTally} from "../importing/joining/import-tally.js";
import {
  JoinedRows,
  type JoinedCounts,
  type RowSource,
  type SampleSink
} from "../importing/joining/joined-rows.js";
import type {KnownProblems} from "../importing/joining/known-problems.js";
import type {RowWriter} from "../importing/joining/row-writer.js";
import {isTargetProblem} from "../importing/joining/target-problem.js";
import {textHash} from "../importing/joining/text-hash.js";
import type {RawCompletion, RawCount, RawProblem, RawVerdict} from "../importing/raw-row.js";
import type {DropBudget} from "./drop-budget.js";
import type {isStrictlyCorrect} from "./strict-judge.js";
import {VerdictCounts} from "./verdict-counts.js";

const STRICT = "math@strict";

/** No answer to a problem of mathematics is as long. */
const MOST_JUDGED_CHARACTERS = 4_000_000;

export interface CountingOptions {
  known: KnownProblems;
  /** Judges where there is a text and a reference answer that is one; loaded when it is first needed. */
  judge: () => Promise<typeof isStrictlyCorrect>;
  /** Whether a format's completions answer problems of mathematics. */
  isMath: (format: string) => boolean;
  /** The reference answer of a problem that this file does not have one of: from another policy's. */
  goldOf: (problemId: string) => unknown;
  /** Of all writers of a reading. */
  budget: DropBudget;
}

/** Counts what the rows of one policy on one benchmark say: nothing of a completion is kept but a hash. */
export class CountingWriter implements RowWriter {
  readonly verdicts = new VerdictCounts();
  /** Whether completions wait for a reference answer that another policy may have. */
  lacksGold = false;
  private readonly rows: JoinedRows;
  private readonly options: CountingOptions;
  private judge: typeof isStrictlyCorrect | null = null;
  /** What is to be judged before the next row, of the first ones while the verifier is loaded. */
  private readonly waiting: (() => void)[] = [];
  private readonly texts = new Map<string, Set<number>>();
  private repeats = 0;
  private problemCount = 0;

  constructor(options: CountingOptions) {
    this.options = options;
    this.rows = new JoinedRows(options.known, this.sink());
  }

  get tally(): ImportTally {
    return this.rows.tally;
  }

  get counts(): JoinedCounts {
    return this.rows.counts;
  }

  /** Completions that say the same as an earlier one of their problem. */
  get identicalRepeats(): DroppedBenchmark["identicalRepeats"] {
    return this.repeats;
  }

  /** What the rows say of each problem, by its id. */
  problems(): Iterable<[string, RawProblem]> {
    return this.rows.problems();
  }

  completion(row: RawCompletion, source: RowSource): Promise<unknown> | undefined {
    this.rows.completion(row, source);
    this.options.budget.completion(source.file);
    this.bound(row.problem, source);
    return this.judged();
  }

  verdict(row: RawVerdict, source: RowSource): undefined {
    this.rows.verdict(row, source);
    this.bound(row.problem, source);
  }

  count(row: RawCount, source: RowSource): undefined {
    this.rows.count(row, source);
    this.bound(row.problem, source);
  }

  close(): Promise<void> {
    this.rows.close();
    this.texts.clear();
    return Promise.resolve();
  }

  private sink(): SampleSink {
    return {
      completion: (row, {problemId, problem, finishReason}, {format}) => {
        this.countText(row.completion, problemId);
        if (
          !this.options.isMath(format) ||
          row.own?.verdicts.some(({verifier}) => verifier === STRICT) === true
        )
          return;
        const own = problem.gold ?? null;
        const gold = textGold(goldAnswer(own ?? this.options.goldOf(problemId)));
        if (gold === null) {
          this.lacksGold ||= own === null;
          return;
        }
        if (isTargetProblem(problem)) return;
        if (row.completion.length > MOST_JUDGED_CHARACTERS) {
          this.tally.note(`too long for ${STRICT} in a browser`);
          return;
        }
        this.waiting.push(() => {
          const isCorrect = this.judge!(row.completion, gold, finishReason);
          this.verdicts.add(STRICT, problemId, 1, Number(isCorrect));
        });
      },
      verdict: (verifier, {correct}, {problemId}) => {
        this.verdicts.add(verifier, problemId, 1, Number(correct));
      },
      ownVerdict: ({verifier, verdict}, {problemId}) => {
        if (verdict !== "error") this.verdicts.add(verifier, problemId, 1, Number(verdict === "correct"));
      },
      count: (verifier, problemId, {n, c}) => {
        this.verdicts.add(verifier, problemId, n, c);
      }
    };
  }

  private countText(text: string, problemId: string): void {
    let known = this.texts.get(problemId);
    if (known === undefined) {
      known = new Set();
      this.texts.set(problemId, known);
    }
    // 32 bits of hash and 20 of length in one number.
    const key = textHash(text) * 2 ** 20 + (text.length % 2 ** 20);
    if (known.has(key)) this.repeats++;
    else known.add(key);
  }

  private judged(): Promise<void> | undefined {
    if (this.waiting.length === 0) return undefined;
    if (this.judge === null)
      return this.options.judge().then((judge) => {
        this.judge = judge;
        this.flush();
      });
    this.flush();
    return undefined;
  }

  private flush(): void {
    for (const judge of this.waiting.splice(0)) judge();
  }

  /** Throws a UserError where the row brought a problem more than a page may keep. */
  private bound(problem: RawProblem, {file}: RowSource): void {
    const {size} = this.rows;
    if (size === this.problemCount) return;
    this.problemCount = size;
    this.options.budget.problem(problem, file);
  }
}

/** A reference answer as text; null for one that is none. */
function textGold(gold: unknown): string | null {
  if (typeof gold === "number") return String(gold);
  if (typeof gold === "string") return gold;
  const answer: unknown = (gold as {answer?: unknown} | null)?.answer;
  return typeof answer === "string" ? answer : null;
}
