import type {Experiment} from "../experiment.js";
import {UserError} from "../user-error.js";
import type {Benchmark} from "./benchmark.js";
import type {Policy} from "./policy.js";

/** The parts of a study that name each other. */
interface Parts {
  policies: readonly Policy[];
  benchmarks: readonly Benchmark[];
  experiments: readonly Experiment[];
}

/** Refuses a study with an id that stands twice, or a name of what is not in it. */
export function checkReferences(study: Parts, file: string): void {
  refuseDuplicates(
    study.policies.map((policy) => policy.id),
    "policy",
    file
  );
  refuseDuplicates(
    study.benchmarks.map((benchmark) => benchmark.id),
    "benchmark",
    file
  );
  const known = new Set(study.policies.map((policy) => policy.id));
  for (const {id, base} of study.policies) {
    if (base !== null && !known.has(base))
      throw new UserError(
        `invalid study ${file}: policy ${id} names the base ${base}, which is not in the study`
      );
  }
  refuseDuplicates(
    study.experiments.map((experiment) => experiment.id),
    "experiment",
    file
  );
  const benchmarks = new Set(study.benchmarks.map((benchmark) => benchmark.id));
  for (const experiment of study.experiments) {
    refuseUnknown(experiment.policies, known, `experiment ${experiment.id} names the policy`, file);
    refuseUnknown(experiment.benchmarks, benchmarks, `experiment ${experiment.id} names the benchmark`, file);
  }
}

function refuseUnknown(ids: readonly string[], known: ReadonlySet<string>, who: string, file: string): void {
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined)
    throw new UserError(`invalid study ${file}: ${who} ${unknown}, which is not in the study`);
}

function refuseDuplicates(ids: string[], what: string, file: string): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) throw new UserError(`invalid study ${file}: two ${what} entries have the id ${id}`);
    seen.add(id);
  }
}
