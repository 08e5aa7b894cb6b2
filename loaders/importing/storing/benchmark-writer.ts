import {mkdirSync} from "node:fs";
import {join} from "node:path";
import {writeFile} from "node:fs/promises";
import {completionColumns} from "../../schema/completion.js";
import type {Domain} from "../../schema/domain.js";
import {problemRow} from "../../schema/problem.js";
import {verdictColumns} from "../../schema/verdict.js";
import {countColumns} from "../../schema/imported-count.js";
import {IMPORTED_ENGINE} from "../../schema/study/policy.js";
import type {Database} from "../../store/database.js";
import type {ParquetColumns} from "../../store/row-table.js";
import {RunFolder, type VerifierName} from "../../store/run-folder.js";
import {goldAnswer} from "../joining/gold-answer.js";
import type {ImportTally} from "../joining/import-tally.js";
import {JoinedRows, type JoinedCounts, type RowSource, type SampleSink} from "../joining/joined-rows.js";
import type {RowWriter} from "../joining/row-writer.js";
import type {KnownProblems} from "../joining/known-problems.js";
import type {RawCompletion, RawCount, RawVerdict} from "../raw-row.js";
import {ParquetParts} from "./parquet-parts.js";

/** Tables of this process, counted so that no two have one name. */
let tables = 0;

/** Collects the rows of one policy on one benchmark and writes them below a folder that is laid out as a run. */
export class BenchmarkWriter implements RowWriter {
  private readonly id: string;
  private readonly policy: string;
  private readonly known: KnownProblems;
  private readonly run: RunFolder;
  private readonly rows: JoinedRows;
  private readonly parts: ParquetParts;
  private readonly verdicts = new Map<string, ParquetParts>();
  /** Verdicts of this tool's own: a file of them has the name of its completions'. */
  private readonly ownVerdicts = new Map<string, ParquetParts>();
  private readonly countParts: ParquetParts;
  /** All of these. */
  private readonly allParts: ParquetParts[] = [];
  private readonly database: () => Promise<Database>;

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
    this.rows = new JoinedRows(known, this.sink());
    this.database = database;
    this.parts = this.newParts(this.run.completions(id, policy), completionColumns);
    this.countParts = this.newParts(this.run.counts(id, policy), countColumns);
  }

  get tally(): ImportTally {
    return this.rows.tally;
  }

  get counts(): JoinedCounts {
    return this.rows.counts;
  }

  completion(row: RawCompletion, source: RowSource): Promise<unknown> | undefined {
    this.rows.completion(row, source);
    return this.full();
  }

  verdict(row: RawVerdict, source: RowSource): Promise<unknown> | undefined {
    this.rows.verdict(row, source);
    return this.full();
  }

  count(row: RawCount, source: RowSource): Promise<unknown> | undefined {
    this.rows.count(row, source);
    return this.full();
  }

  /** Writes what is left, and the problems. */
  async close(domain: Domain): Promise<void> {
    this.rows.close();
    await this.writeCompletions();
    await Promise.all(this.allParts.map((parts) => parts.close()));
    if (this.known.isClosed || this.rows.size === 0) return;
    const lines = [...this.rows.problems()].map(([problemId, raw]) =>
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

  /** Puts what the rows say into the tables. */
  private sink(): SampleSink {
    return {
      completion: (row, {problemId, index, finishReason}, source) => {
        this.parts.add(
          {
            problem_id: problemId,
            sample_index: index,
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
      },
      verdict: (id, {correct, extracted}, {problemId, index}) => {
        this.verdictParts(this.verdicts, {id, version: 1}).add({
          problem_id: problemId,
          sample_index: index,
          verdict: correct ? "correct" : "incorrect",
          extracted: extracted ?? null,
          reason: null,
          rule: "imported",
          ms: 0
        });
      },
      // Kept as what it was.
      ownVerdict: ({verifier, version, ...judgement}, {problemId, index}) => {
        const parts = this.verdictParts(this.ownVerdicts, {id: verifier, version});
        parts.add({problem_id: problemId, sample_index: index, ...judgement, ms: 0});
      },
      count: (verifier, problemId, {n, c}) => {
        this.countParts.add({problem_id: problemId, verifier, n, c});
      }
    };
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
}
