import type {Experiment} from "../experiment.js";
import {nearestName} from "../nearest-name.js";
import {UserError} from "../user-error.js";
import type {Where} from "../yaml-file.js";
import type {Benchmark} from "./benchmark.js";
import type {Policy} from "./policy.js";

/** The parts of a study that name each other. */
interface Parts {
  policies: readonly Policy[];
  benchmarks: readonly Benchmark[];
  experiments: readonly Experiment[];
}

const singular = {policies: "policy", benchmarks: "benchmark", experiments: "experiment"} as const;

/** Refuses a study with an id that stands twice, or a name of what is not in it. */
export function checkReferences({policies, benchmarks, experiments}: Parts, where: Where): void {
  const ids = {
    policies: policies.map(({id}) => id),
    benchmarks: benchmarks.map(({id}) => id),
    experiments: experiments.map(({id}) => id)
  };
  for (const kind of ["policies", "benchmarks", "experiments"] as const)
    refuseDuplicates(ids[kind], kind, where);
  for (const [i, {id, base}] of policies.entries()) {
    if (base !== null && !ids.policies.includes(base))
      throw unknownName(`policy ${id} names the base`, base, ids.policies, where(["policies", i, "base"]));
  }
  for (const [i, experiment] of experiments.entries()) {
    for (const kind of ["policies", "benchmarks"] as const) {
      const known = new Set(ids[kind]);
      const unknown = experiment[kind].findIndex((id) => !known.has(id));
      if (unknown < 0) continue;
      const who = `experiment ${experiment.id} names the ${singular[kind]}`;
      throw unknownName(who, experiment[kind][unknown]!, ids[kind], where(["experiments", i, kind, unknown]));
    }
  }
}

function unknownName(who: string, id: string, known: readonly string[], where: string): UserError {
  const nearest = nearestName(id, known);
  const meant = nearest === null ? "" : ` (did you mean ${nearest}?)`;
  return new UserError(`${where}: ${who} ${id}, which is not in the study${meant}`);
}

function refuseDuplicates(ids: readonly string[], kind: keyof typeof singular, where: Where): void {
  const seen = new Set<string>();
  for (const [i, id] of ids.entries()) {
    if (seen.has(id))
      throw new UserError(`${where([kind, i, "id"])}: two ${singular[kind]} entries have the id ${id}`);
    seen.add(id);
  }
}
