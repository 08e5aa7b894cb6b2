import * as complex from "../../algebra/numbers/big-complex.js";
import type {BigComplex} from "../../algebra/numbers/big-complex.js";
import * as real from "../../algebra/numbers/big-float.js";
import {UndefinedValue} from "../../algebra/numbers/big-float.js";
import {Rational} from "../../algebra/numbers/rational.js";
import {power, product} from "./build-expression.js";
import {symbolsOf, type Expression, type KnownFunction} from "./expression.js";
import {undefinedFunction} from "./undefined-function.js";

type Call = Expression & {kind: "call"};
type Evaluate = (x: Expression) => BigComplex;

/** Coefficients of the angle's square and cube in a logarithm that has no property but those that SymPy uses. */
const BEND = [Rational.of(3, 7), Rational.of(2, 11)].map(complex.fromRational);

/** Integers past this many bits have no certain floor at BigFloat's precision. */
const FLOOR_BITS = 300;

function isConstant(x: Expression): boolean {
  return symbolsOf(x).size === 0;
}

/**
 * Whether SymPy treats a call as a function of which little is known: logarithms, floors and ceilings of expressions with
 * symbols, which may be any complex number. `ln(1/x)` is not `-ln x` then, and a floor that equals another one at every
 * whole number is another function.
 */
export function isFormal({name, values}: Call): boolean {
  const known: KnownFunction[] = ["log", "floor", "ceiling"];
  return known.includes(name) && !values.every(isConstant);
}

/** A value that two formal calls share exactly where SymPy's rewriting makes them equal. `atZero` evaluates with every symbol 0. */
export function formalValue({name, values: [x, base]}: Call, value: Evaluate, atZero: Evaluate): BigComplex {
  if (name === "log") return complex.divide(logarithm(x!, value), logarithm(base!, value));
  return rounding(name, x!, value, atZero);
}

/** SymPy draws positive constants out of a logarithm, and exponents in (-1, 1]. */
function logarithm(x: Expression, value: Evaluate): BigComplex {
  if (isConstant(x)) return complex.log(value(x));
  if (x.kind === "power" && isDrawnOut(x.exponent)) {
    return complex.multiply(value(x.exponent), logarithm(x.base, value));
  }
  const [scales, rest] = splitConstants(x);
  const scale = value(scales);
  if (rest.length === 1 && rest[0] !== x && complex.isReal(scale) && scale.re.mantissa > 0n) {
    return complex.add(complex.log(scale), logarithm(rest[0]!, value));
  }
  return bent(complex.log(value(x)));
}

function isDrawnOut(exponent: Expression): boolean {
  if (exponent.kind !== "number") return false;
  const {numerator, denominator} = exponent.value;
  return numerator > -denominator && numerator <= denominator;
}

/** The constant part of a product, and its other factors. */
function splitConstants(x: Expression): [Expression, Expression[]] {
  const factors = x.kind === "product" ? x.factors : [x];
  return [product(...factors.filter(isConstant)), factors.filter((factor) => !isConstant(factor))];
}

/** ln|z| + i a, with other powers of the angle a: what holds for ln z by addition of angles no longer does. */
function bent(log: BigComplex): BigComplex {
  const angle = complex.fromReal(log.im);
  const [square, cube] = BEND;
  const bend = complex.multiply(
    complex.add(complex.multiply(cube!, angle), square!),
    complex.multiply(angle, angle)
  );
  return complex.add(log, bend);
}

/** SymPy draws whole terms out of a floor, and knows the floor of a floor. */
function rounding(name: string, x: Expression, value: Evaluate, atZero: Evaluate): BigComplex {
  if (x.kind === "call" && (x.name === "floor" || x.name === "ceiling")) return value(x);
  const shift = wholeTerm(x, atZero);
  return complex.add(undefinedFunction(name, [complex.subtract(value(x), shift)]), shift);
}

/** The term without symbols where it is whole, else 0. */
function wholeTerm(x: Expression, atZero: Evaluate): BigComplex {
  const none = complex.fromReal(real.zero);
  try {
    const term = atZero(x);
    return complex.isZero(complex.subtract(term, floorOf(term))) ? term : none;
  } catch (error) {
    if (error instanceof UndefinedValue) return none;
    throw error;
  }
}

/** The floor of a real number. Throws UndefinedValue for any other and for large ones. */
export function floorOf(z: BigComplex): BigComplex {
  if (!complex.isReal(z) || real.magnitude(z.re) > FLOOR_BITS) throw new UndefinedValue("no floor");
  const rounded = real.round(z.re);
  const distance = real.subtract(z.re, real.bigFloat(rounded));
  return complex.fromReal(real.bigFloat(real.magnitude(distance) < -FLOOR_BITS ? rounded : real.floor(z.re)));
}

/** Factors that e^x comes to: e^(c ln a) is a^c whatever a is, every other term stays an exponent. */
export function exponentialFactors(x: Expression): {powers: Expression[]; exponents: Expression[]} {
  const terms = x.kind === "sum" ? x.terms : [x];
  const found = terms.map((term) => asPower(term));
  return {
    powers: found.filter((factor) => factor !== null),
    exponents: terms.filter((_, i) => found[i] === null)
  };
}

/** a^(c / ln b) for the exponent c log_b a; null for any other. */
function asPower(term: Expression): Expression | null {
  const factors = term.kind === "product" ? term.factors : [term];
  const at = factors.findIndex(
    (factor) => factor.kind === "call" && factor.name === "log" && isFormal(factor)
  );
  const log = factors[at];
  if (log?.kind !== "call") return null;
  const e: Expression = {kind: "constant", name: "e"};
  const scale: Expression = {kind: "call", name: "log", values: [log.values[1]!, e]};
  const rest = factors.filter((_, i) => i !== at);
  return power(
    log.values[0]!,
    product(...rest, power(scale, {kind: "number", value: Rational.of(-1), isFloat: false}))
  );
}
