import type {LlamaModel, LlamaSequence} from "./llama-package.js";

/** A context that evaluates texts token by token, one text after the other, and keeps the prompt of the last one. */
export class PromptContext {
  private readonly sequence: LlamaSequence;
  /** The prompt whose tokens but the last are evaluated. */
  private held: string | null = null;

  constructor(sequence: LlamaSequence) {
    this.sequence = sequence;
  }

  /**
   * Evaluates a prompt but for its last token, unless that was done. The last one is evaluated alone each time: so the
   * numbers do not depend on what was evaluated before.
   */
  async hold(prompt: string, tokens: readonly number[]): Promise<void> {
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

  /** The logits of the whole vocabulary for what follows this token, which is evaluated after those before it. */
  async logitsAfter(token: number): Promise<ReadonlyMap<number, number>> {
    const [evaluated] = await this.sequence.controlledEvaluate([[token, {generateNext: {logits: true}}]]);
    return evaluated!.next.logits;
  }
}

/** The tokens of a prompt; markers of the model's chat template are one token each. */
export function promptTokens(model: LlamaModel, prompt: string): number[] {
  const {bos, shouldPrependBosToken} = model.tokens;
  const tokens = model.tokenize(prompt, true);
  return shouldPrependBosToken && bos !== null && tokens[0] !== bos ? [bos, ...tokens] : tokens;
}
