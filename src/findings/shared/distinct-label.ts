import type {PolicySummary} from "../../metrics/study/study-summary.js";

/**
 * A policy's label. Where others of `policies` have the same one, with the words of its id that theirs have not: `Base,
 * countdown two` for `countdown-two-base` beside `pictures-base`; with the whole id where these words do not tell them
 * apart. The id alone where it is none of the policies.
 */
export function distinctLabel(
  policies: readonly Pick<PolicySummary, "policy" | "label">[],
  id: string
): string {
  const label = policies.find(({policy}) => policy === id)?.label;
  if (label === undefined) return id;
  const ids = policies.filter((other) => other.label === label).map(({policy}) => policy);
  if (new Set(ids).size < 2) return label;
  return `${label}, ${ownWords(ids).get(id)!}`;
}

/** The distinct labels of those of `policies` whose curves a figure shows. */
export function labelsAmong(
  policies: readonly Pick<PolicySummary, "policy" | "label">[],
  curves: readonly {policy: string}[]
): (id: string) => string {
  const those = policies.filter(({policy}) => curves.some((curve) => curve.policy === policy));
  return (id) => distinctLabel(those, id);
}

/** Of each id what is left without the words that all begin or end with; the ids where that leaves one of them nothing. */
function ownWords(ids: readonly string[]): ReadonlyMap<string, string> {
  const split = ids.map((id) => id.split("-"));
  const start = shared(split);
  const end = shared(split.map((words) => words.slice(start).reverse()));
  const left = split.map((words) => words.slice(start, words.length - end).join(" "));
  const isTold = left.every((words) => words !== "");
  return new Map(ids.map((id, i) => [id, isTold ? left[i]! : id]));
}

/** How many words all lists have in common from their beginning. */
function shared([first = [], ...others]: readonly (readonly string[])[]): number {
  const end = first.findIndex((word, at) => others.some((words) => words[at] !== word));
  return end < 0 ? first.length : end;
}
