import {type} from "arktype";
import {compiledType} from "../../schema/rows/compiled-type.js";
import type {Judgement} from "../../schema/verdict.js";
import type {GraderDefinition} from "../verifier-definition.js";
import {gradePaper} from "./paper/grade-paper.js";
import {gradeStrict} from "./strict/grade-strict.js";
import {lazySchema} from "../../schema/rows/lazy-schema.js";

/** What the paper's grader accepts, its faults included. */
export const mathPaper: GraderDefinition = {
  id: "math@paper",
  version: 2,
  grade: ({gold, completion, benchmark}) =>
    withGold(gold, "paper", (text) => gradePaper(completion, text, benchmark)),
  goldIsText: true
};

/** What a careful mathematician accepts, and nothing else. */
export const mathStrict: GraderDefinition = {
  id: "math@strict",
  version: 6,
  grade: ({gold, completion, finishReason}) =>
    withGold(gold, "answer", (text) => gradeStrict(completion, text, finishReason)),
  goldIsText: true
};

/** A math problem's gold: text, or `{answer, paper}` where the paper's harness makes another text of the reference. */
const mathGold = lazySchema(() => compiledType("string | number").or({answer: "string", paper: "string"}));

/** A judgement by the text of a gold; what is none is a fault of the problem's, not of the completion. */
function withGold(gold: unknown, mode: "answer" | "paper", grade: (text: string) => Judgement): Judgement {
  const parsed = mathGold(gold);
  if (!(parsed instanceof type.errors))
    return grade(typeof parsed === "object" ? parsed[mode] : String(parsed));
  const rule = `invalid gold: ${parsed.summary}`;
  return {verdict: "error", extracted: null, reason: "verifier_error", rule};
}
