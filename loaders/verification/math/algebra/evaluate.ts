import * as complex from "./numbers/big-complex.js";
import {isReal, type BigComplex} from "./numbers/big-complex.js";
import * as real from "./numbers/big-float.js";
import {UndefinedValue} from "./numbers/big-float.js";
import {pi} from "./numbers/elementary.js";
import type {ConstantName, Expression, FunctionName} from "./expression.js";
import {Rational, gcd} from "./numbers/rational.js";
import {Budget, BudgetExceeded} from "./budget.js";
import {
  arcCosine,
  arcSine,
  elementaryFunctions,
  halfPi,
  hyperbolic,
  inverse
} from "./numbers/complex-functions.js";

/** Values of the free symbols. */
export type Assignment = ReadonlyMap<string, Rational>;

const two = complex.fromReal(real.bigFloat(2n));
const euler = complex.exp(complex.one);

/** Largest n of n! and k of binomial(n, k) that is multiplied out. */
const MAX_FACTORIAL = 2_000n;

/** Work for one evaluation where the caller sets no limit of its own; a unit is about a microsecond. */
const USUAL_BUDGET = 20_000;

/** Two reals this close (in bits, relative to 1) count as the same integer for floor and ceil: floor(log_2 8) is 3. */
const INTEGER_NOISE = -300;

/**
 * The complex value of an expression at a point, to about 130 significant digits; principal branches, except that an odd
 * root of a negative real is the real root. Null where it is undefined, infinite, astronomically large, too much work, or a
 * symbol has no value.
 */
export function evaluate(
  x: Expression,
  assignment: Assignment = new Map(),
  budget = new Budget(USUAL_BUDGET)
): BigComplex | null {
  try {
    return value(x, assignment, budget);
  } catch (error) {
    if (error instanceof UndefinedValue || error instanceof BudgetExceeded) return null;
    throw error;
  }
}

/** The value as doubles; null where `evaluate` is null or the double would be infinite. */
export function evaluateNumber(
  x: Expression,
  assignment: Assignment = new Map()
): {re: number; im: number} | null {
  const exact = evaluate(x, assignment);
  if (exact === null) return null;
  const {re, im} = complex.toNumbers(exact);
  return Number.isFinite(re) && Number.isFinite(im) ? {re, im} : null;
}

function value(x: Expression, at: Assignment, budget: Budget): BigComplex {
  budget.spend(1);
  const part = (child: Expression): BigComplex => value(child, at, budget);
  switch (x.kind) {
    case "number":
      return complex.fromRational(x.value);
    case "symbol": {
      const assigned = at.get(x.name);
      if (assigned === undefined) throw new UndefinedValue(`no value for ${x.name}`);
      return complex.fromRational(assigned);
    }
    case "constant":
      return constantValue(x.name);
    case "sum":
      return x.terms.map(part).reduce(complex.add);
    case "product":
      return x.factors.map(part).reduce(complex.multiply);
    case "quotient":
      return complex.divide(part(x.numerator), part(x.denominator));
    case "power":
      budget.spend(20);
      return complex.power(part(x.base), part(x.exponent));
    case "call": {
      const values = x.arguments.map(part);
      budget.spend(workOf(x.name, values));
      return functions[x.name](values);
    }
  }
}

/** Elementary functions cost about 40 units; factorials and binomials one or more for each factor. */
function workOf(name: FunctionName, values: readonly BigComplex[]): number {
  if (name !== "factorial" && name !== "doubleFactorial" && name !== "binomial") return 40;
  return Math.min(12 * Math.abs(real.toNumber(values.at(-1)!.re)), 12 * Number(MAX_FACTORIAL));
}

function constantValue(name: ConstantName): BigComplex {
  if (name === "pi") return complex.fromReal(pi);
  if (name === "e") return euler;
  if (name === "i") return complex.imaginaryUnit;
  if (name === "percent") return complex.fromRational(Rational.of(1, 100));
  if (name === "degree") return complex.fromReal(real.divide(pi, real.bigFloat(180n)));
  throw new UndefinedValue("infinity has no value");
}

/** arctan z = (i/2) ln((1 - iz) / (1 + iz)), the form whose real values lie in (-pi/2, pi/2). */
function arcTangent(z: BigComplex): BigComplex {
  const iz = complex.multiply(complex.imaginaryUnit, z);
  const ratio = complex.divide(complex.subtract(complex.one, iz), complex.add(complex.one, iz));
  return complex.divide(complex.multiply(complex.imaginaryUnit, complex.log(ratio)), two);
}

function realPart(z: BigComplex): real.BigFloat {
  if (!isReal(z)) throw new UndefinedValue("not a real number");
  return z.re;
}

