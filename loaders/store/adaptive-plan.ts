import {existsSync} from "node:fs";
import type {Adaptive} from "../schema/study/adaptive.js";
import {readTextFile} from "../schema/text-file.js";
import {UserError} from "../schema/user-error.js";
import type {RunFolder} from "./run-folder.js";

/**
 * Throws a UserError where looks at a run were recorded by another plan. Each of the planned looks has an equal part of the level, and
 * estimates know the rule that stopped a problem: with another number of looks, or rule, after one was read, neither holds.
 */
export function refuseOtherPlan(
  {adaptive: file}: RunFolder,
  {rule, most}: Pick<Adaptive, "rule" | "most">
): void {
  if (!existsSync(file)) return;
  const {n_max, successes, looks} = JSON.parse(readTextFile(file)) as Record<
    "n_max" | "successes",
    number
  > & {
    looks: unknown[];
  };
  if (looks.length === 0) return;
  const changed = [
    {name: "n_max", now: most, before: n_max},
    {name: "successes", now: rule.successes, before: successes}
  ].find(({now, before}) => now !== before);
  if (changed === undefined) return;
  throw new UserError(
    `${file}: ${changed.name} is ${changed.now}, was ${changed.before} when the run was looked at: the intervals of its looks share one level, so that the plan cannot change; put it back, or give the study another id (the completions are drawn anew)`
  );
}
