import * as complex from "../../algebra/numbers/big-complex.js";
import {isReal, type BigComplex} from "../../algebra/numbers/big-complex.js";
import * as real from "../../algebra/numbers/big-float.js";
import {UndefinedValue} from "../../algebra/numbers/big-float.js";
import {
  arcCosine,
  arcSine,
  elementaryFunctions,
  halfPi,
  inverse
} from "../../algebra/numbers/complex-functions.js";
import {pi} from "../../algebra/numbers/elementary.js";
import {integer, sum} from "./build-expression.js";
import type {Effort} from "./effort.js";
import {MAX_STEPS} from "./exact-value.js";
import {substitute, symbolsOf, type Expression, type KnownFunction} from "./expression.js";
import {exponentialFactors, floorOf, formalValue, isFormal} from "./formal-functions.js";
import {undefinedFunction} from "./undefined-function.js";

const two = complex.fromReal(real.bigFloat(2n));

/** Units of work of a function, and of anything else. */
const FUNCTION_UNITS = 200;
const STEP_UNITS = 4;

type Point = ReadonlyMap<string, BigComplex>;

/**
 * The value at a point of the complex plane, principal branches, to about 100 digits; logarithms and floors of symbols have
 * the properties that SymPy knows and no others. Throws UndefinedValue where there is no value (division by zero, infinity,
 * a symbol without one) and BudgetExceeded.
 */
export function complexValue(x: Expression, at: Point, effort: Effort): BigComplex {
  return valueOf(x, at, effort, true);
}

function valueOf(x: Expression, at: Point, effort: Effort, hasFormal: boolean): BigComplex {
  effort.spend(cost(x));
  const inner = (part: Expression): BigComplex => valueOf(part, at, effort, hasFormal);
  switch (x.kind) {
    case "number":
      return complex.fromRational(x.value);
    case "symbol": {
      const assigned = at.get(x.name);
      if (assigned === undefined) throw new UndefinedValue(`no value for ${x.name}`);
      return assigned;
    }
    case "constant":
      return constants[x.name];
    case "infinity":
      throw new UndefinedValue("infinity has no value");
    case "sum":
      return x.terms.map(inner).reduce(complex.add);
    case "product":
      return x.factors.map(inner).reduce(complex.multiply, complex.one);
    case "power":
      return powerValue(inner(x.base), x.exponent, inner);
    case "call":
      if (hasFormal && isFormal(x)) return formalValue(x, inner, atZero(effort));
      if (hasFormal && x.name === "exp") return exponential(x.values[0]!, inner);
      return functions[x.name](x.values.map(inner), effort);
    case "application":
      return undefinedFunction(x.name, x.values.map(inner));
    case "derivative":
      return derivativeValue(x, at, effort);
    case "iteration":
      return iterationValue(x, at, effort);
  }
}

/** Values with 0 for every symbol. */
function atZero(effort: Effort): (x: Expression) => BigComplex {
  const zero = complex.fromReal(real.zero);
  return (x) => valueOf(x, new Map([...symbolsOf(x)].map((name) => [name, zero])), effort, true);
}

function exponential(x: Expression, inner: (x: Expression) => BigComplex): BigComplex {
  const {powers, exponents} = exponentialFactors(x);
  const rest = exponents.length === 0 ? complex.one : complex.exp(inner(sum(...exponents)));
  return powers.map(inner).reduce(complex.multiply, rest);
}

function cost(x: Expression): number {
  if (x.kind === "call") return FUNCTION_UNITS;
  if (x.kind !== "power") return STEP_UNITS;
  return x.exponent.kind === "number" && x.exponent.value.isInteger() ? 3 * STEP_UNITS : FUNCTION_UNITS;
}

const constants: Record<"pi" | "e" | "i", BigComplex> = {
  pi: complex.fromReal(pi),
  e: complex.exp(complex.one),
  i: complex.imaginaryUnit
};

function powerValue(
  base: BigComplex,
  exponent: Expression,
  inner: (x: Expression) => BigComplex
): BigComplex {
  const isHalf =
    exponent.kind === "number" && exponent.value.denominator === 2n && exponent.value.numerator === 1n;
  return isHalf ? complex.squareRoot(base) : complex.power(base, inner(exponent));
}

/** (i/2) (ln(1 - iz) - ln(1 + iz)). */
function arcTangent(z: BigComplex): BigComplex {
  const iz = complex.multiply(complex.imaginaryUnit, z);
  const logs = complex.subtract(
    complex.log(complex.subtract(complex.one, iz)),
    complex.log(complex.add(complex.one, iz))
  );
  return complex.divide(complex.multiply(complex.imaginaryUnit, logs), two);
}

