import {benchmarkEnds, type EndsRoles} from "../../../src/metrics/coverage/curve-ends.js";
import type {EndsTable} from "../../../src/metrics/coverage/ends-table.js";
import {isSeedCopy, recipes} from "../../../src/metrics/runs/seed-copies.js";
import {trainingSpread} from "../../../src/metrics/coverage/training-spread.js";
import {trainingStep} from "../../../src/metrics/study/training-step.js";
import type {ExperimentId} from "../../../src/contents/experiments.js";
import type {Policy, Study} from "../../schema/study.js";
import {problemCounts} from "../arrow/problem-counts.js";
import {withPartialCounts} from "../partial/with-partial-counts.js";
import {modelCards} from "../models/model-cards.js";

export interface ExperimentEndsOptions {
  /** What differences are taken from: the base, or the first policy that was trained from it. */
  reference: "base" | "first";
  /** How the policies are ordered. Default: as in the experiment. */
  order?: "step";
}

/**
 * The ends of the pass@k curves of one experiment: a table function for `writeTable`. Runs that repeat another with a new
 * seed are not compared as methods. They are the yardstick, wherever in the study they are sampled. No benchmarks where the
 * study lacks the experiment.
 */
export function experimentEnds(
  id: ExperimentId,
  options: ExperimentEndsOptions
): (environment: NodeJS.ProcessEnv) => Promise<EndsTable> {
  return async (environment) =>
    withPartialCounts(environment, async (database, input) => {
      const {study} = input;
      const {level, replicates, seed} = study.bootstrap;
      const empty = {level, replicates, seed, base: null, reference: null, benchmarks: [], spreads: []};
      const experiment = study.experiments.find((one) => one.id === id);
      if (experiment === undefined) return empty;
      const policies = policiesOf(study, experiment.policies);
      if (options.order === "step") sortBySteps(policies, environment);
      const roles = {...rolesOf(policies, options), benchmarks: experiment.benchmarks.length};
      const counts = await problemCounts(database, input, {experiment: id});
      // Runs with other seeds may stand in other experiments: of them as many completions count as of those here.
      const all = await problemCounts(database, input, {most: experiment.n});
      const seeds = recipes(study.policies.map(named))[0]?.runs ?? [];
      const benchmarks = experiment.benchmarks.flatMap(
        (benchmark) => benchmarkEnds(benchmark, counts, roles, study.bootstrap) ?? []
      );
      return {
        ...empty,
        base: roles.base,
        reference: roles.reference,
        benchmarks,
        spreads: benchmarks.flatMap(
          ({benchmark, kMax}) =>
            trainingSpread(benchmark, all, {methods: roles.compared, seeds}, {...study.bootstrap, kMax}) ?? []
        )
      };
    });
}

/** Policies by id, in the order of the ids. */
function policiesOf({policies}: Study, ids: readonly string[]): Policy[] {
  return ids.flatMap((id) => policies.find((policy) => policy.id === id) ?? []);
}

function rolesOf(policies: readonly Policy[], {reference}: ExperimentEndsOptions): EndsRoles {
  const base = policies.find(({role}) => role === "base")?.id ?? null;
  const trained = policies.filter(({role}) => role === "rl");
  return {
    policies: policies.map(({id}) => id),
    base,
    reference: reference === "base" ? base : (trained[0]?.id ?? null),
    compared: trained.filter((policy) => !isSeedCopy(policy)).map(({id}) => id)
  };
}

function sortBySteps(policies: Policy[], environment: NodeJS.ProcessEnv): void {
  const cards = modelCards(environment);
  const step = (policy: Policy): number => trainingStep(named(policy), cards);
  policies.sort((a, b) => step(a) - step(b) || 0);
}

function named({id, label, role, seedOf}: Policy): {
  policy: string;
  label: string;
  role: string;
  seedOf: string | null;
} {
  return {policy: id, label, role, seedOf};
}
