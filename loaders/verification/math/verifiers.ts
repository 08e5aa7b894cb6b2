import {type} from "arktype";
import {compiledType} from "../../schema/rows/compiled-type.js";
import type {GraderDefinition} from "../verifier-definition.js";
import {gradePaper} from "./paper/grade-paper.js";
import {gradeStrict} from "./strict/grade-strict.js";
import {lazySchema} from "../../schema/rows/lazy-schema.js";

/** What the paper's grader accepts, its faults included. */
export const mathPaper: GraderDefinition = {
  id: "math@paper",
  version: 2,
  grade: ({gold, completion, benchmark}) => gradePaper(completion, textGold(gold, "paper"), benchmark),
  goldIsText: true
};

/** What a careful mathematician accepts, and nothing else. */
export const mathStrict: GraderDefinition = {
  id: "math@strict",
  version: 5,
  grade: ({gold, completion, finishReason}) =>
    gradeStrict(completion, textGold(gold, "answer"), finishReason),
  goldIsText: true
};

/** A math problem's gold: text, or `{answer, paper}` where the paper's harness makes another text of the reference. */
const mathGold = lazySchema(() => compiledType("string | number").or({answer: "string", paper: "string"}));

function textGold(gold: unknown, mode: "answer" | "paper"): string {
  const parsed = mathGold(gold);
  if (parsed instanceof type.errors) throw new Error(`invalid gold: ${parsed.summary}`);
  return typeof parsed === "object" ? parsed[mode] : String(parsed);
}
