import {existsSync} from "node:fs";
import {raisedRule, type Adaptive} from "../schema/study/adaptive.js";
import {readTextFile} from "../schema/text-file.js";
import {UserError} from "../schema/user-error.js";
import type {RunFolder} from "./run-folder.js";

/** The look that the benchmarks of a run have come to. */
export interface LastLook {
  n: number;
  /** Correct completions at which problems stop. */
  successes: number;
}

interface Recorded {
  n_max: number;
  successes: number;
  raised_to?: number;
  stops_from: number;
  looks: {n: number; pairs: {benchmark: string; n: number; successes: number}[]}[];
}

/**
 * Throws a UserError where looks at a run were recorded by another plan. Each of the planned looks has its part of the level, and
 * estimates know the rule that stopped a problem: with another number of looks, or rule, after one was read, neither holds.
 */
export function refuseOtherPlan(
  {adaptive: file}: RunFolder,
  {rule, most}: Pick<Adaptive, "rule" | "most">
): void {
  const record = recordIn(file);
  if (record === null || record.looks.length === 0) return;
  const changed = [
    {name: "n_max", now: most, before: record.n_max},
    {name: "successes", now: rule.successes, before: record.successes},
    {name: "stops_from", now: rule.first, before: record.stops_from},
    {name: "raised_to", now: raisedRule(rule).successes, before: record.raised_to ?? "not set"}
  ].find(({now, before}) => now !== before);
  if (changed === undefined) return;
  throw new UserError(
    `${file}: ${changed.name} is ${changed.now}, was ${changed.before} when the run was looked at: the intervals of its looks share one level, so that the plan cannot change; put it back, or give the study another id (the completions are drawn anew)`
  );
}

/** The last recorded look at a benchmark of a run: what is stored beyond it counts for nothing yet. Null before the first look. */
export function lastLook({adaptive: file}: RunFolder, benchmark: string): LastLook | null {
  const record = recordIn(file);
  const last = record?.looks.at(-1);
  if (record === null || last === undefined) return null;
  const pair = last.pairs.find((one) => one.benchmark === benchmark);
  return pair ?? {n: last.n, successes: record.successes};
}

function recordIn(file: string): Recorded | null {
  return existsSync(file) ? (JSON.parse(readTextFile(file)) as Recorded) : null;
}
