import {MOST_GOLD_CHARACTERS} from "../../../src/metrics/study/case-shard.js";
import {readBenchmark} from "../../benchmarks/read-benchmark.js";
import type {Problem} from "../../schema/problem.js";
import {reportInput} from "../views/report-input.js";
import type {problemsColumns} from "../views/table-columns.js";
import {arrowTable} from "./arrow-table.js";

/**
 * Every problem of the study as an Arrow IPC file; `gold` and `meta` as JSON text, null where that is longer than
 * `MOST_GOLD_CHARACTERS`: the tests of a code benchmark are hundreds of megabytes.
 */
export function problemsArrow(environment: NodeJS.ProcessEnv): Uint8Array {
  const {study} = reportInput(environment);
  const problems = study.benchmarks.flatMap(readBenchmark);
  const columns: Record<keyof typeof problemsColumns, unknown[]> = {
    benchmark: problems.map(({benchmark}) => benchmark),
    problem_id: problems.map(({problemId}) => problemId),
    domain: problems.map(({domain}) => domain),
    prompt: problems.map(({prompt}) => prompt),
    gold: problems.map(({gold}) => shortJson(gold)),
    strategy: problems.map(({meta}) => (typeof meta.strategy === "string" ? meta.strategy : null)),
    cluster: problems.map(({meta}) => cluster(meta)),
    meta: problems.map(({meta}) => shortJson(meta))
  };
  return arrowTable(columns);
}

function shortJson(value: unknown): string | null {
  const text = JSON.stringify(value);
  return text.length <= MOST_GOLD_CHARACTERS ? text : null;
}

/** What a problem shares with others that were made the same way: such problems are no independent draws. */
function cluster({template, cluster, strategy}: Problem["meta"]): string | null {
  const name = template ?? cluster ?? strategy;
  return typeof name === "string" || typeof name === "number" ? String(name) : null;
}
