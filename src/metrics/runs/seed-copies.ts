/** A policy by its names. */
export interface NamedPolicy {
  policy: string;
  label: string;
  role: string;
  /** The policy it was trained from, if it was. */
  base: string | null;
}

/** A policy that may say whose training it repeats. */
interface RunPolicy {
  policy: string;
  /** The policy whose recipe it repeats with a training seed of its own; null or left out for none. */
  seedOf?: string | null;
}

/** Training runs of one recipe. */
export interface Recipe {
  /** Id of the run that the others repeat. */
  recipe: string;
  /** Ids of all of its runs, the first one included. */
  runs: string[];
}

/** Whether a policy repeats another one's training with a seed of its own. */
export function isSeedCopy({seedOf = null}: Pick<RunPolicy, "seedOf">): boolean {
  return seedOf !== null;
}

/** The recipes of which there are two runs or more, in the order of their first runs; of each its runs in the order given. */
export function recipes(policies: readonly RunPolicy[]): Recipe[] {
  return policies
    .filter((policy) => !isSeedCopy(policy))
    .map(({policy: recipe}) => ({
      recipe,
      runs: [recipe, ...policies.flatMap(({policy, seedOf}) => (seedOf === recipe ? [policy] : []))]
    }))
    .filter(({runs}) => runs.length > 1);
}

const seedName = /[\s,.(_-]*\bseed[\s_-]*\d+\)?/i;

/**
 * Whose training a policy repeats, where its names tell and nothing else does: `GRPO, seed 2` and `grpo-seed2` are runs of `GRPO`
 * and `grpo`, or of the first such run where there is none without a seed. Only what was trained from one base, and after its role, is one recipe.
 * Null for none.
 */
export function seedByName(policy: NamedPolicy, all: readonly NamedPolicy[]): string | null {
  const byId = seedName.test(policy.policy);
  if (!byId && !seedName.test(policy.label)) return null;
  const stem = (one: NamedPolicy): string => (byId ? one.policy : one.label).replace(seedName, "");
  const alike = all.filter(
    (one) => one.role === policy.role && one.base === policy.base && stem(one) === stem(policy)
  );
  const original = alike.find((one) => !seedName.test(one.policy) && !seedName.test(one.label)) ?? alike[0]!;
  return original.policy === policy.policy ? null : original.policy;
}
