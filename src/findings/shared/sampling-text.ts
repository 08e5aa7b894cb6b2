import type {PolicySummary} from "../../metrics/study/study-summary.js";
import {rangeText} from "./format.js";

type Settings = Pick<PolicySummary, "temperature" | "top_p" | "max_tokens">;

/**
 * How completions were sampled, as far as it is known: `Temperature 0.6, top-p 0.95, at most 48 tokens`. Of policies that
 * differ the least and the greatest value; imported completions may state none.
 */
export function samplingText(policies: readonly Settings[], names: readonly (keyof Settings)[]): string {
  const parts = names.flatMap((name) => {
    const values = policies.map((policy) => policy[name]).filter((value) => value !== null);
    if (values.length === 0) return [];
    const range = rangeText(values, (value) => value.toLocaleString("en-US"));
    return name === "temperature"
      ? `temperature ${range}`
      : name === "top_p"
        ? `top-p ${range}`
        : `at most ${range} tokens`;
  });
  if (parts.length === 0) return "Sampling settings not stated";
  const text = parts.join(", ");
  return text[0]!.toUpperCase() + text.slice(1);
}

/** `T 0.6, top-p 0.95`, or that nobody says. */
export function shortSettings({temperature, top_p}: Pick<Settings, "temperature" | "top_p">): string {
  const parts = [
    ...(temperature === null ? [] : [`T ${temperature}`]),
    ...(top_p === null ? [] : [`top-p ${top_p}`])
  ];
  return parts.length === 0 ? "settings not stated" : parts.join(", ");
}
