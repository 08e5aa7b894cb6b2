import type {OnProgress} from "../../schema/progress.js";
import {ownsProblem, type Shard} from "../../schema/sharding/shard.js";
import type {Study} from "../../schema/study.js";
import type {RunFolder} from "../../store/run-folder.js";
import {countedStudy} from "../views/report-input.js";
import {makePartialCounts} from "./make-partial-counts.js";

export interface CountOptions {
  /** The part that is counted: units of whose problems the first, by name, is the shard's; null or not given for all. */
  shard?: Shard | null | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: OnProgress | undefined;
}

/** Makes the partial counts of a study's run that lack, or a shard of them: what its tables are made from. */
export async function countStudy(
  study: Study,
  run: RunFolder,
  {shard = null, signal, onProgress}: CountOptions = {}
): Promise<void> {
  const isMine =
    shard === null
      ? undefined
      : (benchmark: string, problemId: string): boolean => ownsProblem(shard, benchmark, problemId);
  await makePartialCounts({study: countedStudy(study, run), run}, {isMine, signal, onProgress});
}
