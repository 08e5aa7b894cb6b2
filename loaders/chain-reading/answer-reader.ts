import type {ChainMark} from "../schema/rows/chain-mark.js";
import type {Judgement} from "../schema/verdict.js";
import type {Item, Verifier} from "../verification/verifier.js";

/** Tells the marks in a judge's answers. */
export interface AnswerReader {
  /** What reads, for the record beside the marks; null: the words alone. */
  readonly verifier: {id: string; version: number} | null;
  /** The mark of each answer to its problem, in order; null of an answer without one. */
  marks: (answers: readonly Pick<Item, "problem" | "completion">[]) => Promise<ChainMark["mark"][]>;
  close: () => Promise<void>;
}

/** The mark in a judge's answer: the last of the words valid, invalid and unsure; null where there is none. */
export function markOf(answer: string): ChainMark["mark"] {
  const words = answer.toLowerCase().match(/\b(?:valid|invalid|unsure)\b/g);
  return (words?.at(-1) ?? null) as ChainMark["mark"];
}

/** Reads the last of the three words. */
export const wordReader: AnswerReader = {
  verifier: null,
  marks: (answers) => Promise.resolve(answers.map(({completion}) => markOf(completion))),
  close: () => Promise.resolve()
};

/**
 * Reads answers by a verifier, which sees the problem and the judge's answer in place of a completion: correct is valid, incorrect is
 * invalid; an answer that it finds nothing in, or fails on, is no mark.
 */
export function verifierReader(verifier: Verifier): AnswerReader {
  const {id, version} = verifier;
  return {
    verifier: {id, version},
    marks: async (answers) => (await verifier.judge(answers)).map(markOfVerdict),
    close: () => verifier.close()
  };
}

function markOfVerdict({verdict, reason}: Judgement): ChainMark["mark"] {
  if (verdict === "correct") return "valid";
  return verdict === "incorrect" && reason !== "no_answer" ? "invalid" : null;
}
