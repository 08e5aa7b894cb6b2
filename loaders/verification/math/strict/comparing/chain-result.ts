import {some, symbolsOf, type Expression} from "../../algebra/expression.js";
import type {Answer} from "../answer.js";
import {readAnswer} from "../read-answer.js";
import {compareAnswers} from "./compare-answers.js";
import {compareExpressions} from "./compare-values.js";

const ARROW =
  /\\(?:Rightarrow|Longrightarrow|longrightarrow|implies|iff|Leftrightarrow|therefore)(?![a-z])|[⇒∴]/;

const MODULUS = /\s*(?:\\pmod\s?(?:\{[^{}]*\}|\w)|\(\s?\\?b?mod\s[^()]*\)|\\bmod\s?\S+)$/;

const EQUALS = /^(?:=|\\(?:equiv|approx|simeq)(?![a-z])|[≈≡])/;
const OTHER_RELATION = /^(?:[<>≤≥≠]|\\(?:leq?|geq?|lt|gt|neq?|in|[lg]eqslant|sim|propto|mid)(?![a-z]))/;

/** How a sentence names a formula: "the distance between the foci is $2c = 2\sqrt5$". */
export type Standing = "explicit" | "stated" | "named";

/** A formula behind its last arrow, `x = 3` of `2x = 6 \Rightarrow x = 3`, without marks at its ends. */
export function afterArrow(formula: string): string {
  return formula
    .split(ARROW)
    .at(-1)!
    .replace(/^(?:\s|\\q?quad|\\[,;: ])+|(?:\s|\\q?quad|\\[,;: ]|[.,;])+$/g, "");
}

/**
 * The result of a chain of equations, 5 of `f(2) = 2 + 3 = 5`, as text; null where it has none: one side, other relations than
 * equality, sides that contradict each other, or an equation that is still to be solved (`x^2 = 9`). Where prose states the formula
 * (`stated`), the value of a quantity counts, `a + b = 2k`; where a verb stands before it (`named`), whatever stands on its left; in
 * a box (`explicit`) only a computation or an identity does.
 */
export function chainResult(formula: string, standing: Standing): string | null {
  const concluded = afterArrow(formula);
  const isResidue = /\\equiv(?![a-z])|≡/.test(concluded);
  const sides = sidesOf(isResidue ? concluded.replace(MODULUS, "") : concluded);
  if (sides === null || sides.length < 2) return null;
  const answers = sides.map((side) => readAnswer(side));
  let last = sides.length - 1;
  // 36 - 7 - 2 - 10 = 17 = x
  if (last > 1 && isSymbol(answers[last]!) && isConstant(answers[last - 1]!)) last--;
  const [first, value] = [answers[0]!, answers[last]!];
  if (value.kind === "text" && !/\d/.test(sides[last]!)) return null;
  if (isResidue) return standing === "explicit" || symbolsIn(value).length > 0 ? null : sides[last]!;
  if (answers.some((side) => contradicts(side, value))) return null;
  const isChain = sides.length > 2 && (standing !== "explicit" || !isUnknown(first));
  return isChain ||
    standing === "named" ||
    isIdentity(first, value) ||
    (standing === "stated" && isQuantity(first, value))
    ? sides[last]!
    : null;
}

/** The sides of an equation outside of brackets; null where it has other relations or is a list. */
function sidesOf(formula: string): string[] | null {
  const sides: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < formula.length; at++) {
    const letter = formula[at]!;
    if ("{([".includes(letter)) depth++;
    else if ("})]".includes(letter)) depth = Math.max(0, depth - 1);
    if (depth > 0) continue;
    const rest = formula.slice(at, at + 12);
    if (OTHER_RELATION.test(rest)) return null;
    const sign = EQUALS.exec(rest)?.[0];
    if (sign !== undefined) {
      sides.push(formula.slice(start, at));
      at += sign.length - 1;
      start = at + 1;
    } else if (letter === "\\")
      at += /^\\(?:[a-zA-Z]+|.)?/.exec(rest)![0].length - 1 - (/^\\[{}()[\]]/.test(rest) ? 1 : 0);
    else if (letter === "," && !/^,(?:\\[!,]|\s)?\d{3}/.test(rest)) return null;
  }
  sides.push(formula.slice(start));
  const trimmed = sides.map((side) => side.trim());
  return trimmed.some((side) => side === "") ? null : trimmed;
}

function symbolsIn(answer: Answer): readonly string[] {
  return answer.kind === "value" ? symbolsOf(answer.expression) : [];
}

function isConstant(answer: Answer): boolean {
  return answer.kind === "value" && symbolsOf(answer.expression).length === 0;
}

function isSymbol(answer: Answer): boolean {
  return answer.kind === "value" && answer.expression.kind === "symbol";
}

/** x^2, |x|, 2x: what one unknown is still to be found from. */
function isUnknown(side: Answer): boolean {
  return (
    side.kind === "value" &&
    !isSymbol(side) &&
    new Set(symbolsOf(side.expression)).size === 1 &&
    !isCall(side.expression)
  );
}

function isCall(x: Expression): boolean {
  return (
    x.kind === "call" ||
    (x.kind === "product" &&
      x.factors.some((factor) => factor.kind === "symbol" && /^[fghFGP]/.test(factor.name)))
  );
}

/** Both sides are the same for all values of their letters: `(x+1)^2 = x^2+2x+1`. */
function isIdentity(first: Answer, value: Answer): boolean {
  if (first.kind === "collection" || first.kind === "matrix") return compareAnswers(first, value).equal;
  return (
    first.kind === "value" &&
    value.kind === "value" &&
    !isConstant(first) &&
    first.unit === null &&
    compareExpressions(value.expression, first.expression).equal
  );
}

/** `a + b + c = 2k`, `|w| = 5/13`: letters whose value is stated; x, y and z make the equation of a curve. */
function isQuantity(first: Answer, value: Answer): boolean {
  if (first.kind === "text") return true;
  if (first.kind !== "value") return false;
  const symbols = symbolsIn(first);
  if (/^(?:w|z)$/.test(symbols.join()) && first.expression.kind === "call") return true;
  const others = symbolsIn(value);
  return (
    symbols.length > 1 &&
    others.length > 0 &&
    !symbols.every((name) => /^[xyz]$/.test(name)) &&
    !others.some((name) => symbols.includes(name))
  );
}

/** 13 = 12: another exact number. */
function contradicts(side: Answer, value: Answer): boolean {
  if (
    side === value ||
    side.kind !== "value" ||
    value.kind !== "value" ||
    side.unit !== null ||
    value.unit !== null
  )
    return false;
  if (!isConstant(side) || !isConstant(value) || hasDecimal(side.expression) || hasDecimal(value.expression))
    return false;
  return !compareExpressions(value.expression, side.expression).equal;
}

function hasDecimal(x: Expression): boolean {
  return some(x, (part) => part.kind === "number" && part.decimals !== null);
}
