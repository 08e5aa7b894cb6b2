import {createRandom} from "../../../src/random/keyed-random.js";
import type {Generation, GenerationRequest, SamplingSettings} from "../engine.js";
import type {LlamaModel} from "./llama-package.js";
import {drawFromNucleus} from "./nucleus-draw.js";
import {promptTokens, type PromptContext} from "./prompt-context.js";

/** Writes completions, one after the other, in a context of its own. */
export class CompletionWriter {
  private readonly model: LlamaModel;
  private readonly context: PromptContext;
  private readonly sampling: SamplingSettings;

  constructor(model: LlamaModel, context: PromptContext, sampling: SamplingSettings) {
    this.model = model;
    this.context = context;
    this.sampling = sampling;
  }

  async write({prompt, stop = [], seed}: GenerationRequest): Promise<Generation> {
    const given = promptTokens(this.model, prompt);
    await this.context.hold(prompt, given);
    const random = createRandom(seed);
    const own: number[] = [];
    let sumLogprob = 0;
    let sumEntropy = 0;
    let cut: string | null = null;
    let hasEnded = false;
    while (own.length < this.sampling.maxTokens && !hasEnded && cut === null) {
      const logits = await this.context.logitsAfter(own.at(-1) ?? given.at(-1)!);
      const {token, logprob, entropy} = drawFromNucleus(logits, this.sampling, random.uniform());
      own.push(token);
      sumLogprob += logprob;
      sumEntropy += entropy;
      hasEnded = this.model.isEogToken(token);
      if (!hasEnded) cut = this.cutAtStop(given, own, stop);
    }
    return {
      completion: cut ?? this.text(given, hasEnded ? own.slice(0, -1) : own),
      completionTokens: own.length,
      finishReason: hasEnded || cut !== null ? "stop" : "length",
      sumLogprob,
      meanEntropy: sumEntropy / own.length
    };
  }

  /** The completion before the first of the stop texts; null where there is none. */
  private cutAtStop(
    given: readonly number[],
    own: readonly number[],
    stop: readonly string[]
  ): string | null {
    if (stop.length === 0) return null;
    // A character can take four tokens: only the end of a completion, where a stop text can be new, is looked at each time.
    const most = Math.max(...stop.map((text) => text.length));
    const tail = this.text(given, own.slice(-4 * most - 8));
    if (!stop.some((text) => tail.includes(text))) return null;
    const whole = this.text(given, own);
    const places = stop.map((text) => whole.indexOf(text)).filter((place) => place >= 0);
    return places.length === 0 ? null : whole.slice(0, Math.min(...places));
  }

  private text(given: readonly number[], own: readonly number[]): string {
    return this.model.detokenize(own, false, given);
  }
}
