import type {ServerKind} from "../protocol/sampling-fields.js";

/** How a server treats seeds. */
export type SeedTrait =
  /** Choice j of seed s is what seed s + j alone gives: how many are asked for at once changes no text. */
  | "contiguous"
  /** One choice of a seed is always the same; several are not those of the next seeds. */
  | "single"
  /** The same seed gives another text. */
  | "ignored"
  /** A request with a seed is refused. */
  | "refused";

/** What a server can do, as a probe found out. */
export interface ServerTraits {
  kind: ServerKind;
  /** As the server tells it; null if it does not. */
  version: string | null;
  seeds: SeedTrait;
  /** Whether a seed's text was the same each time, beside other requests too; false where seeds are not heeded. */
  isSteady: boolean;
  /** Most choices that it gave to one request, of those that were asked for. */
  n: number;
  /** Alternatives of each token that it tells; null for no log-probabilities. */
  topLogprobs: number | null;
  /** Whether it takes fields that OpenAI's documentation does not name. */
  takesFields: boolean;
  /** Whether it says how many tokens an answer has. */
  countsTokens: boolean;
  /** Whether eight seeds gave one text, and nobody knows how likely that text is. */
  looksConstant: boolean;
}

const kindNames: Readonly<Record<ServerKind, string>> = {
  vllm: "vLLM",
  sglang: "SGLang",
  "llama.cpp": "llama.cpp",
  "reasoning-boundary": "serve-model",
  unknown: "a server of an unknown kind"
};

const seedWords: Readonly<Record<SeedTrait, string>> = {
  contiguous: "seeds hold, one a completion",
  single: "seeds hold for one completion a request alone",
  ignored: "seeds are ignored: completions cannot be drawn again",
  refused: "seeds are refused: completions cannot be drawn again"
};

const unsteady =
  "a seed's text changes with the requests beside it: completions drawn again may come out otherwise";

/** Whether the same seed gives the same text. */
export function heedsSeeds(seeds: SeedTrait): boolean {
  return seeds === "contiguous" || seeds === "single";
}

/** What a probe found, in one line. */
export function describeTraits(url: string, traits: ServerTraits): string {
  const {kind, version, seeds, isSteady, n, topLogprobs, takesFields, countsTokens, looksConstant} = traits;
  return [
    `${url}: ${kindNames[kind]}${version === null ? "" : ` ${version}`}`,
    seedWords[seeds],
    ...(isSteady || !heedsSeeds(seeds) ? [] : [unsteady]),
    n === 1 ? "one completion a request" : `${n} completions a request`,
    topLogprobs === null ? "no log-probabilities" : `log-probabilities with ${topLogprobs} alternatives`,
    ...(takesFields ? [] : ["fields such as top_k are refused: its own defaults may cut the distribution"]),
    ...(countsTokens || topLogprobs !== null ? [] : ["tokens are not counted"]),
    ...(looksConstant ? ["eight seeds gave one text: look whether completions differ"] : [])
  ].join("; ");
}
