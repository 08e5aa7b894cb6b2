import {type} from "arktype";
import type {Domain} from "./domain.js";
import {experimentIds, type ExperimentId} from "../../src/contents/experiments.js";

/** Which policies are compared on which benchmarks, for one row of the paper. */
export interface Experiment {
  id: ExperimentId;
  /** Ids, in the order of the study file. */
  policies: string[];
  benchmarks: string[];
  /** Completions per problem; null leaves each policy its own n, up to the benchmark's. */
  n: number | null;
}

/** An experiment as it stands in a study file. */
export const experimentSchema = type({
  "+": "reject",
  id: type.enumerated(...experimentIds),
  policies: "string[] >= 1",
  benchmarks: "string[] >= 1",
  "n?": "1 <= number.integer <= 16777216"
});

/** One experiment for each domain that the verifiers tell of, with every policy on its benchmarks. */
export function experimentsByDomain(
  policies: readonly {id: string}[],
  benchmarks: readonly {id: string; verifier: string; domain: Domain | null}[]
): Experiment[] {
  const domains = new Set(benchmarks.map(domainOf));
  return [...domains].map((domain) => ({
    id: domain,
    policies: policies.map(({id}) => id),
    benchmarks: benchmarks.filter((benchmark) => domainOf(benchmark) === domain).map(({id}) => id),
    n: null
  }));
}

function domainOf({verifier, domain}: {verifier: string; domain: Domain | null}): "math" | "code" | "visual" {
  if (domain !== null) return domain === "countdown" ? "math" : domain;
  if (verifier.startsWith("code@")) return "code";
  return verifier.startsWith("visual@") || verifier.startsWith("pictures@") ? "visual" : "math";
}
