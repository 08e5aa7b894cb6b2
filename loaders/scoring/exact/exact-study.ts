import {existsSync} from "node:fs";
import {join} from "node:path";
import {readBenchmark} from "../../benchmarks/read-benchmark.js";
import {exactColumns, exactRow} from "../../schema/rows/exact-rate.js";
import type {OnProgress} from "../../schema/progress.js";
import {studyCells, type StudyCell} from "../../schema/study/study-cells.js";
import type {Benchmark, Policy, Study} from "../../schema/study.js";
import {fileHash} from "../../store/file-hash.js";
import {writeRecorded} from "../../store/file-record.js";
import type {RunFolder} from "../../store/run-folder.js";
import {renewScores} from "../scoring-identity.js";
import type {ScoringModels} from "../scoring-models.js";
import {canEnumerate, exactRates} from "./exact-rates.js";

/** Name of the file in the folder of a policy on a benchmark. */
const exactFile = "exact.parquet";

export interface ExactStudyOptions {
  study: Study;
  run: RunFolder;
  models: ScoringModels;
  /** Which policies on which benchmarks; all if not given. */
  isWanted?: (cell: StudyCell) => boolean;
  /** Starts the progress of one policy on one benchmark. */
  onStart?: (policy: Policy, benchmark: Benchmark) => OnProgress;
  signal?: AbortSignal | undefined;
}

/**
 * Computes the exact rates of every policy of a study on every benchmark whose solutions can be enumerated, under engines that
 * know every token's probability, as far as they are missing: those of the same model, settings and problems stay. Returns the
 * cells that have them, and how many of these are new.
 */
export async function exactStudy(options: ExactStudyOptions): Promise<{cells: StudyCell[]; fresh: number}> {
  const {study, run, models, signal, isWanted = () => true} = options;
  const cells: StudyCell[] = [];
  let fresh = 0;
  for (const benchmark of study.benchmarks) {
    if (benchmark.format !== "problems") continue;
    const problems = readBenchmark(benchmark);
    if (!problems.every(canEnumerate)) continue;
    for (const cell of studyCells(study).filter((each) => each.benchmark === benchmark && isWanted(each))) {
      if (signal?.aborted) return {cells, fresh};
      const {policy} = cell;
      // Rates are of tokens drawn one after the other, not of a power of whole completions.
      if (policy.samples !== null || policy.sampling.power !== null) continue;
      const {temperature, topP, maxTokens} = policy.sampling;
      const folder = run.exact(benchmark.id, policy.id);
      const texts = `${fileHash(benchmark.problems)} T ${temperature} top-p ${topP} max ${maxTokens}`;
      await renewScores(join(folder, "exact.json"), {source: await models.source(policy), texts});
      const file = join(folder, exactFile);
      if (!existsSync(file)) {
        const model = await models.load(policy);
        try {
          if (model.scoreSampled === undefined) continue;
          const scorer = {scoreSampled: model.scoreSampled.bind(model)};
          const rates = await exactRates(problems, scorer, maxTokens, options.onStart?.(policy, benchmark));
          await writeRecorded(file, exactColumns, rates!.map(exactRow));
          fresh++;
        } finally {
          await model.close?.();
        }
      }
      cells.push(cell);
    }
  }
  return {cells, fresh};
}
