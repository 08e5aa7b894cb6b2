import {type} from "arktype";
import {UserError} from "../schema/user-error.js";
import {gradeCountdown} from "./countdown/steps.js";
import {gradePictureAnswer} from "./dot-pictures/answer.js";
import {gradePicture} from "./dot-pictures/steps.js";
import type {Grader} from "./grader.js";
import {gradePaper} from "./math/paper/grade-paper.js";
import {gradeStrict} from "./math/strict/grade-strict.js";
import {gradeVisual} from "./visual/answer.js";

/** Pure graders by verifier id, with the version of their verdicts: raise it when verdicts change. */
const graders: Record<string, {version: number; grade: Grader}> = {
  "countdown@steps": {version: 1, grade: ({gold, completion}) => gradeCountdown(gold, completion)},
  "pictures@steps": {version: 1, grade: ({gold, completion}) => gradePicture(gold, completion)},
  "pictures@answer": {version: 1, grade: ({gold, completion}) => gradePictureAnswer(gold, completion)},
  "visual@answer": {version: 2, grade: ({gold, completion}) => gradeVisual(gold, completion)},
  "math@paper": {
    version: 2,
    grade: ({gold, completion, benchmark}) => gradePaper(completion, textGold(gold, "paper"), benchmark)
  },
  "math@strict": {
    version: 2,
    grade: ({gold, completion, finishReason}) =>
      gradeStrict(completion, textGold(gold, "answer"), finishReason)
  }
};

/** A math problem's gold: text, or `{answer, paper}` where the paper's harness makes another text of the reference. */
const mathGold = type("string | number").or({answer: "string", paper: "string"});

function textGold(gold: unknown, mode: "answer" | "paper"): string {
  const parsed = mathGold(gold);
  if (parsed instanceof type.errors) throw new Error(`invalid gold: ${parsed.summary}`);
  return typeof parsed === "object" ? parsed[mode] : String(parsed);
}

/** Verifier ids that have a pure grader. */
export const graderIds = Object.keys(graders);

/** The grader of a verifier. Throws a UserError that lists the known ids. */
export function graderOf(id: string): Grader {
  return entry(id).grade;
}

/** The version of a grader's verdicts. */
export function graderVersion(id: string): number {
  return entry(id).version;
}

function entry(id: string): {version: number; grade: Grader} {
  const found = graders[id];
  if (found === undefined) throw new UserError(`unknown verifier ${id}: use one of ${graderIds.join(", ")}`);
  return found;
}
