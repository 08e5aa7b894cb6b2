import type {PolicySummary} from "../study/study-summary.js";

/** A policy of the first report and what stands for it in the second. */
export interface MatchedPolicies {
  a: PolicySummary;
  b: PolicySummary;
  /** `role`: their ids differ, but each is the only policy of its role. */
  by: "id" | "role";
}

/** Policies that both reports have: by id, and else by role where both have only one policy of that role. */
export function matchedPolicies(a: readonly PolicySummary[], b: readonly PolicySummary[]): MatchedPolicies[] {
  const byId = new Map(b.map((policy) => [policy.policy, policy]));
  return a.flatMap((policy): MatchedPolicies[] => {
    const same = byId.get(policy.policy);
    if (same) return [{a: policy, b: same, by: "id"}];
    const peers = [a, b].map((all) => all.filter(({role}) => role === policy.role));
    const [own, other] = [peers[0]!, peers[1]!];
    const isOnly = own.length === 1 && other.length === 1;
    return isOnly && !a.some(({policy: id}) => id === other[0]!.policy)
      ? [{a: policy, b: other[0]!, by: "role"}]
      : [];
  });
}
