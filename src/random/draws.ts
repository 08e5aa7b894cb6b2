import type {Random} from "./random.js";

/** A uniform element. The list must not be empty. */
export function randomElement<T>(random: Random, list: readonly T[]): T {
  return list[random.below(list.length)]!;
}

/** A uniformly shuffled copy (Fisher and Yates). */
export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [copy[i], copy[j]] = [copy[j]!, copy[i]!];
  }
  return copy;
}

/** A standard normal number (Box and Muller). */
export function randomNormal(random: Random): number {
  // 1 - u lies in (0, 1], so that the logarithm is finite.
  return Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
}
