import {CHARACTERS_A_TOKEN} from "../sampling/characters-a-token.js";
import type {ModelMeasure} from "./measure-model.js";

/** What sampling costs. */
export interface Price {
  completions: number;
  requests: number;
  /** Of all requests; an estimate from characters. */
  promptTokens: number;
  /** By the sample's mean; null where nobody counts. */
  outputTokens: number | null;
  /** If every completion ran to the limit. */
  mostOutputTokens: number;
  /** At the speed of the sample, the policies one after the other; null where nothing came back. */
  hours: number | null;
}

export interface PriceOptions {
  problems: number;
  n: number;
  maxTokens: number;
  models: readonly Pick<
    ModelMeasure,
    "tokens" | "promptCharacters" | "seconds" | "completions" | "perRequest"
  >[];
}

/** The price of n completions of each problem from each model. */
export function priceOf({problems, n, maxTokens, models}: PriceOptions): Price {
  const each = problems * n;
  const requests = models.map(({perRequest}) => problems * Math.ceil(n / perRequest));
  const outputs = models.map(({tokens}) => (tokens === null ? null : tokens * each));
  const hours = models.map(({seconds, completions}) =>
    completions === 0 ? null : ((seconds / completions) * each) / 3600
  );
  const sum = (values: readonly (number | null)[]): number | null =>
    values.reduce((total, value) => (total === null || value === null ? null : total + value), 0);
  return {
    completions: each * models.length,
    requests: sum(requests)!,
    promptTokens: sum(
      models.map(({promptCharacters}, i) => (promptCharacters / CHARACTERS_A_TOKEN) * requests[i]!)
    )!,
    outputTokens: sum(outputs),
    mostOutputTokens: each * models.length * maxTokens,
    hours: sum(hours)
  };
}

/** The largest n up to `most` whose expected output stays within a budget of tokens; 0 where one completion a problem does not. */
export function affordableN(budget: number, most: number, options: Omit<PriceOptions, "n">): number {
  const one = priceOf({...options, n: 1});
  return Math.min(most, Math.floor(budget / (one.outputTokens ?? one.mostOutputTokens)));
}

/** `10M-tokens`, `10M`, `250k`, `1e7` as a number of tokens; null for what is none. */
export function parseBudget(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?(?:e\d+)?)\s*([kmgb]?)(?:[- ]?tokens?)?$/i.exec(text.trim());
  if (match === null) return null;
  const unit = {"": 1, k: 1e3, m: 1e6, g: 1e9, b: 1e9}[match[2]!.toLowerCase()]!;
  const tokens = Number(match[1]) * unit;
  return Number.isFinite(tokens) && tokens >= 1 ? tokens : null;
}
