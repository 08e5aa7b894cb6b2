import {Budget, BudgetExceeded} from "../math/algebra/budget.js";
import {evaluateNumber} from "../math/algebra/evaluate.js";
import {number, product, some, type Expression} from "../math/algebra/expression.js";
import {Rational} from "../math/algebra/numbers/rational.js";
import {rationalForm, rationalValue} from "../math/algebra/rational-form.js";
import type {Answer} from "../math/strict/answer.js";
import {readAnswer} from "../math/strict/read-answer.js";
import {isUnitWord, type Unit} from "../math/strict/unit.js";
import {withDigits} from "./number-words.js";

/** A number as it was written, with the unit after it. */
export interface Quantity {
  expression: Expression;
  unit: Unit | null;
}

const approximation =
  /^(?:[\s$~≈∼]|\\approx|\\sim|(?:approximately|approx\.|about|around|roughly|nearly|exactly)(?![a-z]))+/i;

const textCommand = /^\\(?:text|textbf|mathrm|mbox)\s?\{([^{}]*)\}/;

/** `0.12 m`: letters behind a number alone are its unit where the table has it. */
const bareUnit =
  /^([-−+]?\s?(?:\d[\d,]*(?:\.\d+)?|\.\d+))\s?([a-zA-Z]{1,12})((?:\s?\^\s?\{?[23]\}?)?)\s*\.?$/;

/** Work allowed to find an exact value: a few milliseconds. */
const EXACT_BUDGET = 30_000;

const scales: ReadonlyMap<string, bigint> = new Map([
  ["dozen", 12n],
  ["hundred", 100n],
  ["thousand", 1_000n],
  ["million", 1_000_000n],
  ["billion", 1_000_000_000n],
  ["trillion", 1_000_000_000_000n]
]);

/**
 * Reads the text of an answer as one number: `6`, `\frac{1}{2}`, `x = 6`, `about 4.5 cm`, `1.2 million`, `six dots`. Null where
 * it is none, or holds symbols or several numbers. Of an equation the last side counts.
 */
export function readQuantity(text: string): Quantity | null {
  const plain = withDigits(
    text
      .replace(textCommand, "$1")
      .replace(approximation, "")
      .replace(/^(?:minus|negative)\s(?=\d)/i, "-")
  );
  return quantityOf(
    readAnswer(
      plain.replace(bareUnit, (whole, value: string, word: string, power: string) =>
        isUnitWord(word) ? `${value} \\text{ ${word}${power.replace(/[{}\s]/g, "")}}` : whole
      )
    )
  );
}

function quantityOf(answer: Answer): Quantity | null {
  if (answer.kind === "relation") {
    const isChain = answer.comparators.every((comparator) => comparator === "=");
    return isChain ? quantityOf(answer.sides.at(-1)!) : null;
  }
  if (answer.kind !== "value" || !isNumeric(answer.expression)) return null;
  return withoutScale(answer);
}

/** `1.2 million` is read as 1.2 in the unit `million`. */
function withoutScale({expression, unit}: Quantity): Quantity {
  const names = unit?.dimension.split(" ") ?? [];
  const scale = names.map((name) => scales.get(name)).find((value) => value !== undefined);
  if (unit === null || scale === undefined) return {expression, unit};
  const rest = names.filter((name) => !scales.has(name)).join(" ");
  return {
    expression: product(number(scale), expression),
    unit: rest === "" ? null : {factor: unit.factor, dimension: rest}
  };
}

/** Whether an expression holds numbers and constants alone. */
export function isNumeric(expression: Expression): boolean {
  return !some(expression, (part) => part.kind === "symbol");
}

/** The exact value of a numeric expression, the nearest double where it is irrational, null where it is not a real number. */
export function realValue(expression: Expression): Rational | number | null {
  try {
    const exact = rationalValue(rationalForm(expression, new Budget(EXACT_BUDGET)));
    if (exact !== null) return exact;
  } catch (error) {
    if (!(error instanceof BudgetExceeded || error instanceof RangeError)) throw error;
  }
  const value = evaluateNumber(expression);
  return value === null || Math.abs(value.im) > 1e-12 * Math.abs(value.re) ? null : value.re;
}
