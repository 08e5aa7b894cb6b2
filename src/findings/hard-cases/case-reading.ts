import {agreedChains, type ReadChain} from "../../metrics/coverage/read-chain.js";
import {readingSample, type ReadingSample} from "../../metrics/reading/reading-sample.js";
import {readingUnits, type ReadingTable} from "../../metrics/reading/reading-table.js";
import {
  readingOrder,
  readingState,
  type ReadingText,
  type ReadingUnit
} from "../../metrics/reading/reading-unit.js";
import type {Mark} from "../../metrics/study/annotation.js";
import {grouped} from "../../metrics/support/grouped.js";

/** What is to be read of a policy on a benchmark, and what was read of it. */
export interface PolicyReadings {
  units: ReadingUnit[];
  sample: ReadingSample;
  /** Problems that are read after one that is not: they are not in the sample yet. */
  beyond: number;
  /** Problems to read from the first on; those that are read come after those that are not. */
  problemIds: string[];
  /** The text to read next of a problem; null where it is read, or is nothing to read. */
  nextOf: (problemId: string) => ReadingText | null;
}

/** The readings of a policy on a benchmark by these marks; null where nothing of it is to be read. */
export function policyReadings(
  table: ReadingTable,
  benchmark: string,
  policy: string,
  chains: readonly ReadChain[]
): PolicyReadings | null {
  const units = readingUnits(table, benchmark, policy);
  if (units.length === 0) return null;
  const own = chains.filter((one) => one.benchmark === benchmark && one.policy === policy);
  const agreed = new Map(
    [...grouped(own, ({problem_id}) => problem_id)].map(([problem, marks]) => [problem, agreedChains(marks)])
  );
  const markOf = (unit: ReadingUnit, {sample_index}: ReadingText): Mark | null =>
    agreed.get(unit.problem_id)?.get(sample_index)?.mark ?? null;
  const next = new Map(
    units.map((unit) => [unit.problem_id, readingState(unit, (text) => markOf(unit, text)).next])
  );
  const order = readingOrder(units).map(({problem_id}) => problem_id);
  const isOpen = (problemId: string): boolean => next.get(problemId) !== null;
  const sample = readingSample(units, markOf);
  return {
    units,
    sample,
    beyond: order.filter((problemId) => !isOpen(problemId)).length - sample.sampled.length,
    problemIds: [...order.filter(isOpen), ...order.filter((problemId) => !isOpen(problemId))],
    nextOf: (problemId) => next.get(problemId) ?? null
  };
}
