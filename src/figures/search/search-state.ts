import {emptySearch, type CompletionSearch} from "../../findings/hard-cases/completion-search.js";

const verdicts = ["correct", "incorrect", "error"] as const;

/** The search in a URL's search string. What is missing or makes no sense asks nothing. */
export function readSearch(search: string): CompletionSearch {
  const parameters = new URLSearchParams(search);
  const [fewest, most] = (parameters.get("length") ?? "").split("-");
  return {
    text: parameters.get("find") ?? "",
    verdict: verdicts.find((verdict) => verdict === parameters.get("verdict")) ?? null,
    answer: parameters.get("answer") ?? "",
    fewest: count(fewest),
    most: count(most),
    policy: parameters.get("of")
  };
}

/** The search string of a search. Other parameters stay. */
export function writeSearch(search: CompletionSearch, old: string): string {
  const parameters = new URLSearchParams(old);
  const {fewest, most} = search;
  const values: Record<string, string | null> = {
    find: search.text,
    verdict: search.verdict,
    answer: search.answer,
    length: fewest === null && most === null ? null : `${String(fewest ?? "")}-${String(most ?? "")}`,
    of: search.policy
  };
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === emptySearch.text) parameters.delete(name);
    else parameters.set(name, value);
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

function count(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
