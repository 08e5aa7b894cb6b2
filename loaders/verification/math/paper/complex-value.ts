import * as complex from "../algebra/big-complex.js";
import {isReal, type BigComplex} from "../algebra/big-complex.js";
import * as real from "../algebra/big-float.js";
import {UndefinedValue} from "../algebra/big-float.js";
import {pi} from "../algebra/elementary.js";
import type {Effort} from "./effort.js";
import {MAX_STEPS} from "./exact-value.js";
import {symbolsOf, type Expression, type KnownFunction} from "./expression.js";
import {functionCoefficients} from "./undefined-function.js";
import {arcCosine, arcSine, elementaryFunctions, halfPi, inverse} from "../algebra/complex-functions.js";

const two = complex.fromReal(real.bigFloat(2n));

/** Units of work of a function, and of anything else. */
const FUNCTION_UNITS = 200;
const STEP_UNITS = 4;

/** Integers past this many bits have no certain floor at BigFloat's precision. */
const FLOOR_BITS = 300;

type Point = ReadonlyMap<string, BigComplex>;

/**
 * The value at a point of the complex plane, principal branches, to about 100 digits. Throws UndefinedValue where there is
 * none (division by zero, infinity, a symbol without a value) and BudgetExceeded.
 */
export function complexValue(x: Expression, at: Point, effort: Effort): BigComplex {
  effort.spend(cost(x));
  const inner = (part: Expression): BigComplex => complexValue(part, at, effort);
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
      return x.factors.map(inner).reduce(complex.multiply);
    case "power":
      return powerValue(inner(x.base), x.exponent, inner);
    case "call":
      return functions[x.name](x.values.map(inner), effort);
    case "application":
      return applicationValue(x.name, x.values.map(inner));
    case "derivative":
      return derivativeValue(x, at, effort);
    case "iteration":
      return iterationValue(x, at, effort);
  }
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

function floor(z: BigComplex): BigComplex {
  if (!isReal(z) || real.magnitude(z.re) > FLOOR_BITS) throw new UndefinedValue("no floor");
  const rounded = real.round(z.re);
  const distance = real.subtract(z.re, real.bigFloat(rounded));
  return complex.fromReal(real.bigFloat(real.magnitude(distance) < -FLOOR_BITS ? rounded : real.floor(z.re)));
}

/** The whole number that z is. Throws UndefinedValue for any other and for large ones. */
function wholeNumber(z: BigComplex): number {
  if (!isReal(z) || z.re.mantissa < 0n || real.magnitude(z.re) > 13)
    throw new UndefinedValue("not a whole number");
  const rounded = real.round(z.re);
  const isWhole = real.magnitude(real.subtract(z.re, real.bigFloat(rounded))) < -FLOOR_BITS;
  if (!isWhole || rounded > BigInt(MAX_STEPS)) throw new UndefinedValue("not a whole number");
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
  floor: ([z]) => floor(z!),
  ceiling: ([z]) => complex.negate(floor(complex.negate(z!)))
};

function applicationValue(name: string, values: BigComplex[]): BigComplex {
  const constant = functionCoefficients(name, -1, values.length)[0];
  return values
    .map((x, i) => {
      const [a, b, c] = functionCoefficients(name, i, values.length).map(complex.fromRational);
      const inner = complex.add(complex.multiply(complex.add(complex.multiply(x, c!), b!), x), a!);
      return complex.multiply(inner, x);
    })
    .reduce(complex.add, complex.fromRational(constant));
}

/** Half the step of a central difference: its error, of the order of the step squared, is below 2^-190. */
const HALF_STEP: BigComplex = complex.fromReal(real.bigFloat(1n, -100));

function derivativeValue(x: Expression & {kind: "derivative"}, at: Point, effort: Effort): BigComplex {
  const here = at.get(x.variable);
  if (here === undefined || !symbolsOf(x.body).has(x.variable)) return complex.fromReal(real.zero);
  const [after, before] = [HALF_STEP, complex.negate(HALF_STEP)].map((step) =>
    complexValue(x.body, new Map(at).set(x.variable, complex.add(here, step)), effort)
  );
  return complex.divide(complex.subtract(after!, before!), complex.multiply(two, HALF_STEP));
}

function iterationValue(x: Expression & {kind: "iteration"}, at: Point, effort: Effort): BigComplex {
  const from = wholeNumber(complexValue(x.from, at, effort));
  const to = wholeNumber(complexValue(x.to, at, effort));
  if (to - from >= MAX_STEPS || to < from - 1) throw new UndefinedValue("too many steps");
  let result = x.operator === "sum" ? complex.fromReal(real.zero) : complex.one;
  for (let k = from; k <= to; k++) {
    const index = complex.fromReal(real.bigFloat(BigInt(k)));
    const term = complexValue(x.body, new Map(at).set(x.index, index), effort);
    result = x.operator === "sum" ? complex.add(result, term) : complex.multiply(result, term);
  }
  return result;
}
