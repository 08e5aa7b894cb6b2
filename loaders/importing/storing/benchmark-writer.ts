import {mkdirSync} from "node:fs";
import {join} from "node:path";
import {writeFile} from "node:fs/promises";
import {completionColumns} from "../../schema/completion.js";
import type {Domain} from "../../schema/domain.js";
import {problemRow} from "../../schema/problem.js";
import {verdictColumns} from "../../schema/verdict.js";
import {countColumns} from "../../schema/imported-count.js";
import {IMPORTED_ENGINE} from "../../schema/study/policy.js";
import type {OwnVerdict} from "../../schema/own-export.js";
import type {Database} from "../../store/database.js";
import type {ParquetColumns} from "../../store/row-table.js";
import {RunFolder, type VerifierName} from "../../store/run-folder.js";
import {finishReasonOf} from "../joining/finish-word.js";
import {goldAnswer} from "../joining/gold-answer.js";
import {ImportTally} from "../joining/import-tally.js";
import type {KnownProblems} from "../joining/known-problems.js";
import {SampleIndexes} from "../joining/sample-indexes.js";
import {isTargetProblem} from "../joining/target-problem.js";
import {textHash} from "../joining/text-hash.js";
import {
  skippedRow,
  type ForeignVerdict,
  type RawCompletion,
  type RawCount,
  type RawPlace,
  type RawProblem,
  type RawVerdict
} from "../raw-row.js";
import {ParquetParts} from "./parquet-parts.js";

interface JoinedProblem {
  raw: RawProblem;
  /** Null until it has a completion: there may be millions of bare counts. */
  indexes: SampleIndexes | null;
}

/** Tables of this process, counted so that no two have one name. */
let tables = 0;

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

/** Collects the rows of one policy on one benchmark and writes them below a folder that is laid out as a run. */
export class BenchmarkWriter {
  readonly tally = new ImportTally();
  private completions = 0;
  private counted = 0;
  private readonly id: string;
  private readonly policy: string;
  private readonly known: KnownProblems;
  private readonly run: RunFolder;
  private readonly problems = new Map<string, JoinedProblem>();
  private readonly parts: ParquetParts;
  private readonly verdicts = new Map<string, ParquetParts>();
  /** Verdicts of this tool's own: a file of them has the name of its completions'. */
  private readonly ownVerdicts = new Map<string, ParquetParts>();
  private readonly countParts: ParquetParts;
  /** All of these. */
  private readonly allParts: ParquetParts[] = [];
  private readonly database: () => Promise<Database>;
  private lastProblem: RawProblem | null = null;
  private lastId: string | null = null;

  constructor({
    folder,
    id,
    policy,
    known,
    database
  }: {
    folder: string;
    id: string;
    policy: string;
    known: KnownProblems;
    database: () => Promise<Database>;
  }) {
    this.id = id;
    this.policy = policy;
    this.known = known;
    this.run = new RunFolder(folder);
    this.database = database;
    this.parts = this.newParts(this.run.completions(id, policy), completionColumns);
    this.countParts = this.newParts(this.run.counts(id, policy), countColumns);
  }

  /** Adds a completion; what is to be waited for before the next one, if anything. */
  completion(row: RawCompletion, source: RowSource): Promise<unknown> | undefined {
    const problem = this.problem(row.problem);
    if (problem === null) {
      this.skip(row, source, NOT_IN_BENCHMARK, row.problem.id);
      return;
    }
    const problemId = problem[0];
    const indexes = (problem[1].indexes ??= new SampleIndexes());
    const hash = row.repeat === null ? 0 : textHash(row.completion);
    const indexed = indexes.add(row.repeat, source.fileNumber, hash);
    if (indexed === "repeated row") {
      this.skip(row, source, "the same row twice", `${problemId} ${row.repeat ?? ""}`);
      return;
    }
    if (indexed.isMoved) this.tally.note("repeat taken by another file: index goes on");
    const finishReason = finishReasonOf(row.finishReason);
    this.tally.completion(row, row.finishReason === null || finishReason !== null);
    this.completions++;
    this.parts.add(
      {
        problem_id: problemId,
        sample_index: indexed.index,
        seed: row.seed,
        completion: row.completion,
        completion_tokens: row.completionTokens,
        finish_reason: finishReason,
        sum_logprob: row.sumLogprob,
        mean_entropy: row.own?.meanEntropy ?? null,
        engine: row.own?.engine ?? IMPORTED_ENGINE,
        source: row.own?.source ?? row.model ?? "",
        reasoning: row.reasoning,
        place: `${source.file}:${row.line}`
      },
      row.completion.length + (row.reasoning?.length ?? 0)
    );
    const own = row.own?.verdicts ?? [];
    for (const verdict of own) this.own(verdict, problemId, indexed.index);
    const foreign = row.foreign.filter(({metric}) => own.every(({verifier}) => verifier !== metric));
    this.foreign(foreign, problemId, indexed.index, source.format);
    return this.full();
  }

  /** Adds what a later row says of a completion that is there, or of a problem; what is to be waited for. */
  verdict(row: RawVerdict, source: RowSource): Promise<unknown> | undefined {
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
    return this.full();
  }

