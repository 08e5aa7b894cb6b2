import {equalExpressions} from "../../algebra/equality.js";
import {
  children,
  constant,
  number,
  product,
  quotient,
  some,
  symbolsOf,
  type Expression
} from "../../algebra/expression.js";
import {Rational} from "../../algebra/numbers/rational.js";
import {differByConstant, withOtherConstants, withSameConstant} from "./integration-constant.js";
import type {Value} from "../answer.js";
import {different, equal, type Comparison} from "./comparison.js";
import {decimalOf, isRoundingOf, refines} from "./rounded.js";

/**
 * Compares two expressions with units. Both units: the quantities must be the same (100 cm is 1 m). One unit: the other side is
 * read in the same unit, since a question usually names it. Percent and degrees may also be meant as numbers: 50% is 1/2 and
 * 180° is pi; a bare number is read as percent only where the gold is percent, or above 1 (25 = 25%, but 0.5 is not 0.5%).
 */
export function compareValues(output: Value, gold: Value): Comparison {
  if (output.unit !== null && gold.unit !== null) {
    if (output.unit.dimension !== gold.unit.dimension) return compareOtherUnits(output, gold);
    const ratio = output.unit.factor.over(gold.unit.factor);
    return compareExpressions(scaled(output.expression, ratio), gold.expression);
  }
  const unit = output.unit ?? gold.unit;
  if (unit === null) return compareExpressions(output.expression, gold.expression);
  if (unit.dimension === "ratio") return comparePercent(output, gold);
  const same = compareExpressions(output.expression, gold.expression);
  if (same.equal || unit.dimension !== "angle") return same;
  const radians = compareExpressions(inRadians(output), inRadians(gold));
  if (radians.equal) return radians;
  // 63.435° is a rounding of arctan 2.
  return compareExpressions(inDegrees(output), inDegrees(gold));
}

/** Degrees against radians as numbers; pounds in money may be the word or the sign. Everything else differs. */
function compareOtherUnits(output: Value, gold: Value): Comparison {
  const dimensions = [output.unit!.dimension, gold.unit!.dimension];
  if (dimensions.includes("angle") && dimensions.includes("radian"))
    return compareExpressions(inRadians(output), inRadians(gold));
  // `5 pounds` reads as a weight: 16 ounces each.
  if (dimensions.includes("sterling") && dimensions.includes("weight")) {
    const weight = output.unit!.dimension === "weight" ? output.unit! : gold.unit!;
    if (weight.factor.equals(Rational.of(16))) return compareExpressions(output.expression, gold.expression);
  }
  return different("units_differ");
}

function comparePercent(output: Value, gold: Value): Comparison {
  const asNumber = (value: Value): Expression =>
    value.unit === null ? value.expression : scaled(value.expression, Rational.of(1, 100));
  const number = compareExpressions(asNumber(output), asNumber(gold));
  if (number.equal) return number;
  const bare = output.unit === null ? output : gold;
  const mayBePercent = gold.unit !== null || isAboveOne(bare.expression);
  return mayBePercent ? compareExpressions(output.expression, gold.expression) : number;
}

function isAboveOne(x: Expression): boolean {
  const decimal = x.kind === "number" ? x.value : (decimalOf(x)?.value ?? null);
  if (decimal !== null) return decimal.absolute().compare(Rational.one) > 0;
  return x.kind === "quotient" && x.numerator.kind === "number" && x.denominator.kind === "number"
    ? x.numerator.value.absolute().compare(x.denominator.value.absolute()) > 0
    : false;
}

function inRadians({expression, unit}: Value): Expression {
  return unit?.dimension === "angle" ? product(expression, constant("degree")) : expression;
}

function inDegrees({expression, unit}: Value): Expression {
  return unit?.dimension === "angle" ? expression : quotient(expression, constant("degree"));
}

function scaled(x: Expression, factor: Rational): Expression {
  if (factor.equals(Rational.one)) return x;
  if (x.kind === "number") return number(x.value.times(factor));
  return factor.isInteger()
    ? product(number(factor), x)
    : quotient(product(number(factor.numerator), x), number(factor.denominator));
}

/** Compares two expressions; a correctly rounded decimal stands for a value that has no finite decimal (see `isRoundingOf`). */
export function compareExpressions(answer: Expression, gold: Expression): Comparison {
  const output = withSameConstant(answer, gold);
  if (output.kind === "number" && gold.kind === "number" && output.value.equals(gold.value))
    return equal("exact_number");
  const {equal: same, method} = equalExpressions(output, gold);
  if (same && isUnevaluated(output, gold)) return different("unevaluated");
  if (same)
    return equal(
      method === "exact" ? "exact_algebra" : method === "numeric" ? "numeric_at_points" : "same_structure"
    );
  if (differByConstant(output, gold)) return equal("up_to_a_constant");
  for (const renamed of withOtherConstants(output, gold))
    if (equalExpressions(renamed, gold).equal) return equal("other_constants");
  const [outputDecimal, goldDecimal] = [decimalOf(output), decimalOf(gold)];
  if (outputDecimal !== null && goldDecimal === null && isRoundingOf(outputDecimal, gold))
    return equal("rounded_decimal");
  if (goldDecimal !== null && outputDecimal === null && isRoundingOf(goldDecimal, output))
    return equal("rounded_gold");
  if (
    outputDecimal !== null &&
    goldDecimal !== null &&
    isScientific(gold) &&
    refines(outputDecimal, goldDecimal)
  )
    return equal("measured_gold");
  return different(
    method === "undecided" ? "undecided" : method === "exact" ? "exact_algebra" : "numeric_at_points"
  );
}

/** Functions whose values closed forms are written with: \sqrt{2}, 5!, binomials. */
const closedForms: ReadonlySet<string> = new Set(["root", "factorial", "doubleFactorial", "binomial"]);

/** Functions that ask for a computation. */
const tasks: ReadonlySet<string> = new Set(["gcd", "lcm", "max", "min"]);

/**
 * Several functions of plain numbers (\sin^3 18^\circ + \sin^2 18^\circ) for a gold that needs none are the question restated. One
 * function is a closed form: \ln e^3, |3 + 4i|; but a \gcd or \max is never one, nor what still has a variable where the gold has none.
 */
function isUnevaluated(output: Expression, gold: Expression): boolean {
  if (callsOf(gold) > 0 || some(gold, isExponential)) return false;
  if (symbolsOf(output).length > 0) return symbolsOf(gold).length === 0;
  return callsOf(output) > 1 || some(output, (part) => part.kind === "call" && tasks.has(part.name));
}

/** e^{i\pi/3} may be written with a cosine and a sine. */
function isExponential(x: Expression): boolean {
  return x.kind === "power" && x.base.kind === "constant" && x.base.name === "e";
}

function callsOf(x: Expression): number {
  const own = x.kind === "call" && !closedForms.has(x.name) ? 1 : 0;
  return children(x).reduce((count, part) => count + callsOf(part), own);
}

/** 1.39e9 and 6.02 × 10^23 are measured; a literal with an exponent has fewer decimals than its digits need. */
function isScientific(x: Expression): boolean {
  if (x.kind === "product")
    return (
      decimalOf(x) !== null &&
      !x.factors[0]!.kind.startsWith("product") &&
      x.factors.some((factor) => factor.kind === "power" || isScientific(factor))
    );
  return x.kind === "number" && x.scientific === true;
}
