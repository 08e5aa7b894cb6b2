import type {ForeignVerdict} from "../../raw-row.js";
import {asObject, correctOf, textOr} from "../../values.js";

/** What the scorers of a sample say: C and 1 are correct, I, N and 0 are not; P, NaN and what is between are neither. */
export function scoreVerdicts({scores, score}: {scores?: unknown; score?: unknown}): ForeignVerdict[] {
  const byName = asObject(scores) ?? (asObject(score) === null ? {} : {score});
  return Object.entries(byName).flatMap(([scorer, given]) => {
    const {value, answer} = asObject(given) ?? {value: given};
    const extracted = textOr(answer);
    const parts = asObject(value);
    const values: [string, unknown][] =
      parts === null
        ? [[scorer, value]]
        : Object.entries(parts).map(([name, part]) => [`${scorer}/${name}`, part]);
    return values.map(([metric, part]) => ({
      metric,
      // N: no answer.
      correct: part === "N" ? false : correctOf(part),
      value: part ?? null,
      extracted,
      scope: "completion" as const
    }));
  });
}
