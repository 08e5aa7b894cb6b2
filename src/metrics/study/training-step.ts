import type {ModelCard} from "./model-card.js";

/**
 * The number of training steps behind a policy: from its model's card, else from a label such as `GRPO, step 150`. 0 for a
 * base. NaN where neither tells.
 */
export function trainingStep(
  {policy, label, role}: {policy: string; label: string; role: string},
  cards: readonly Pick<ModelCard, "policy" | "steps">[]
): number {
  if (role === "base") return 0;
  const card = cards.find((one) => one.policy === policy);
  return card?.steps ?? Number(/\bstep\s*(\d+)/i.exec(label)?.[1] ?? NaN);
}
