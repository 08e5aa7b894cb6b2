import type {Judgement} from "../schema/verdict.js";
import type {GradedItem} from "./grader.js";
import {graderOf} from "./find-verifier.js";

/** What a worker thread is asked to do. */
export interface GradeTask {
  /** Id of a verifier of ours, or path of a user's module. */
  verifier: string;
  items: readonly GradedItem[];
}

/** Runs in a worker thread: one judgement per item. A grader's exception is the verifier's failure, never the completion's. */
export default function gradeItems({verifier, items}: GradeTask): Judgement[] {
  const grade = graderOf(verifier);
  return items.map((item) => {
    try {
      return grade(item);
    } catch (error) {
      return {verdict: "error", extracted: null, reason: "verifier_error", rule: String(error)};
    }
  });
}
