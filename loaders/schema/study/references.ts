import type {Experiment} from "../experiment.js";
import {nearestName} from "../nearest-name.js";
import {UserError} from "../user-error.js";
import type {Where} from "../yaml-file.js";
import type {Benchmark} from "./benchmark.js";
import type {Policy} from "./policy.js";
import {isAsked} from "./is-asked.js";

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
  for (const [i, policy] of policies.entries())
    checkSeed(policy, policies, where(["policies", i, "seed_of"]));
  for (const [i, {id, benchmarks: asked}] of policies.entries()) {
    const unknown = asked?.findIndex((name) => !ids.benchmarks.includes(name)) ?? -1;
    if (unknown >= 0)
      throw unknownName(
        `policy ${id} names the benchmark`,
        asked![unknown]!,
        ids.benchmarks,
        where(["policies", i, "benchmarks", unknown])
      );
  }
  for (const [i, experiment] of experiments.entries()) {
    for (const kind of ["policies", "benchmarks"] as const) {
      const known = new Set(ids[kind]);
      const unknown = experiment[kind].findIndex((id) => !known.has(id));
      if (unknown < 0) continue;
      const who = `experiment ${experiment.id} names the ${singular[kind]}`;
      throw unknownName(who, experiment[kind][unknown]!, ids[kind], where(["experiments", i, kind, unknown]));
    }
    refuseEmptyRows(experiment, policies, (path) => where(["experiments", i, ...path]));
  }
}

/** Refuses a run of what is not in the study, of a run that repeats another one, or of what was trained otherwise. */
function checkSeed({id, seedOf, base, role}: Policy, policies: readonly Policy[], where: string): void {
  if (seedOf === null) return;
  const original = policies.find((one) => one.id === seedOf);
  const ids = policies.map((one) => one.id);
  if (original === undefined) throw unknownName(`policy ${id} says seed_of:`, seedOf, ids, where);
  const fault = (what: string): UserError =>
    new UserError(`${where}: policy ${id} says seed_of: ${seedOf}, ${what}`);
  if (original.id === id) throw fault("which is itself; name the run that it repeats");
  if (original.seedOf !== null)
    throw fault(`which is a run of ${original.seedOf} itself; write seed_of: ${original.seedOf}`);
  if (original.base !== base || original.role !== role)
    throw fault("which has another base or role; runs of one recipe have the same base and role");
}

/** Refuses a policy of an experiment that is asked none of its benchmarks, and a benchmark that no policy of it is asked. */
function refuseEmptyRows(experiment: Experiment, policies: readonly Policy[], where: Where): void {
  const members = experiment.policies.map((id) => policies.find((policy) => policy.id === id)!);
  const idle = members.findIndex((policy) => !experiment.benchmarks.some((id) => isAsked(policy, id)));
  if (idle >= 0)
    throw new UserError(
      `${where(["policies", idle])}: the policy ${experiment.policies[idle]!} is asked ${members[idle]!.benchmarks!.join(", ")} alone ` +
        `(its benchmarks), none of which is in the experiment ${experiment.id}: take it out, or add one of them`
    );
  const unasked = experiment.benchmarks.findIndex((id) => !members.some((policy) => isAsked(policy, id)));
  if (unasked >= 0)
    throw new UserError(
      `${where(["benchmarks", unasked])}: no policy of the experiment ${experiment.id} is asked ` +
        `${experiment.benchmarks[unasked]!}: take it out, or add it to the benchmarks of a policy`
    );
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