  /** Adds a count of a problem; what is to be waited for. */
  count(row: RawCount, source: RowSource): Promise<unknown> | undefined {
    const problem = this.problem(row.problem);
    const verifier = `${source.format}@${row.metric}`;
    const isCount = Number.isSafeInteger(row.n) && row.n >= 0 && row.c >= 0 && row.c <= row.n;
    if (problem === null || !isCount) {
      const why = problem === null ? NOT_IN_BENCHMARK : "a count that is none";
      this.skip(row, source, why, `${row.problem.id ?? ""} n ${row.n} c ${row.c}`);
      return;
    }
    this.counted += row.n;
    this.countParts.add({problem_id: problem[0], verifier, n: row.n, c: row.c});
    return this.full();
  }

  /** Writes what is left, and the problems. */
  async close(domain: Domain): Promise<void> {
    await this.writeCompletions();
    await Promise.all(this.allParts.map((parts) => parts.close()));
    if (this.known.isClosed) return;
    const lines = [...this.problems].map(([problemId, {raw}]) =>
      JSON.stringify(
        problemRow({
          benchmark: this.id,
          problemId,
          domain,
          prompt: raw.prompt ?? "",
          gold: domain === "math" ? goldAnswer(raw.gold) : (raw.gold ?? null),
          meta: {...raw.meta}
        })
      )
    );
    const folder = this.run.problems(this.id);
    mkdirSync(folder, {recursive: true});
    await writeFile(join(folder, `policy=${this.policy}.jsonl`), `${lines.join("\n")}\n`);
  }

  /** How much there is: problems, completions, tries behind counts, problems with a text, a gold, answers to choose from, and a target to reach. */
  get counts(): Record<
    "problems" | "completions" | "counted" | "withPrompt" | "withGold" | "withChoices" | "withTarget",
    number
  > {
    const raws = [...this.problems.values()].map(({raw}) => raw);
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

  /** Hands on what has gathered and begins to write the parts that are full; what is to be waited for, if anything is. */
  private full(): Promise<unknown> | undefined {
    for (const parts of this.allParts) if (parts.isPressed) return this.relieve();
    return undefined;
  }

  private async relieve(): Promise<void> {
    const own = new Set([this.parts, ...this.ownVerdicts.values()]);
    for (const parts of this.allParts)
      if (parts.isPressed) await (parts.isFull && !own.has(parts) ? parts.write() : parts.settle());
    if (this.parts.isFull) await this.writeCompletions();
  }

  private async writeCompletions(): Promise<void> {
    const {part} = this.parts;
    for (const parts of [this.parts, ...this.ownVerdicts.values()]) await parts.write(part);
  }

  private foreign(
    verdicts: readonly ForeignVerdict[],
    problemId: string,
    index: number | null,
    format: string
  ): void {
    for (const verdict of verdicts) {
      if (verdict.scope === "problem" || index === null)
        this.tally.problemVerdict(format, problemId, verdict);
      else if (verdict.correct === null) this.tally.note(`${format}@${verdict.metric}: not scored`);
      else
        this.verdictParts(this.verdicts, {id: `${format}@${verdict.metric}`, version: 1}).add({
          problem_id: problemId,
          sample_index: index,
          verdict: verdict.correct ? "correct" : "incorrect",
          extracted: verdict.extracted ?? null,
          reason: null,
          rule: "imported",
          ms: 0
        });
    }
  }

  /** Adds a verdict that this tool gave before it was exported, as what it was. */
  private own({verifier, version, ...judgement}: OwnVerdict, problemId: string, index: number): void {
    const parts = this.verdictParts(this.ownVerdicts, {id: verifier, version});
    parts.add({problem_id: problemId, sample_index: index, ...judgement, ms: 0});
  }

  private verdictParts(known: Map<string, ParquetParts>, {id, version}: VerifierName): ParquetParts {
    const key = `${id} ${version}`;
    let parts = known.get(key);
    if (parts === undefined) {
      const folder = this.run.verdicts({id, version}, this.id, this.policy);
      parts = this.newParts(folder, verdictColumns);
      known.set(key, parts);
    }
    return parts;
  }

  private newParts(folder: string, columns: ParquetColumns): ParquetParts {
    // Ids hold any letters; names of tables need none.
    const name = `rows_${tables++}`;
    const parts = new ParquetParts(folder, columns, this.database, name);
    this.allParts.push(parts);
    return parts;
  }

  /** The problem of a row by its id; completions of one line share the object. */
  private problem(raw: RawProblem): [string, JoinedProblem] | null {
    const id = raw === this.lastProblem ? this.lastId : this.known.find(raw);
    this.lastProblem = raw;
    this.lastId = id;
    if (id === null) return null;
    let problem = this.problems.get(id);
    if (problem === undefined) {
      problem = {raw: {...raw}, indexes: null};
      this.problems.set(id, problem);
    } else if (problem.raw !== raw) {
      problem.raw.prompt ??= raw.prompt;
      problem.raw.gold ??= raw.gold;
    }
    return [id, problem];
  }
}
