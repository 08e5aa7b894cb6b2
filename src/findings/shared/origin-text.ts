import type {StudySummary} from "../../metrics/study/study-summary.js";

/** What is known of where completions come from. */
export type Origin = Pick<StudySummary, "seed" | "date"> & {
  policies: readonly {engine: string; published?: string | null}[];
};

/** Whether other tools drew all completions of a study. */
export function isImported(policies: readonly {engine: string}[]): boolean {
  return policies.length > 0 && policies.every(({engine}) => engine === "imported");
}

/** `seed 1, drawn 2026-01-31`; of completions that other tools drew, with a seed that nobody knows, when they were imported; of published numbers where. */
export function originText({seed, date, policies}: Origin): string {
  const sources = new Set(policies.map(({published}) => published ?? null));
  const [source] = sources;
  if (sources.size === 1 && source) return `numbers published elsewhere, not measured here (${source})`;
  const day = date?.slice(0, 10);
  if (isImported(policies)) return day === undefined ? "completions imported" : `completions imported ${day}`;
  return day === undefined ? `seed ${seed}` : `seed ${seed}, drawn ${day}`;
}

/** `originText` at the beginning of a sentence. */
export function originSentence(origin: Origin): string {
  const text = originText(origin);
  return `${text[0]!.toUpperCase()}${text.slice(1)}`;
}
