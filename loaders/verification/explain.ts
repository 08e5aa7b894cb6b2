import type {Judgement} from "../schema/verdict.js";
import {createVerifier} from "./create-verifier.js";
import {extractAnswer} from "./math/paper/extract-answer.js";
import {gradePaper} from "./math/paper/grade-paper.js";
import {explainStrict} from "./math/strict/grade-strict.js";
import type {VerifierOptions} from "./verifier-options.js";
import type {Item} from "./verifier.js";

/** How a verdict came about: label and text of each step, in the order of the verifier's work. */
export type Explanation = [label: string, text: string][];

/** Explains the verdict of one verifier on one item. Throws a UserError for an id that does not exist. */
export async function explain(id: string, item: Item, options: VerifierOptions = {}): Promise<Explanation> {
  const {gold} = item.problem;
  if (id === "math@strict" && typeof gold === "string") return explainStrictly(item, gold);
  if (id === "math@paper" && typeof gold === "string") return explainAsPaper(item, gold);
  const verifier = await createVerifier(id, {...options, workers: 1});
  try {
    const [judgement] = await verifier.judge([item]);
    return [["gold", JSON.stringify(gold)], ...explainJudgement(judgement!)];
  } finally {
    await verifier.close();
  }
}

function explainStrictly({completion, finishReason}: Item, gold: string): Explanation {
  const {extraction, judgement, output, gold: readGold} = explainStrict(completion, gold, finishReason);
  const cut: Explanation =
    finishReason === "length"
      ? [["finish reason", "length: only a closed box or a finished statement of the answer counts"]]
      : [];
  return [
    ...cut,
    ["extracted by", extraction?.rule ?? "nothing found"],
    ["output, as read", output ?? "nothing"],
    ["gold, as read", readGold],
    ...explainJudgement(judgement)
  ];
}

function explainAsPaper({completion, problem}: Item, gold: string): Explanation {
  const {answer, rule} = extractAnswer(completion);
  const judgement = gradePaper(completion, gold, problem.benchmark);
  return [
    ["extracted by", rule],
    ["found", answer],
    ["output, as compared", judgement.extracted ?? "nothing"],
    ["gold, as compared", gold],
    ...explainJudgement(judgement)
  ];
}

function explainJudgement({extracted, verdict, reason, rule}: Judgement): Explanation {
  const why = reason === null ? "" : ` (${reason})`;
  return [
    ["extracted", extracted ?? "no answer"],
    ["decided by", rule],
    ["verdict", `${verdict}${why}`]
  ];
}
