import type {SamplingSettings, ScoringRequest, TokenScores} from "../engine.js";
import type {RankedScore} from "../sampled-logprobs.js";
import type {LlamaModel} from "./llama-package.js";
import {promptTokens, type PromptContext} from "./prompt-context.js";
import {TokenDistribution} from "./token-distribution.js";

/** What is told of each place beside its log-probability and entropy. */
export interface ScoringDetail {
  /** The likeliest tokens, so many. */
  tops?: number;
  /** What a sampler of these settings makes of the text. */
  sampling?: Pick<SamplingSettings, "temperature" | "topP">;
}

interface PlaceScore {
  logprob: number;
  entropy: number;
  /** Null where it was not asked for. */
  sampled: RankedScore | null;
  tops: {token: string; logprob: number}[];
}

/** Scores given completions, one after the other, in a context of its own: as the model evaluates them when it writes. */
export class CompletionScorer {
  private readonly model: LlamaModel;
  private readonly context: PromptContext;
  /** Tokens of a prompt and its completion together. */
  private readonly room: number;
  /** Tokens that end a text, found in the first logits. */
  private ends: number[] | null = null;

  constructor(model: LlamaModel, context: PromptContext, room: number) {
    this.model = model;
    this.context = context;
    this.room = room;
  }

  /** Null for a text that does not fit the context or is not tokens that follow the prompt's. */
  async score(request: ScoringRequest, detail: ScoringDetail): Promise<TokenScores | null> {
    const given = promptTokens(this.model, request.prompt);
    const own = completionTokens(this.model, request.prompt, request.completion);
    if (given.length === 0 || own === null || given.length + own.length > this.room) return null;
    await this.context.hold(request.prompt, given);
    const places: PlaceScore[] = [];
    let last = given.at(-1)!;
    for (const token of own) {
      places.push(this.place(await this.context.logitsAfter(last), [token], detail));
      last = token;
    }
    if (hasOwnEnd(request)) {
      const logits = await this.context.logitsAfter(last);
      this.ends ??= [...logits.keys()].filter((token) => this.model.isEogToken(token));
      if (this.ends.length > 0) places.push(this.place(logits, this.ends, detail));
    }
    return tokenScores(places, detail);
  }

  private place(
    logits: ReadonlyMap<number, number>,
    tokens: readonly number[],
    {tops = 0, sampling}: ScoringDetail
  ): PlaceScore {
    const distribution = new TokenDistribution(logits);
    return {
      logprob: distribution.logprob(tokens),
      entropy: distribution.entropy,
      sampled: sampling === undefined ? null : distribution.sampled(tokens, sampling),
      tops: distribution
        .tops(tops)
        .map(({token, logprob}) => ({token: tokenText(this.model, token), logprob}))
    };
  }
}

/** The tokens that `CompletionScorer` gives numbers for, as text; null for a text that it cannot read. */
export function scoredTokens(model: LlamaModel, request: ScoringRequest): string[] | null {
  const own = completionTokens(model, request.prompt, request.completion);
  if (own === null) return null;
  const texts = own.map((token) => tokenText(model, token));
  const {eos} = model.tokens;
  return hasOwnEnd(request) && eos !== null ? [...texts, tokenText(model, eos)] : texts;
}

/**
 * The model ended the text with a token of its own. Where texts can end it too nobody knows, and no end is scored. Ends are one
 * place, whichever of the model's end tokens was drawn: their probabilities are summed.
 */
function hasOwnEnd({finishReason, stop = []}: ScoringRequest): boolean {
  return finishReason === "stop" && stop.length === 0;
}

/** Tokens of a completion after its prompt: the rest of the whole text's where those begin with the prompt's; null for none. */
function completionTokens(model: LlamaModel, prompt: string, completion: string): number[] | null {
  const given = promptTokens(model, prompt);
  const whole = promptTokens(model, prompt + completion);
  if (given.every((token, at) => whole[at] === token)) return whole.slice(given.length);
  // A token that would reach over the end of the prompt is none that the model could write.
  const own = model.tokenize(completion, false, "trimLeadingSpace");
  return model.detokenize(own, false, given) === completion ? own : null;
}

function tokenText(model: LlamaModel, token: number): string {
  return model.detokenize([token], true, []);
}

function tokenScores(places: readonly PlaceScore[], {tops = 0, sampling}: ScoringDetail): TokenScores {
  return {
    logprobs: Float32Array.from(places, ({logprob}) => logprob),
    entropies: Float32Array.from(places, ({entropy}) => entropy),
    ...(tops === 0 ? {} : {tops: places.map((place) => place.tops)}),
    ...(sampling === undefined
      ? {}
      : {
          sampled: Float64Array.from(places, (place) => place.sampled!.sampled),
          ahead: Float64Array.from(places, (place) => place.sampled!.ahead)
        })
  };
}
