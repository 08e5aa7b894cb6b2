/** A policy by its names. */
export interface NamedPolicy {
  policy: string;
  label: string;
  role: string;
}

const seedName = /[\s,.(_-]*\bseed[\s_-]*\d+\)?/i;

/** Whether an id or label says that a policy repeats another one's training with a seed of its own: `seed 2`, `grpo-seed2`. */
export function isSeedCopy({policy, label}: NamedPolicy): boolean {
  return seedName.test(policy) || seedName.test(label);
}

/**
 * The runs that differ in the training seed alone: the first RL policy that has copies, then its copies, in the order given.
 * A copy has the id or the label of the original with the seed's number added. Empty when there is none.
 */
export function seedRuns<Named extends NamedPolicy>(policies: readonly Named[]): Named[] {
  const trained = policies.filter(({role}) => role === "rl");
  for (const original of trained.filter((one) => !isSeedCopy(one))) {
    const copies = trained.filter((one) => isSeedCopy(one) && isCopyOf(one, original));
    if (copies.length > 0) return [original, ...copies];
  }
  return [];
}

function isCopyOf(copy: NamedPolicy, original: NamedPolicy): boolean {
  const without = (text: string): string => text.replace(seedName, "");
  if (seedName.test(copy.policy)) return without(copy.policy) === original.policy;
  return without(copy.label) === original.label;
}
