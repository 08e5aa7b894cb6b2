import {RequestFailure} from "../client/failure.js";
import type {TokenTotals} from "./choice.js";
import {TokenSum, type DrawnWith} from "./token-totals.js";

/** Log-probabilities as servers tell them: by token in parallel lists, or as a list of tokens. */
interface ListedLogprobs {
  token_logprobs?: unknown;
  top_logprobs?: unknown;
  content?: unknown;
}

/** Log-probabilities that were summed while they were read. */
export class SummedLogprobs {
  readonly totals: TokenTotals;

  constructor(totals: TokenTotals) {
    this.totals = totals;
  }
}

/** Sums over a choice's tokens, in either shape; null where there are none. Throws a RequestFailure for another shape. */
export function sumLogprobs(logprobs: unknown, drawnWith: DrawnWith): TokenTotals | null {
  if (typeof logprobs !== "object" || logprobs === null) return null;
  if (logprobs instanceof SummedLogprobs) return logprobs.totals;
  const {token_logprobs: listed, top_logprobs: tops, content} = logprobs as ListedLogprobs;
  if (Array.isArray(listed)) return sumListed(listed, Array.isArray(tops) ? tops : [], drawnWith);
  return Array.isArray(content) ? sumContent(content, drawnWith) : null;
}

function sumListed(listed: readonly unknown[], tops: readonly unknown[], drawnWith: DrawnWith): TokenTotals {
  const sum = new TokenSum(drawnWith);
  listed.forEach((logprob, i) => {
    sum.add(finite(logprob), alternativesOf(tops[i]));
  });
  return sum.totals;
}

/** `{token: log-probability}`; two tokens with the same text count once, which keeps the bound one. */
function alternativesOf(top: unknown): number[] {
  return typeof top === "object" && top !== null ? Object.values(top).map(finite) : [];
}

function sumContent(content: readonly unknown[], drawnWith: DrawnWith): TokenTotals {
  const sum = new TokenSum(drawnWith);
  for (const token of content as {logprob?: unknown; top_logprobs?: unknown}[]) {
    const tops = Array.isArray(token.top_logprobs) ? (token.top_logprobs as {logprob?: unknown}[]) : [];
    sum.add(
      finite(token.logprob),
      tops.map(({logprob}) => finite(logprob))
    );
  }
  return sum.totals;
}

/** vLLM writes -9999 for a token of probability 0. */
function finite(value: unknown): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new RequestFailure("malformed", `a log-probability is ${JSON.stringify(value)}`);
}

/** A token of a given text. */
export interface GivenToken {
  /** Null for the first one, which nothing stands before. */
  logprob: number | null;
  /** Of the likeliest tokens at its place, as text, the likeliest first; empty where none were asked for. */
  tops: {token: string; logprob: number}[];
}

/** The tokens of a given text, as an answer with `echo` lists them; null where it lists none. */
export function echoedLogprobs(logprobs: unknown): GivenToken[] | null {
  const {token_logprobs: listed, top_logprobs: tops} = (logprobs ?? {}) as ListedLogprobs;
  if (!Array.isArray(listed) || listed.length === 0 || listed[0] !== null) return null;
  return listed.map((logprob, i) => {
    if (i === 0) return {logprob: null, tops: []};
    const top: unknown = Array.isArray(tops) ? tops[i] : null;
    const told = typeof top === "object" && top !== null ? Object.entries(top) : [];
    return givenToken(
      finite(logprob),
      told.map(([token, value]) => ({token, logprob: finite(value)}))
    );
  });
}

/** The same of vLLM's `prompt_logprobs`: for each token the one that stands there; null where there are none. */
export function promptLogprobs(listed: unknown): GivenToken[] | null {
  if (!Array.isArray(listed) || listed.length === 0 || listed[0] !== null) return null;
  return listed.map((tokens: unknown, i) => {
    if (i === 0) return {logprob: null, tops: []};
    const [own] = Object.values((tokens ?? {}) as Record<string, {logprob?: unknown}>);
    return {logprob: finite(own?.logprob), tops: []};
  });
}

/** Whatever is likelier than the least of those told is among them: a token that was only added at the end is no bound, and left out. */
function givenToken(logprob: number, told: {token: string; logprob: number}[]): GivenToken {
  const tops = told.sort((a, b) => b.logprob - a.logprob);
  return {logprob, tops: tops.at(-1)?.logprob === logprob ? tops.slice(0, -1) : tops};
}
