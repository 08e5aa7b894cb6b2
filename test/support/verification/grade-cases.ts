import {readFileSync} from "node:fs";
import type {Judgement} from "../../../loaders/schema/verdict.js";

/** A row of a verifier's table of cases, besides the problem: a completion, what is said of it, and why. */
export interface GradeCase {
  completion: string;
  /** Null where the completion is correct. */
  reason: Judgement["reason"];
  extracted: string | null;
  rule: string;
  why: string;
}

/** The rows of a table of cases, each with the fields of its problem. */
export function readCases<Asked>(file: URL): (Asked & GradeCase)[] {
  return JSON.parse(readFileSync(file, "utf8")) as (Asked & GradeCase)[];
}

/** The whole judgement that a case expects. */
export function expectedJudgement({reason, extracted, rule}: GradeCase): Judgement {
  return {verdict: reason === null ? "correct" : "incorrect", extracted, reason, rule};
}

/** Each unit repeated to a mebibyte of characters. */
export function longTexts(units: readonly string[]): string[] {
  return units.map((unit) => unit.repeat(Math.ceil(2 ** 20 / unit.length)));
}
