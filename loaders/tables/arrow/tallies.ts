import type {Study} from "../../schema/study.js";
import {withPartialCounts} from "../partial/with-partial-counts.js";
import {arrowTable} from "./arrow-table.js";

/** The verifier of each benchmark of a study. */
export function studyVerifiers({benchmarks}: Study): Map<string, string> {
  return new Map(benchmarks.map(({id, verifier}) => [id, verifier]));
}

/** The table `tallies` as an Arrow IPC stream: what the live re-analysis counts from. */
export function talliesArrow(environment: NodeJS.ProcessEnv): Promise<Uint8Array> {
  return tableArrow(environment, "FROM tallies");
}

/** The table `experiment_cells` as an Arrow IPC stream. */
export function experimentCellsArrow(environment: NodeJS.ProcessEnv): Promise<Uint8Array> {
  return tableArrow(environment, "FROM experiment_cells");
}

function tableArrow(environment: NodeJS.ProcessEnv, query: string): Promise<Uint8Array> {
  return withPartialCounts(environment, async (database) => arrowTable(await database.columns(query)));
}