/** ln(z + sqrt(z + 1) sqrt(z - 1)). */
function arcHyperbolicCosine(z: BigComplex): BigComplex {
  const roots = complex.multiply(
    complex.squareRoot(complex.add(z, complex.one)),
    complex.squareRoot(complex.subtract(z, complex.one))
  );
  return complex.log(complex.add(z, roots));
}

/** The whole number that z is. Throws UndefinedValue for any other and for large ones. */
function wholeNumber(z: BigComplex): number {
  if (!isReal(z) || z.re.mantissa < 0n || real.magnitude(z.re) > 13)
    throw new UndefinedValue("not a whole number");
  const floor = floorOf(z);
  const rounded = real.round(floor.re);
  if (!complex.isZero(complex.subtract(z, floor)) || rounded > BigInt(MAX_STEPS)) {
    throw new UndefinedValue("not a whole number");
  }
  return Number(rounded);
}

/** x (x-1) … (x-count+1). */
function fallingProduct(x: BigComplex, count: number, effort: Effort): BigComplex {
  effort.spend(count * STEP_UNITS);
  let result = complex.one;
  for (let j = 0; j < count; j++) {
    result = complex.multiply(result, complex.subtract(x, complex.fromReal(real.bigFloat(BigInt(j)))));
  }
  return result;
}

const functions: Record<KnownFunction, (values: BigComplex[], effort: Effort) => BigComplex> = {
  ...elementaryFunctions,
  asin: ([z]) => arcSine(z!),
  acos: ([z]) => arcCosine(z!),
  atan: ([z]) => arcTangent(z!),
  acot: ([z]) => (complex.isZero(z!) ? halfPi : arcTangent(inverse(z!))),
  asec: ([z]) => arcCosine(inverse(z!)),
  acsc: ([z]) => arcSine(inverse(z!)),
  asinh: ([z]) =>
    complex.log(complex.add(z!, complex.squareRoot(complex.add(complex.multiply(z!, z!), complex.one)))),
  acosh: ([z]) => arcHyperbolicCosine(z!),
  atanh: ([z]) => {
    const logs = complex.subtract(
      complex.log(complex.add(complex.one, z!)),
      complex.log(complex.subtract(complex.one, z!))
    );
    return complex.divide(logs, two);
  },
  exp: ([z]) => complex.exp(z!),
  log: ([z, base]) => complex.divide(complex.log(z!), complex.log(base!)),
  factorial: ([z], effort) => fallingProduct(z!, wholeNumber(z!), effort),
  binomial: ([n, k], effort) => {
    const count = wholeNumber(k!);
    return complex.divide(fallingProduct(n!, count, effort), fallingProduct(k!, count, effort));
  },
  floor: ([z]) => floorOf(z!),
  ceiling: ([z]) => complex.negate(floorOf(complex.negate(z!)))
};

/** Half the step of a central difference: its error, of the order of the step squared, is below 2^-190. */
const HALF_STEP: BigComplex = complex.fromReal(real.bigFloat(1n, -100));

function derivativeValue(x: Expression & {kind: "derivative"}, at: Point, effort: Effort): BigComplex {
  const here = at.get(x.variable);
  if (here === undefined || !symbolsOf(x.body).has(x.variable)) return complex.fromReal(real.zero);
  const [after, before] = [HALF_STEP, complex.negate(HALF_STEP)].map((step) =>
    valueOf(x.body, new Map(at).set(x.variable, complex.add(here, step)), effort, false)
  );
  return complex.divide(complex.subtract(after!, before!), complex.multiply(two, HALF_STEP));
}

function iterationValue(x: Expression & {kind: "iteration"}, at: Point, effort: Effort): BigComplex {
  const from = wholeNumber(complexValue(x.from, at, effort));
  const to = wholeNumber(complexValue(x.to, at, effort));
  if (to - from >= MAX_STEPS || to < from - 1) throw new UndefinedValue("too many steps");
  let result = x.operator === "sum" ? complex.fromReal(real.zero) : complex.one;
  for (let k = from; k <= to; k++) {
    const term = complexValue(substitute(x.body, x.index, integer(k)), at, effort);
    result = x.operator === "sum" ? complex.add(result, term) : complex.multiply(result, term);
  }
  return result;
}
