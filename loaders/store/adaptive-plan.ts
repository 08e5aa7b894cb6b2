import {existsSync} from "node:fs";
import {type} from "arktype";
import {readJsonFile} from "../schema/json-file.js";
import type {Study} from "../schema/study.js";
import type {Adaptive} from "../schema/study/adaptive.js";
import {UserError} from "../schema/user-error.js";
import {command} from "../workspace/command.js";
import type {RunFolder} from "./run-folder.js";

/** What is read of adaptive.json; earlier versions recorded no level. */
const recordedPlan = type({
  n_max: "number.integer > 0",
  successes: "number.integer > 0",
  "level?": "0 < number < 1",
  looks: "unknown[]"
});

/**
 * Throws a UserError where looks at a run were recorded by another plan. Each of the planned looks has an equal part of what the level
 * leaves, and estimates know the rule that stopped a problem: with another number of looks, rule or level, after one was read, neither
 * holds. Throws one that names the file where it is no record of looks.
 */
export function refuseOtherPlan(
  {adaptive: file}: RunFolder,
  {rule, most}: Pick<Adaptive, "rule" | "most">,
  {level}: Pick<Study["bootstrap"], "level">
): void {
  if (!existsSync(file)) return;
  const recorded = readJsonFile(file, recordedPlan, {
    what: "record of looks",
    remedy: `restore it, or remove it and run ${command("sample")}: it is made from the verdicts anew`
  });
  if (recorded.looks.length === 0) return;
  const changed = [
    {name: "n_max", now: most, before: recorded.n_max},
    {name: "successes", now: rule.successes, before: recorded.successes},
    {name: "bootstrap.level", now: level, before: recorded.level ?? level}
  ].find(({now, before}) => now !== before);
  if (changed === undefined) return;
  throw new UserError(
    `${file}: ${changed.name} is ${changed.now}, was ${changed.before} when the run was looked at: the intervals of its looks share one level, so that the plan cannot change; put it back, or give the study another id (the completions are drawn anew)`
  );
}
