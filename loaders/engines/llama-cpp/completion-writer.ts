import {createRandom} from "../../../src/random/keyed-random.js";
import type {Generation, GenerationRequest, SamplingSettings} from "../engine.js";
import type {LlamaModel, LlamaSequence} from "./llama-package.js";
import {drawFromNucleus} from "./nucleus-draw.js";

/** Writes completions, one after the other, in a context of its own. */
export class CompletionWriter {
  private readonly model: LlamaModel;
  private readonly sequence: LlamaSequence;
  private readonly sampling: SamplingSettings;
  /** The prompt whose tokens but the last are evaluated. */
  private held: string | null = null;

  constructor(model: LlamaModel, sequence: LlamaSequence, sampling: SamplingSettings) {
    this.model = model;
    this.sequence = sequence;
    this.sampling = sampling;
  }

  async write({prompt, stop = [], seed}: GenerationRequest): Promise<Generation> {
    const given = promptTokens(this.model, prompt);
    await this.hold(prompt, given);
    const random = createRandom(seed);
    const own: number[] = [];
    let sumLogprob = 0;
    let sumEntropy = 0;
    let cut: string | null = null;
    let hasEnded = false;
    while (own.length < this.sampling.maxTokens && !hasEnded && cut === null) {
      const logits = await this.logitsAfter(own.at(-1) ?? given.at(-1)!);
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

  /**
   * Evaluates a prompt but for its last token, unless that was done. The last one is evaluated alone each time: so the
   * numbers do not depend on what was drawn before.
   */
  private async hold(prompt: string, tokens: readonly number[]): Promise<void> {
    const {sequence} = this;
    const before = tokens.slice(0, -1);
    if (this.held === prompt && !sequence.needsCheckpoints) {
      const end = sequence.nextTokenIndex;
      if (end > before.length) await sequence.eraseContextTokenRanges([{start: before.length, end}]);
      if (sequence.nextTokenIndex === before.length) return;
    }
    this.held = null;
    await sequence.clearHistory();
    if (before.length > 0) await sequence.evaluateWithoutGeneratingNewTokens(before);
    this.held = prompt;
  }

  private async logitsAfter(token: number): Promise<ReadonlyMap<number, number>> {
    const [evaluated] = await this.sequence.controlledEvaluate([[token, {generateNext: {logits: true}}]]);
    return evaluated!.next.logits;
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

/** The tokens of a prompt; markers of the model's chat template are one token each. */
export function promptTokens(model: LlamaModel, prompt: string): number[] {
  const {bos, shouldPrependBosToken} = model.tokens;
  const tokens = model.tokenize(prompt, true);
  return shouldPrependBosToken && bos !== null && tokens[0] !== bos ? [bos, ...tokens] : tokens;
}
