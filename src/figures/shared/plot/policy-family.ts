import type {PolicySummary} from "../../../metrics/study/study-summary.js";

/** A base with every policy that was trained from it, and the controls that stand beside each family. */
export interface PolicyFamily {
  /** Null when no policy was trained from another: then all are controls. */
  base: PolicySummary | null;
  trained: PolicySummary[];
  /** Policies that are nobody's base and have none, for example one that never sees the picture. */
  controls: PolicySummary[];
}

/**
 * Sorts policies into families, in the order of their bases. A policy belongs to the family of the first policy that its
 * chain of bases leads to, within `policies`. Without any family, one holds all policies as controls.
 */
export function policyFamilies(policies: readonly PolicySummary[]): PolicyFamily[] {
  const rootOf = (policy: PolicySummary): PolicySummary => {
    const base = policies.find((other) => other.policy === policy.base && other !== policy);
    return base ? rootOf(base) : policy;
  };
  const roots = policies.filter((policy) => rootOf(policy) === policy);
  const families = roots.map((base) => ({
    base,
    trained: policies.filter((policy) => policy !== base && rootOf(policy) === base)
  }));
  const controls = families.filter(({trained}) => trained.length === 0).map(({base}) => base);
  const grown = families.filter(({trained}) => trained.length > 0);
  if (grown.length === 0) return controls.length === 0 ? [] : [{base: null, trained: [], controls}];
  return grown.map((family) => ({...family, controls}));
}

/** The policies of a family, the base first. */
export function familyMembers({base, trained, controls}: PolicyFamily): PolicySummary[] {
  return [...(base ? [base] : []), ...trained, ...controls];
}
