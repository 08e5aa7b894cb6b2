import {readFile} from "node:fs/promises";
import type {IntervalCoverage} from "../../../src/metrics/study/interval-coverage.js";

const file = new URL("../../../data/reference/interval-coverage.json", import.meta.url);

/** How often each interval holds the truth, as bench/statistics/interval-coverage.ts measured and wrote it. */
export async function intervalCoverage(): Promise<IntervalCoverage> {
  return JSON.parse(await readFile(file, "utf8")) as IntervalCoverage;
}
