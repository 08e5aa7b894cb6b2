import type {PolicySummary} from "../../metrics/study/study-summary.js";

/** A policy's label, with its id where another of `policies` has the same label; the id alone where it is none of them. */
export function distinctLabel(
  policies: readonly Pick<PolicySummary, "policy" | "label">[],
  id: string
): string {
  const label = policies.find(({policy}) => policy === id)?.label;
  if (label === undefined) return id;
  const isShared = policies.some((other) => other.policy !== id && other.label === label);
  return isShared ? `${label}, ${id}` : label;
}
