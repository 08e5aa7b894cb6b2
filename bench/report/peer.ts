import {spawnSync} from "node:child_process";
import {rmSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {Database, quote} from "../../loaders/store/database.js";
import {experimentCoverage} from "../../loaders/tables/report/coverage.js";
import {createCompletionsView} from "../../loaders/tables/views/completions-view.js";
import {reportInput} from "../../loaders/tables/views/report-input.js";
import {kGrid} from "../../src/metrics/pass-at-k/k-grid.js";

/** Seconds of one benchmark's curves: ours from Parquet with bands, and the peer's from JSON lines without. */
export interface PeerTimes {
  completions: number;
  ours: number;
  peer: number;
  /** Largest difference between the two curves. */
  difference: number;
}

/**
 * Compares `experimentCoverage` on the first benchmark of a study with pass-at-k-peer.py on the same completions as JSON
 * lines. Null where there is no Python with NumPy (PYTHON in the environment names one).
 */
export async function comparePeer(
  folder: string,
  environment: Record<"BOUNDARY_STUDY" | "BOUNDARY_RUNS", string>,
  n: number
): Promise<PeerTimes | null> {
  const {PYTHON = "python3"} = process.env;
  if (spawnSync(PYTHON, ["-c", "import numpy"]).status !== 0) return null;
  const input = reportInput(environment);
  const [benchmark] = input.study.benchmarks;
  const lines = join(folder, "completions.jsonl");
  const database = await Database.open();
  await createCompletionsView(database, input);
  await database.run(
    `COPY (SELECT policy, problem_id, sample_index, (verdict = 'correct')::INTEGER AS correct FROM completions
     WHERE benchmark = ${quote(benchmark!.id)}) TO ${quote(lines)} (FORMAT json)`
  );
  const [row] = await database.rows<{count: number}>(
    `SELECT count(*) AS count FROM completions WHERE benchmark = ${quote(benchmark!.id)}`
  );
  database.close();
  const script = fileURLToPath(new URL("pass-at-k-peer.py", import.meta.url));
  const {stdout} = spawnSync(PYTHON, [script, lines, ...kGrid(n).map(String)], {
    encoding: "utf8",
    maxBuffer: 2 ** 26
  });
  rmSync(lines);
  const theirs = JSON.parse(stdout) as {seconds: number; coverage: Record<string, number>};
  const start = performance.now();
  const table = await experimentCoverage("math")(environment);
  const ours = (performance.now() - start) / 1000 / input.study.benchmarks.length;
  const points = table.benchmarks[0]!.curves.flatMap(({policy, points}) =>
    points.map(({k, coverage}) => Math.abs(coverage - theirs.coverage[`${policy} ${k}`]!))
  );
  return {completions: row!.count, ours, peer: theirs.seconds, difference: Math.max(...points)};
}
