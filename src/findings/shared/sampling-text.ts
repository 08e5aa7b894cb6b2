import type {PolicySummary} from "../../metrics/study/study-summary.js";
import {rangeText} from "./format.js";

type Settings = Pick<PolicySummary, "temperature" | "top_p" | "max_tokens" | "power">;

/**
 * How completions were sampled, as far as it is known: `Temperature 0.6, top-p 0.95, at most 48 tokens`. Of policies that
 * differ the least and the greatest value; imported completions may state none. A power is said of those that have one: `power 8 for 1 of 3 policies`.
 */
export function samplingText(
  policies: readonly Settings[],
  names: readonly Exclude<keyof Settings, "power">[]
): string {
  const settings = names.flatMap((name) => {
    const values = policies.map((policy) => policy[name]).filter((value) => value !== null);
    if (values.length === 0) return [];
    const range = rangeText(values, (value) => value.toLocaleString("en-US"));
    return name === "temperature"
      ? `temperature ${range}`
      : name === "top_p"
        ? `top-p ${range}`
        : `at most ${range} tokens`;
  });
  // A figure of several benchmarks names a policy once each.
  const all = [...new Set(policies)];
  const powers = all.flatMap(({power}) => power ?? []);
  const raised = [...new Set(powers)].map((power) => power.toLocaleString("en-US"));
  const parts =
    powers.length === 0
      ? settings
      : [
          ...settings,
          `power ${new Intl.ListFormat("en").format(raised)} for ${powers.length} of ${all.length} policies`
        ];
  if (parts.length === 0) return "Sampling settings not stated";
  const text = parts.join(", ");
  return text[0]!.toUpperCase() + text.slice(1);
}

/** `T 0.6, top-p 0.95`, or that nobody says; with a power, which is at T 1 from all tokens, `power 8`. */
export function shortSettings({
  temperature,
  top_p,
  power
}: Pick<Settings, "temperature" | "top_p" | "power">): string {
  if (power) return `power ${power}`;
  const parts = [
    ...(temperature === null ? [] : [`T ${temperature}`]),
    ...(top_p === null ? [] : [`top-p ${top_p}`])
  ];
  return parts.length === 0 ? "settings not stated" : parts.join(", ");
}
