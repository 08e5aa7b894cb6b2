import type {ExperimentId} from "../../src/contents/experiments.js";
import {trainingStep} from "../../src/metrics/study/training-step.js";
import type {Domain, Role} from "./domain.js";
import type {Experiment} from "./experiment.js";

interface InferredPolicy {
  id: string;
  label: string;
  role: Role;
  base: string | null;
}

interface InferredBenchmark {
  id: string;
  verifier: string;
  domain: Domain | null;
}

/**
 * The experiments of a study that names none: one for each domain that its benchmarks tell of, with every policy; the
 * distillation of the first base that was both trained by RL and distilled; the steps of the first base of which two policies
 * say after how many steps they were kept. What is compared in algorithms and ablations, no study tells without naming it.
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
  return [
    ...domains.map((domain) =>
      experiment(
        domain,
        policies,
        benchmarks.filter((benchmark) => domainOf(benchmark) === domain).map(({id}) => id)
      )
    ),
    ...(distilled ? [experiment("distillation", [distilled.base, ...distilled.trained], all)] : []),
    ...(stepped ? [experiment("steps", [stepped.base, ...stepped.trained], all)] : [])
  ];
}

function experiment(
  id: ExperimentId,
  policies: readonly InferredPolicy[],
  benchmarks: readonly string[]
): Experiment {
  return {
    id,
    policies: policies.map((policy) => policy.id),
    benchmarks: [...benchmarks],
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