/** The integer that z stands for. Throws UndefinedValue where z is not one. */
function integer(z: BigComplex): bigint {
  const x = realPart(z);
  const rounded = real.round(x);
  if (real.magnitude(real.subtract(x, real.bigFloat(rounded))) > INTEGER_NOISE)
    throw new UndefinedValue("not an integer");
  return rounded;
}

function floorOf(z: BigComplex): BigComplex {
  const x = realPart(z);
  const rounded = real.round(x);
  const near = real.magnitude(real.subtract(x, real.bigFloat(rounded))) <= INTEGER_NOISE;
  return complex.fromReal(real.bigFloat(near ? rounded : real.floor(x)));
}

function factorial(z: BigComplex, step: bigint): BigComplex {
  const n = integer(z);
  if (n < 0n || n > MAX_FACTORIAL) throw new UndefinedValue("factorial out of range");
  let result = real.bigFloat(1n);
  for (let k = n; k > 1n; k -= step) result = real.multiply(result, real.bigFloat(k));
  return complex.fromReal(result);
}

/** n (n-1) … (n-k+1) / k! for a non-negative integer k and any n. */
function binomial(top: BigComplex, bottom: BigComplex): BigComplex {
  const k = integer(bottom);
  if (k < 0n) return complex.fromReal(real.zero);
  if (k > MAX_FACTORIAL) throw new UndefinedValue("binomial out of range");
  let result = complex.one;
  for (let j = 0n; j < k; j++) {
    const factor = complex.subtract(top, complex.fromReal(real.bigFloat(j)));
    result = complex.divide(complex.multiply(result, factor), complex.fromReal(real.bigFloat(j + 1n)));
  }
  return result;
}

/** Real root of a real where there is one (odd index or a non-negative radicand), else the principal root. */
function root(radicand: BigComplex, index: BigComplex): BigComplex {
  const n = real.magnitude(index.re) <= 12 ? integer(index) : 0n;
  if (n === 2n) return complex.squareRoot(radicand);
  const exponent = inverse(index);
  if (n % 2n !== 0n && isReal(radicand) && radicand.re.mantissa < 0n) {
    return complex.negate(complex.power(complex.negate(radicand), exponent));
  }
  return complex.power(radicand, exponent);
}

function extreme(values: BigComplex[], sign: number): BigComplex {
  const reals = values.map(realPart);
  return complex.fromReal(reals.reduce((best, x) => (sign * real.compare(x, best) > 0 ? x : best)));
}

function wholes(values: BigComplex[], combine: (a: bigint, b: bigint) => bigint): BigComplex {
  return complex.fromReal(real.bigFloat(values.map(integer).reduce(combine)));
}

const functions: Record<FunctionName, (values: BigComplex[]) => BigComplex> = {
  ...elementaryFunctions,
  arcsin: ([z]) => arcSine(z!),
  arccos: ([z]) => arcCosine(z!),
  arctan: ([z]) => arcTangent(z!),
  arccot: ([z]) => complex.subtract(halfPi, arcTangent(z!)),
  arcsec: ([z]) => arcCosine(inverse(z!)),
  arccsc: ([z]) => arcSine(inverse(z!)),
  coth: ([z]) => inverse(complex.divide(...hyperbolic(z!))),
  sech: ([z]) => inverse(hyperbolic(z!)[1]),
  csch: ([z]) => inverse(hyperbolic(z!)[0]),
  ln: ([z]) => complex.log(z!),
  log: ([z, base]) => complex.divide(complex.log(z!), complex.log(base!)),
  root: ([z, index]) => root(z!, index!),
  floor: ([z]) => floorOf(z!),
  ceil: ([z]) => complex.negate(floorOf(complex.negate(z!))),
  factorial: ([z]) => factorial(z!, 1n),
  doubleFactorial: ([z]) => factorial(z!, 2n),
  binomial: ([n, k]) => binomial(n!, k!),
  gcd: (values) => wholes(values, gcd),
  lcm: (values) => wholes(values, (a, b) => (a === 0n || b === 0n ? 0n : (a * b) / gcd(a, b))),
  min: (values) => extreme(values, -1),
  max: (values) => extreme(values, 1),
  mod: ([a, b]) => {
    const modulus = integer(b!);
    if (modulus === 0n) throw new UndefinedValue("remainder modulo zero");
    return complex.fromReal(real.bigFloat(((integer(a!) % modulus) + modulus) % modulus));
  },
  re: ([z]) => complex.fromReal(z!.re),
  im: ([z]) => complex.fromReal(z!.im),
  arg: ([z]) => complex.fromReal(complex.log(z!).im)
};
