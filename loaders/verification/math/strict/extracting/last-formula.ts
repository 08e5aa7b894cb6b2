import {formulas, isMathematical, joinedEnd} from "./answer-parts.js";
import {chainResult} from "../comparing/chain-result.js";
import {isGiven} from "./denial.js";
import type {Extraction} from "./extraction.js";
import {unitAfter} from "./quantity.js";

/** "The roots are not $2$": what stands before a formula that is denied. */
const DENIED =
  /(?:\b(?:is|are|was|were|be|equals?|does|do|can|could|will)\s(?:not|never|neither|no longer)|n['’]t|\bcannot|\bneither|\bnor)(?:\s(?:be|equal|equal to))?[\s$\\(*]*$/i;

/** A verb right before a formula: "the distance between the foci is $2c = 2\\sqrt5$". */
const NAMING =
  /(?:\b(?:is|are|was|were|equals?|be|becomes?|of|or|find|get|obtain|have)(?:\s(?:given by|equal to|then|thus|therefore|just|simply|only))?:?|:)\s*(?:\$\$?|\\[([])\s*$/i;

const EQUATION = /=|\\equiv(?![a-z])/;
const SOLVED = /^\s*(?:[A-Za-z](?:_\{?\w\}?)?\s*=|\()[^=]+$/;

/** Whether a formula may answer: it reads as mathematics, or its result does. */
export function isAnswering(formula: string): boolean {
  if (isMathematical(formula)) return true;
  const result = chainResult(formula, "named");
  return result !== null && isMathematical(result);
}

/** The last formula with those that a sentence joins to it, where the sentence neither denies it nor goes on. */
export function lastFormula(formula: string, end: string, stated: string, tail: string): Extraction | null {
  const parts = formulas(stated).filter(isAnswering);
  const joined = isResult(parts, stated, formula) ? formula.trim() : joinedEnd(stated, parts)!.trim();
  const isOpen = end.includes(formula)
    ? isGiven(end) ||
      isGround(end, formula) ||
      isDenied(end, formula) ||
      isDeniedBefore(end, joined) ||
      goesOn(end, formula, tail)
    : isCut(end);
  if (isOpen) return null;
  const isNamed = joined === formula.trim() && NAMING.test(stated.slice(0, stated.lastIndexOf(formula)));
  return {text: withUnit(joined, stated), rule: "math", ...(isNamed ? {isNamed} : {})};
}

/** "so $360 + 2x = 600$, or $x = 120$", "$c = 14$, and $a_1 = 14 \\cdot 6^2 = 504$": whether what stands before the last formula only leads to it. */
function isResult(parts: readonly string[], stated: string, formula: string): boolean {
  const before = parts.at(-2);
  if (before === undefined || !EQUATION.test(before)) return false;
  const steps = formula.split(EQUATION).length - 1;
  if (steps > 1) return true;
  if (SOLVED.test(before)) return false;
  const between = stated.slice(stated.lastIndexOf(before) + before.length, stated.lastIndexOf(formula));
  return SOLVED.test(formula) || (steps === 0 && /\bor\b/.test(between));
}

/** "Since $92 = 4 \\cdot 23$, it is not prime": what stands in the reason, with no value behind it. */
function isGround(sentence: string, formula: string): boolean {
  const at = sentence.lastIndexOf(formula);
  return (
    /^\W*(?:since|because|as|although|if|when)\b[^,]*$/i.test(sentence.slice(0, at)) &&
    /^[\s$\\)]*,\s(?=\p{L})(?!\w+ (?:are|is) done)/u.test(sentence.slice(at + formula.length))
  );
}

/** "$n = 18$ does not work" */
function isDenied(sentence: string, formula: string): boolean {
  return /^[\s$\\)*]{0,6}(?:(?:is|are|was|were|does|do|did|can|could|will|would)(?: not|n['’]t)|fails?|cannot|is (?:too|wrong|incorrect|impossible|invalid)|never)\b/i.test(
    sentence.slice(sentence.lastIndexOf(formula) + formula.length)
  );
}

/** "The roots are not $2$ and $7$" */
function isDeniedBefore(sentence: string, answer: string): boolean {
  const at = sentence.indexOf(answer.split(", ")[0]!);
  return at >= 0 && DENIED.test(sentence.slice(0, at));
}

/** Whether many words without an end follow a formula. */
function goesOn(sentence: string, formula: string, tail: string): boolean {
  const after = sentence.slice(sentence.lastIndexOf(formula) + formula.length);
  return after.trim().split(/\s+/).length > 6 && /\p{L}$/u.test(tail);
}

/** Whether a text breaks off in a formula: \( \f */
export function isInFormula(tail: string): boolean {
  return (
    tail.endsWith("\\") ||
    tail.lastIndexOf("\\(") > tail.lastIndexOf("\\)") ||
    tail.lastIndexOf("\\[") > tail.lastIndexOf("\\]")
  );
}

/** "$24$ is even. Let us": a last sentence of words alone that does not end. */
function isCut(sentence: string): boolean {
  return (
    /^\s*[\p{L}\s,'’-]*\p{L}$/u.test(sentence) &&
    !/\b(?:hope|helps?|thanks?|done|correct|right)\b/i.test(sentence)
  );
}

/** A formula with the unit after it: "$24$ ft". Lists and relations have none. */
function withUnit(formula: string, tail: string): string {
  if (/[,=<>]|\\text/.test(formula)) return formula;
  const after =
    /^\s*(?:\$|\\\))([^]*)$/.exec(tail.slice(tail.lastIndexOf(formula) + formula.length))?.[1] ?? "";
  const unit = unitAfter(after).trim();
  return unit === "" || unit.startsWith("°") ? formula : `${formula} \\text{ ${unit}}`;
}
