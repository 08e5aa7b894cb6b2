import pLimit from "p-limit";
import {UserError} from "../../../schema/user-error.js";
import type {ScoringRequest, TokenScores} from "../../engine.js";
import {attempt, type AttemptOptions} from "../client/attempts.js";
import type {Endpoints} from "../client/endpoints.js";
import {RequestFailure} from "../client/failure.js";
import {echoedLogprobs, promptLogprobs, type GivenToken} from "../protocol/logprobs.js";
import {parseJson} from "../protocol/parse-json.js";
import {apiPath} from "../protocol/request-body.js";

/** Texts under way at once: servers keep the log-probabilities of whole vocabularies for each, and run out of memory. */
const underWay = 4;

/** Ways to have the tokens of a given text scored, best first. Each generates as little as the server allows. */
interface Way {
  name: string;
  fields: Readonly<Record<string, number | boolean>>;
  /** Tokens at the end that are the server's own. */
  generated: number;
}

/** `tops`: how many of the likeliest tokens are told; the answer of `prompt_logprobs` would not say which of them stands there. */
function waysFor(tops: number): Way[] {
  const named = tops === 0 ? "" : ` with ${tops} likely tokens`;
  return [
    {name: `echo${named}`, fields: {echo: true, logprobs: tops, max_tokens: 0}, generated: 0},
    {name: `echo with one token${named}`, fields: {echo: true, logprobs: tops, max_tokens: 1}, generated: 1},
    ...(tops > 0
      ? waysFor(0)
      : [{name: "prompt_logprobs", fields: {prompt_logprobs: 0, max_tokens: 1}, generated: 0}])
  ];
}

export interface EchoScorerOptions {
  endpoints: Endpoints;
  model: string;
  deadlineMs: number;
  attempts: AttemptOptions;
  /** The text that a server has to be given for a prompt and its completion. */
  join: (prompt: string, completion: string) => string;
}

/**
 * Log-probabilities of given texts from a server: of the prompt with the completion, less the tokens that the prompt alone has. The end
 * token is not among them: it has no text.
 */
export class EchoScorer {
  private readonly options: EchoScorerOptions;
  private readonly limit = pLimit(underWay);
  /** Tokens of a prompt, by its text. */
  private readonly promptTokens = new Map<string, Promise<number>>();
  /** By how many likely tokens are asked for. */
  private readonly ways = new Map<number, Promise<Way>>();

  constructor(options: EchoScorerOptions) {
    this.options = options;
  }

  /**
   * One entry a request; null for a text that the server refuses. `tops`: how many of the likeliest tokens are asked for at each
   * place; a server that tells none is scored without. Throws a UserError for a server that scores no given text.
   */
  async score(requests: readonly ScoringRequest[], tops = 0): Promise<(TokenScores | null)[]> {
    const first = requests[0];
    if (first === undefined) return [];
    const found = this.ways.get(tops) ?? this.findWay(first, tops);
    this.ways.set(tops, found);
    const way = await found;
    return Promise.all(requests.map((request) => this.limit(() => this.scoreOne(request, way))));
  }

  private async scoreOne({prompt, completion, image}: ScoringRequest, way: Way): Promise<TokenScores | null> {
    if (image !== undefined)
      throw new UserError(
        "a server scores no completions of pictures: take them out of the experiment perplexity"
      );
    if (completion === "") return {logprobs: new Float32Array(0), entropies: null};
    try {
      const start = await this.tokensOf(prompt, way);
      const tokens = (await this.ask(this.options.join(prompt, completion), way)).slice(start);
      const logprobs = Float32Array.from(tokens, ({logprob}) => logprob ?? 0);
      if (tokens.every(({tops}) => tops.length === 0)) return {logprobs, entropies: null};
      return {logprobs, entropies: null, tops: tokens.map(({tops}) => tops)};
    } catch (error) {
      if (error instanceof RequestFailure && error.reason === "rejected") return null;
      throw error;
    }
  }

  private tokensOf(prompt: string, way: Way): Promise<number> {
    const known = this.promptTokens.get(prompt);
    if (known !== undefined) return known;
    const count = this.ask(prompt, way).then((tokens) => tokens.length);
    // A failure is asked again.
    count.catch(() => this.promptTokens.delete(prompt));
    this.promptTokens.set(prompt, count);
    return count;
  }

  private async findWay({prompt}: ScoringRequest, tops: number): Promise<Way> {
    const why: string[] = [];
    for (const way of waysFor(tops)) {
      try {
        await this.ask(prompt, way);
        return way;
      } catch (error) {
        if (!(error instanceof RequestFailure) || error.reason === "cancelled") throw error;
        why.push(`${way.name}: ${error.message}`);
      }
    }
    throw new UserError(
      `the server of ${this.options.model} scores no given text (${why.join("; ")}): vLLM does; take the policy out of the experiment perplexity`
    );
  }

  /** A text's tokens with their log-probabilities, the first null. */
  private async ask(text: string, {fields, generated}: Way): Promise<GivenToken[]> {
    const {endpoints, model, deadlineMs, attempts} = this.options;
    const body = JSON.stringify({model, prompt: text, temperature: 1, top_p: 1, n: 1, ...fields});
    const parse = (bytes: Buffer): GivenToken[] => {
      const [choice] =
        (parseJson(bytes) as {choices?: {logprobs?: unknown; prompt_logprobs?: unknown}[]}).choices ?? [];
      const tokens = echoedLogprobs(choice?.logprobs) ?? promptLogprobs(choice?.prompt_logprobs);
      if (tokens === null)
        throw new RequestFailure("rejected", "its answer has no log-probabilities of the given text");
      return generated === 0 ? tokens : tokens.slice(0, -generated);
    };
    const {answer} = await attempt(
      () => endpoints.ask(apiPath.completions, body, {deadlineMs, parse, work: (tokens) => tokens.length}),
      attempts
    );
    return answer;
  }
}
