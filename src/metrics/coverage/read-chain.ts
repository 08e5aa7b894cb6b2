import type {ChainMarks} from "../pass-at-k/cot-pass-at-k.js";
import type {Annotation, Mark} from "../study/annotation.js";

/** An annotation of a completion that the study holds. */
export interface ReadChain extends Annotation {
  /** How many of the policy's completions of the problem have this text: all share the mark. */
  count: number;
  /** Whether the verifier accepts it. Only correct completions count for validity. */
  correct: boolean;
}

/** The completions of one problem under one policy that were read, by text, with what their readers agree on. */
interface AgreedChain {
  mark: Mark;
  count: number;
  correct: boolean;
}

/**
 * What the readers agree on, by text: each reader's last mark counts (a later date, or a later place at one date); the
 * mark that all give, else `unsure`. `chains` are of one problem under one policy, and name a text by one sample index.
 */
export function agreedChains(chains: readonly ReadChain[]): Map<number, AgreedChain> {
  const last = new Map<string, ReadChain>();
  for (const chain of chains) {
    const key = JSON.stringify([chain.sample_index, chain.reader]);
    const earlier = last.get(key);
    if (earlier === undefined || earlier.date <= chain.date) last.set(key, chain);
  }
  const agreed = new Map<number, AgreedChain>();
  for (const {sample_index, mark, count, correct} of last.values()) {
    const other = agreed.get(sample_index);
    const isAgreed = other === undefined || other.mark === mark;
    agreed.set(sample_index, {mark: isAgreed ? mark : "unsure", count, correct});
  }
  return agreed;
}

/** Valid and invalid ones among a problem's correct completions, each text as often as it was drawn. Unsure is neither. */
export function chainMarks(chains: readonly ReadChain[]): ChainMarks {
  const found: ChainMarks = {valid: 0, invalid: 0};
  for (const {mark, count, correct} of agreedChains(chains).values()) {
    if (correct && mark !== "unsure") found[mark] += count;
  }
  return found;
}
