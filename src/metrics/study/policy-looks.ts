import type {PolicySummary} from "./study-summary.js";

/** Who is drawn together: the policies that an experiment has on a benchmark. */
export interface DrawnTogether {
  policies: readonly string[];
  /** Whether it compares bases with what training made of them: their figures come first. */
  isMain: boolean;
}

/**
 * Each policy's place in the row of colours and marks of its role, from 0 on, one for the whole study: policies of a role
 * that are drawn together have different places, and those of the main experiments the first ones. Null for a policy of a
 * main experiment that neither was trained from another one nor had one trained from it: a control.
 */
export function policyLooks(
  policies: readonly Pick<PolicySummary, "policy" | "role" | "base">[],
  drawings: readonly DrawnTogether[]
): Map<string, number | null> {
  const mains = new Set(drawings.filter(({isMain}) => isMain).flatMap(({policies: ids}) => ids));
  const bases = new Set(policies.map(({base}) => base));
  const looks = new Map<string, number | null>();
  const neighbours = new Map<string, Set<string>>();
  for (const {policies: ids} of drawings)
    for (const id of ids) {
      const known = neighbours.get(id) ?? new Set<string>();
      for (const other of ids) known.add(other);
      neighbours.set(id, known);
    }
  const isMain = ({policy}: {policy: string}): boolean => mains.has(policy);
  const roles = new Map(policies.map(({policy, role}) => [policy, role]));
  for (const one of [...policies.filter(isMain), ...policies.filter((policy) => !isMain(policy))]) {
    if (isMain(one) && one.role === "base" && one.base === null && !bases.has(one.policy) && bases.size > 1) {
      looks.set(one.policy, null);
      continue;
    }
    const taken = new Set(
      [...(neighbours.get(one.policy) ?? [])]
        .filter((other) => roles.get(other) === one.role)
        .map((other) => looks.get(other))
    );
    let look = 0;
    while (taken.has(look)) look++;
    looks.set(one.policy, look);
  }
  return looks;
}
