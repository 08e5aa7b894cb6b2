import type {GuessChoice} from "../../findings/guess/guess-table.js";
import {paperGuessLimit} from "../../metrics/guess/guess-filter.js";

/** The choice in a URL's search string, in percent. What is missing or makes no sense is left at its default. */
export function readGuessChoice(search: string): GuessChoice {
  const parameters = new URLSearchParams(search);
  return {
    limit: share(parameters.get("limit")) ?? paperGuessLimit,
    uniform: share(parameters.get("rate"))
  };
}

/** The search string of a choice: only what differs from the defaults. Other parameters stay. */
export function writeGuessChoice({limit, uniform}: GuessChoice, search: string): string {
  const parameters = new URLSearchParams(search);
  set(parameters, "limit", limit === paperGuessLimit ? null : limit);
  set(parameters, "rate", uniform);
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

function set(parameters: URLSearchParams, name: string, value: number | null): void {
  if (value === null) parameters.delete(name);
  else parameters.set(name, String(Number((value * 100).toPrecision(6))));
}

/** A percentage from 0 to 100 as a share; null for anything else. */
function share(text: string | null): number | null {
  if (text === null || !/^\d{1,3}(\.\d{1,6})?$/.test(text)) return null;
  const value = Number((Number(text) / 100).toPrecision(12));
  return value <= 1 ? value : null;
}
