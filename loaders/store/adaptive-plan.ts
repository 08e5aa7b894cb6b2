import {existsSync} from "node:fs";
import {type} from "arktype";
import {readJsonFile} from "../schema/json-file.js";
import {lazySchema, type Checked} from "../schema/rows/lazy-schema.js";
import type {LookedPair} from "../../src/metrics/coverage/recorded-result.js";
import type {Study} from "../schema/study.js";
import {raisedRule, type Adaptive} from "../schema/study/adaptive.js";
import {UserError} from "../schema/user-error.js";
import {command} from "../workspace/command.js";
import type {RunFolder} from "./run-folder.js";

/** The look that the benchmarks of a run have come to. */
export interface LastLook {
  n: number;
  /** Correct completions at which problems stop. */
  successes: number;
}

/** What is read of adaptive.json; earlier versions recorded no level, no raise, no look of a benchmark and not up to where RL is ahead. */
const recordedPlan = lazySchema(() => {
  const count = type("number.integer > 0");
  const here = type({
    settled: "'crossing' | 'base-ahead' | 'rl-ahead' | 'unsolved' | 'open'",
    "none_below?": "number >= 0",
    k_max: "number | null",
    k_star: "number | null",
    low: "number | null",
    high: "number | null"
  });
  return type({
    n_max: count,
    successes: count,
    "raised_to?": count,
    "stops_from?": count,
    "level?": "0 < number < 1",
    looks: type({
      n: count,
      pairs: type({
        benchmark: "string",
        "base?": "string",
        "rl?": "string",
        "n?": count,
        "successes?": count,
        "here?": here
      }).array()
    }).array()
  });
});

type RecordedPlan = Checked<typeof recordedPlan>;

/**
 * Throws a UserError where looks at a run were recorded by another plan. Each of the planned looks has its part of what the level leaves,
 * and estimates know the rule that stopped a problem: with another number of looks, rule or level, after one was read, neither
 * holds. Throws one that names the file where it is no record of looks.
 */
export function refuseOtherPlan(
  {adaptive: file}: RunFolder,
  {rule, most}: Pick<Adaptive, "rule" | "most">,
  {level}: Pick<Study["bootstrap"], "level">
): void {
  const record = recordIn(file);
  if (record === null || record.looks.length === 0) return;
  const changed = [
    {name: "n_max", now: most, before: record.n_max},
    {name: "successes", now: rule.successes, before: record.successes},
    {name: "stops_from", now: rule.first, before: record.stops_from ?? "not set"},
    {name: "raised_to", now: raisedRule(rule).successes, before: record.raised_to ?? "not set"},
    {name: "bootstrap.level", now: level, before: record.level ?? level}
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
  return {n: pair?.n ?? last.n, successes: pair?.successes ?? record.successes};
}

/** What the last recorded look at a benchmark shows of its pairs; none before the first look, or where an earlier version recorded it. */
export function lookedPairs({adaptive: file}: RunFolder, benchmark: string): LookedPair[] {
  const pairs = recordIn(file)?.looks.at(-1)?.pairs ?? [];
  return pairs.flatMap(({benchmark: on, base, rl, here}) => {
    const noneBelow = here?.none_below;
    if (on !== benchmark || base === undefined || rl === undefined || noneBelow === undefined) return [];
    return [{base, rl, here: {...here!, none_below: noneBelow}}];
  });
}

function recordIn(file: string): RecordedPlan | null {
  if (!existsSync(file)) return null;
  return readJsonFile(file, recordedPlan, {
    what: "record of looks",
    remedy: `restore it, or remove it and run ${command("sample")}: it is made from the verdicts anew`
  });
}
