import {existsSync} from "node:fs";
import {readBenchmark} from "../benchmarks/read-benchmark.js";
import {referenceAuthor} from "../schema/score.js";
import {scoredPairs, scoringTasks} from "../schema/scoring-tasks.js";
import {supportTasks} from "../schema/study/support-tasks.js";
import {studyCells} from "../schema/study/study-cells.js";
import type {Benchmark, Study} from "../schema/study.js";
import {UserError} from "../schema/user-error.js";
import {checkRows} from "../store/check-rows.js";
import {Database} from "../store/database.js";
import {drawnBy} from "../store/drawn-by.js";
import {
  completionKind,
  referenceKind,
  scoreKind,
  supportKind,
  verdictKind,
  type RowKind
} from "../store/row-rules.js";
import {parquetFiles, type RunFolder} from "../store/run-folder.js";

/** Files that are checked together, with what their rows must be. */
interface FileGroup {
  benchmark: Benchmark;
  files: string[];
  kind: () => RowKind;
  /** Files whose keys the rows must have. */
  keysOf?: string[];
}

/**
 * What does not fit in a run, for its study: one sentence for each group of files (completions, verdicts, scores of a policy on
 * a benchmark) that has a fault. Groups with one of the files `known` to be faulty are left out.
 */
export async function* rowFaults(
  study: Study,
  run: RunFolder,
  known: readonly string[] = []
): AsyncGenerator<UserError> {
  const faulty = new Set(known);
  const problems = new Map<Benchmark, string[]>();
  const database = await Database.open();
  try {
    for (const {benchmark, files, kind, keysOf} of fileGroups(study, run)) {
      if ([...files, ...(keysOf ?? [])].some((file) => faulty.has(file))) continue;
      const ids = problems.get(benchmark) ?? readBenchmark(benchmark).map(({problemId}) => problemId);
      problems.set(benchmark, ids);
      const options = {benchmark: benchmark.id, problems: ids, ...(keysOf === undefined ? {} : {keysOf})};
      try {
        await checkRows(database, files, kind(), options);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        for (const file of files) faulty.add(file);
        yield error;
      }
    }
  } finally {
    database.close();
  }
}

/** Throws the first fault of a run, so that nothing is made from it. */
export async function refuseFaults(study: Study, run: RunFolder): Promise<void> {
  for await (const fault of rowFaults(study, run)) throw fault;
}

function fileGroups(study: Study, run: RunFolder): FileGroup[] {
  const groups: FileGroup[] = [];
  for (const {policy, benchmark} of studyCells(study)) {
    const completions = parquetFiles(run.completions(benchmark.id, policy.id));
    const kind = () => completionKind(drawnBy(run, benchmark.id, policy.id));
    groups.push({benchmark, files: completions, kind});
    for (const verifier of run.verifiers()) {
      const files = parquetFiles(run.verdicts(verifier, benchmark.id, policy.id));
      groups.push({benchmark, files, kind: () => verdictKind, keysOf: completions});
    }
  }
  const tasks = scoringTasks(scoredPairs(study));
  for (const benchmark of new Set(tasks.map((task) => task.benchmark)))
    groups.push({benchmark, files: parquetFiles(run.references(benchmark.id)), kind: () => referenceKind});
  for (const {scorer, benchmark, author} of tasks) {
    const isReference = author === referenceAuthor;
    const texts = isReference ? run.references(benchmark.id) : run.completions(benchmark.id, author);
    const files = parquetFiles(run.scores(scorer.id, benchmark.id, author));
    groups.push({benchmark, files, kind: () => scoreKind, keysOf: parquetFiles(texts)});
  }
  for (const {scorer, benchmark, author} of supportTasks(study)) {
    const texts = author === null ? run.references(benchmark.id) : run.completions(benchmark.id, author.id);
    const file = run.support(scorer.id, benchmark.id, author?.id ?? null);
    if (existsSync(file))
      groups.push({benchmark, files: [file], kind: () => supportKind, keysOf: parquetFiles(texts)});
  }
  return groups;
}
