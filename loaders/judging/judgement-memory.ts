import type {Judgement} from "../schema/verdict.js";
import type {Item, Verifier} from "../verification/verifier.js";

/**
 * Judges identical items (problem, completion, cut or not) once. Remembers at most `capacity` judgements of one benchmark and verifier;
 * when full it forgets all, which costs time and no correctness. Errors are not remembered.
 */
export class JudgementMemory {
  private readonly known = new Map<string, Judgement>();
  private readonly capacity: number;

  constructor(capacity = 1_000_000) {
    this.capacity = capacity;
  }

  /** One judgement per item, in order, and how many pairs the verifier was asked about. */
  async judge(
    verifier: Verifier,
    items: readonly Item[]
  ): Promise<{judgements: Judgement[]; distinct: number}> {
    const fresh = new Map<string, Item>();
    const keys = items.map(
      ({problem, completion, finishReason}) =>
        `${problem.problemId}\0${finishReason === "length" ? "cut" : ""}\0${completion}`
    );
    const judgements = new Map<string, Judgement>();
    keys.forEach((key, i) => {
      const known = this.known.get(key);
      if (known === undefined) fresh.set(key, items[i]!);
      else judgements.set(key, known);
    });
    const freshJudgements = await verifier.judge([...fresh.values()]);
    if (this.known.size + fresh.size > this.capacity) this.known.clear();
    [...fresh.keys()].forEach((key, i) => {
      const judgement = freshJudgements[i]!;
      judgements.set(key, judgement);
      if (judgement.verdict !== "error") this.known.set(key, judgement);
    });
    return {judgements: keys.map((key) => judgements.get(key)!), distinct: fresh.size};
  }
}
