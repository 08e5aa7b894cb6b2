import type {PolicySummary} from "../../metrics/study/study-summary.js";

const names: Readonly<Record<PolicySummary["role"], string>> = {
  base: "Further training",
  rl: "RL",
  instruct: "Fine-tuning",
  distilled: "Distillation"
};

/** What was done to a model, as the subject of a sentence: `RL wins …`. */
export function roleName({role}: Pick<PolicySummary, "role">): string {
  return names[role];
}
