import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {ReadChain} from "../../metrics/coverage/read-chain.js";
import type {Annotation, Mark} from "../../metrics/study/annotation.js";
import type {CaseCompletion, CaseShard} from "../../metrics/study/case-shard.js";
import {matchAnnotations, matchCompletion} from "./annotation-match.js";
import type {AnnotationStore} from "./annotation-store.js";
import type {CaseShards} from "../shared/live/case-shards.js";

/** Who a mark is by where the reader gives no name. */
const ANONYMOUS = "anonymous";

export interface CaseMarksOptions {
  study: string;
  shards: CaseShards;
  store: AnnotationStore;
  /** Marks that the report was built with. */
  built: readonly ReadChain[];
}

/** A shown completion of a problem. */
export interface ShownCompletion {
  shard: CaseShard;
  policy: string;
  completion: CaseCompletion;
}

/** The marks of chains of thought: those that the report was built with, and those in the reader's browser. */
export class CaseMarks {
  private readonly options: CaseMarksOptions;

  constructor(options: CaseMarksOptions) {
    this.options = options;
  }

  /** Those that the report was built with, and those in the browser whose problems are loaded. */
  all(): ReadChain[] {
    const {store, shards, built} = this.options;
    return [...built, ...matchAnnotations(store.annotations(), shards)];
  }

  /** The marks of a problem: the reader's own, and those of others. */
  ofProblem({benchmark, problem_id}: CaseShard): {own: Annotation[]; others: ReadChain[]} {
    const {store, shards, built} = this.options;
    const isHere = (one: {benchmark: string; problem_id: string}): boolean =>
      one.benchmark === benchmark && one.problem_id === problem_id;
    const local = store.annotations().filter(isHere);
    const others = [...built.filter(isHere), ...matchAnnotations(local, shards)];
    return {
      own: local.filter(({reader}) => reader === this.reader),
      others: others.filter(({reader}) => reader !== this.reader)
    };
  }

  /** Puts the reader's mark in place of an earlier one of the same completion; null takes that back. */
  put({shard, policy, completion}: ShownCompletion, mark: Mark | null, note: string): void {
    const {store, study} = this.options;
    const {benchmark, problem_id} = shard;
    const {completions} = shard.policies.find((one) => one.policy === policy)!;
    const earlier = this.ofProblem(shard).own.filter(
      (one) => one.policy === policy && matchCompletion(completions, one) === completion
    );
    for (const annotation of earlier) store.remove(annotation);
    if (mark === null) return;
    const {sample_index, digest} = completion;
    const date = new Date().toISOString().slice(0, 10);
    store.put({
      ...{study, benchmark, problem_id, policy, sample_index, mark, reader: this.reader, date},
      ...(note === "" ? {} : {note}),
      digest
    });
  }

  /** Loads the problems that have marks: a mark counts once it is known how often its text was drawn. */
  async load(table: readonly BenchmarkCounts[]): Promise<void> {
    const {store, shards} = this.options;
    const problems = new Map(
      store.annotations().map((one) => [JSON.stringify([one.benchmark, one.problem_id]), one])
    );
    const known = [...problems.values()].filter(({benchmark, problem_id}) =>
      table.find((one) => one.benchmark === benchmark)?.problemIds.includes(problem_id)
    );
    await Promise.allSettled(known.map(({benchmark, problem_id}) => shards.load(benchmark, problem_id)));
  }

  private get reader(): string {
    return this.options.store.reader || ANONYMOUS;
  }
}
