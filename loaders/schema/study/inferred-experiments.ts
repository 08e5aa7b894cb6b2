import type {ExperimentId} from "../../../src/contents/experiments.js";
import {trainingStep} from "../../../src/metrics/study/training-step.js";
import type {Domain, Role} from "../domain.js";
import type {Experiment} from "../experiment.js";

interface InferredPolicy {
  id: string;
  label: string;
  role: Role;
  base: string | null;
  /** The policy whose training it repeats; null or left out for none. */
  seedOf?: string | null;
  /** As the study states it; null where it does not. */
  temperature: number | null;
  /** Power of its distribution that whole completions are drawn from; null for none. */
  power: number | null;
  /** What names its model: policies of one model differ in their sampling alone. */
  model: string;
  /** Ids of the only benchmarks that it is asked; null: of all. */
  benchmarks: readonly string[] | null;
}

interface InferredBenchmark {
  id: string;
  verifier: string;
  domain: Domain | null;
}

/**
 * The experiments of a study that names none: one for each domain that its benchmarks tell of, with every policy that is asked
 * one of them; the
 * distillation of the first base that was both trained by RL and distilled; the algorithms of the first base that models were
 * trained from by RL with several algorithms, which their ids or labels name, checkpoints of a run aside; the steps of the first base of which two policies
 * say after how many steps they were kept; the temperatures of the first model that stands beside one trained from it at
 * several temperatures, the same for both; the sharpening of the first base that stands beside one trained from it by RL, and once
 * more with a power of its distribution; the runs of all recipes that have several. What ablations compare, and what models
 * differ in that name no algorithm, no study tells without naming it.
 */
export function inferredExperiments(
  policies: readonly InferredPolicy[],
  benchmarks: readonly InferredBenchmark[]
): Experiment[] {
  const all = benchmarks.map(({id}) => id);
  const domains = [...new Set(benchmarks.map(domainOf))];
  const families = policies.map((base) => ({base, trained: policies.filter((one) => one.base === base.id)}));
  const distilled = families.find(
    ({trained}) => trained.some(hasRole("rl")) && trained.some(hasRole("distilled"))
  );
  const stepped = families
    .map(({base, trained}) => ({base, trained: trained.filter(hasStep)}))
    .find(({trained}) => trained.length > 1);
  const algorithms = families
    .map(({base, trained}) => ({
      base,
      trained: ofAlgorithms(trained.filter((one) => hasRole("rl")(one) && !hasStep(one) && !one.seedOf))
    }))
    .find(({trained}) => trained.length > 1);
  const heated = temperaturePairs(families);
  const repeated = repeatedRuns(policies);
  const sharpened = sharpenedFamily(families, policies);
  return [
    ...domains.map((domain) =>
      experiment(
        domain,
        policies,
        benchmarks.filter((benchmark) => domainOf(benchmark) === domain).map(({id}) => id)
      )
    ),
    ...(distilled ? [experiment("distillation", [distilled.base, ...distilled.trained], all)] : []),
    ...(algorithms ? [experiment("algorithms", [algorithms.base, ...algorithms.trained], all)] : []),
    ...(stepped ? [experiment("steps", [stepped.base, ...stepped.trained], all)] : []),
    ...(heated.length > 0 ? [experiment("temperature", heated, all)] : []),
    ...(repeated.length > 0 ? [experiment("runs", repeated, all)] : []),
    ...(sharpened.length > 0 ? [experiment("sharpening", sharpened, all)] : [])
  ].filter(({policies: members}) => members.length > 0);
}

/** RL algorithms by the names that models bear, longer ones before those that they hold. */
const ALGORITHM =
  /(?:^|[^a-z])(dr[-_. ]*grpo|grpo|ppo|rloo|remax|reinforce(?:\+\+|pp)?|dapo|vapo|gspo|gmpo|cispo|prime|dpo|raft|kimi|opmd)(?![a-z])/i;

