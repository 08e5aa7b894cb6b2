import {symbolsOf} from "../algebra/expression.js";
import {ParseError, type Token} from "../algebra/parsing/token.js";
import type {Answer, Value} from "./answer.js";
import {decimalOf, isNear} from "./comparing/rounded.js";
import type {Split} from "./token-split.js";

/** An answer without the approximations behind it, and these. */
export interface Approximated {
  kept: Split;
  approximations: Token[][];
}

/** `3\sqrt{2} \approx 4.243`: the exact side is the answer. `x \approx 3` stays a relation. */
export function withoutApproximations({parts, marks}: Split): Approximated {
  const end = marks.indexOf("~");
  const isName =
    end === 0 &&
    parts[0]!.length <= 2 &&
    parts[0]!.every((token) => token.kind === "symbol" || token.kind === "text");
  return end < 0 || isName
    ? {kept: {parts, marks}, approximations: []}
    : {
        kept: {parts: parts.slice(0, end + 1), marks: marks.slice(0, end)},
        approximations: parts.slice(end + 1)
      };
}

/** Whether a decimal that should approximate a value is another number: 5/12 and 0.52. What cannot be read is not. */
export function isOff(exact: Answer, read: () => Answer): boolean {
  if (!isNumber(exact)) return false;
  try {
    const approximation = read();
    const decimal = isNumber(approximation) ? decimalOf(approximation.expression) : null;
    return decimal !== null && !isNear(decimal, exact.expression);
  } catch (error) {
    if (error instanceof ParseError) return false;
    throw error;
  }
}

/** The value before the decimal that a chain ends with: 7/12 of `x = \frac{7}{12} = 0.58`; null where the last two sides are anything else. */
export function exactSide(sides: readonly Answer[]): Answer | null {
  const [exact, decimal] = sides.slice(-2);
  if (exact === undefined || decimal === undefined || !isNumber(exact) || !isNumber(decimal)) return null;
  const written = decimalOf(decimal.expression);
  const isExact = decimalOf(exact.expression) === null && exact.expression.kind !== "number";
  return written?.decimals != null && written.decimals > 1 && isExact && isNear(written, exact.expression)
    ? exact
    : null;
}

function isNumber(answer: Answer): answer is Value {
  return answer.kind === "value" && answer.unit === null && symbolsOf(answer.expression).length === 0;
}
