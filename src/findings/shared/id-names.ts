import type {StudySummary} from "../../metrics/study/study-summary.js";
import {distinctLabel} from "./distinct-label.js";

/** The name of each policy and benchmark of a study, by id; policies of one label are told apart by their ids. */
export function idNames({
  policies,
  benchmarks
}: Pick<StudySummary, "policies" | "benchmarks">): ReadonlyMap<string, string> {
  return new Map([
    ...benchmarks.map(({benchmark, label}) => [benchmark, label] as const),
    ...policies.map(({policy}) => [policy, distinctLabel(policies, policy)] as const)
  ]);
}

/** Whether a column holds ids of the study and nothing else. */
export function holdsIds(values: Iterable<unknown>, names: ReadonlyMap<string, string>): boolean {
  let isAny = false;
  for (const value of values) {
    if (value === null || value === undefined) continue;
    if (typeof value !== "string" || !names.has(value)) return false;
    isAny = true;
  }
  return isAny;
}

/** An id with its name before it, `GRPO (countdown-grpo)`; the id alone where the name says it already. */
export function namedId(id: string, names: ReadonlyMap<string, string>): string {
  const name = names.get(id) ?? id;
  return name === id || name.endsWith(`, ${id}`) ? name : `${name} (${id})`;
}