/** The first policy of each algorithm, of those that name one. */
function ofAlgorithms(policies: readonly InferredPolicy[]): InferredPolicy[] {
  const first = new Map<string, InferredPolicy>();
  for (const policy of policies) {
    const name = (ALGORITHM.exec(policy.label) ?? ALGORITHM.exec(policy.id))?.[1];
    const key = name?.toLowerCase().replace(/[-_. ]/g, "");
    if (key !== undefined && !first.has(key)) first.set(key, policy);
  }
  return [...first.values()];
}

/** Pairs of one base model and one trained from it by RL at several temperatures, each pair at one; none where there are no such. */
function temperaturePairs(
  families: readonly {base: InferredPolicy; trained: readonly InferredPolicy[]}[]
): InferredPolicy[] {
  const pairs = families.flatMap(({base, trained}) =>
    trained
      .filter(
        (one) => hasRole("rl")(one) && base.temperature !== null && one.temperature === base.temperature
      )
      .map((one) => ({base, one}))
  );
  for (const first of pairs) {
    const same = pairs.filter(
      ({base, one}) => base.model === first.base.model && one.model === first.one.model
    );
    const temperatures = new Set(same.map(({base}) => base.temperature));
    if (temperatures.size > 1) return [...new Set(same.flatMap(({base, one}) => [base, one]))];
  }
  return [];
}

/** All runs of recipes that have several, and what they were trained from. */
function repeatedRuns(policies: readonly InferredPolicy[]): InferredPolicy[] {
  const runs = policies.filter(
    ({id, seedOf = null}) => seedOf !== null || policies.some((one) => one.seedOf === id)
  );
  return policies.filter((policy) => runs.includes(policy) || runs.some(({base}) => base === policy.id));
}

/** A base, what RL trained from it, and the same model drawn from a power; none where there is no such base. */
function sharpenedFamily(
  families: readonly {base: InferredPolicy; trained: readonly InferredPolicy[]}[],
  policies: readonly InferredPolicy[]
): InferredPolicy[] {
  for (const {base, trained} of families) {
    const rl = trained.filter(hasRole("rl"));
    const powered = policies.filter(
      (one) => one.role === "base" && one.power !== null && one.id !== base.id && one.model === base.model
    );
    if (base.power === null && rl.length > 0 && powered.length > 0) return [base, ...rl, ...powered];
  }
  return [];
}

/** What names a policy's model: the engine's, else its label without the temperature or power. */
export function modelOf(label: string, settings: Readonly<Record<string, unknown>>): string {
  const {model} = settings;
  return typeof model === "string"
    ? model
    : label.replace(/[\s,(@_-]*\b(?:(?:at )?power|T|temp(?:erature)?)[\s=]*\d+(?:\.\d+)?\)?\s*$/i, "");
}

function experiment(
  id: ExperimentId,
  policies: readonly InferredPolicy[],
  benchmarks: readonly string[]
): Experiment {
  const asks = ({benchmarks: asked}: InferredPolicy, benchmark: string): boolean =>
    asked?.includes(benchmark) ?? true;
  return {
    id,
    policies: policies.filter((one) => benchmarks.some((each) => asks(one, each))).map((policy) => policy.id),
    benchmarks: benchmarks.filter((each) => policies.some((one) => asks(one, each))),
    n: null,
    notes: null
  };
}

function hasRole(role: Role): (policy: InferredPolicy) => boolean {
  return (policy) => policy.role === role;
}

function hasStep({id, label, role}: InferredPolicy): boolean {
  return role === "rl" && !Number.isNaN(trainingStep({policy: id, label, role}, []));
}

function domainOf({verifier, domain}: InferredBenchmark): "math" | "code" | "visual" {
  if (domain !== null) return domain === "countdown" ? "math" : domain;
  if (verifier.startsWith("code@")) return "code";
  return verifier.startsWith("visual@") || verifier.startsWith("pictures@") ? "visual" : "math";
}
