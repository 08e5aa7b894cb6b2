import {integerSquareRoot} from "./numbers/big-float.js";
import {BudgetExceeded, type Budget} from "./budget.js";
import {
  atomForm,
  constantForm,
  formKey,
  invert,
  multiply,
  one,
  opaque,
  rationalValue,
  type RationalForm
} from "./form.js";
import * as polynomial from "./polynomial.js";
import type {Atom, Polynomial} from "./polynomial.js";
import {Rational, gcd} from "./numbers/rational.js";

/** Powers of sums are expanded up to this exponent. */
const MAX_EXPANSION = 60;

/** Radicands are factored by trial division up to here; what is left is one atom. */
export const TRIAL_LIMIT = 2_000n;

export const imaginary: Atom = {key: "i", kind: "i"};

/** base^exponent. Throws RangeError for 0 to a negative power, BudgetExceeded where expansion costs too much. */
export function raise(base: RationalForm, exponent: RationalForm, budget: Budget): RationalForm {
  const value = rationalValue(exponent);
  if (value === null) return symbolicPower(base, exponent, budget);
  const whole = value.toSafeInteger();
  if (whole !== null) return integerPower(base, whole, budget);
  return value.isInteger() ? hugePower(base, value, exponent) : fractionalPower(base, value, budget);
}

function integerPower(base: RationalForm, exponent: number, budget: Budget): RationalForm {
  if (exponent < 0) return integerPower(invert(base, budget), -exponent, budget);
  if (exponent === 0) return constantForm(Rational.one);
  const only = base.denominator === one ? polynomial.onlyTerm(base.numerator) : null;
  if (only !== null) {
    try {
      return {numerator: polynomial.termPower(only, exponent, budget), denominator: one};
    } catch (error) {
      if (!(error instanceof BudgetExceeded)) throw error;
      return hugePower(base, Rational.of(exponent), constantForm(Rational.of(exponent)));
    }
  }
  if (base.numerator.size === 0) return base;
  if (exponent > MAX_EXPANSION) throw new BudgetExceeded("power of a sum too large to expand");
  return {
    numerator: polynomial.power(base.numerator, exponent, budget),
    denominator: base.denominator === one ? one : polynomial.power(base.denominator, exponent, budget)
  };
}

/** A power too large to write out: one opaque atom for each prime of a whole base, so that 4^(10^9) is 2^(2*10^9). */
function hugePower(base: RationalForm, exponent: Rational, exponentForm: RationalForm): RationalForm {
  const value = rationalValue(base);
  if (value?.isInteger() !== true || value.sign() <= 0)
    return opaque(`(${formKey(base)})^(${formKey(exponentForm)})`);
  const factors = primeFactors(value.numerator).map(([prime, k]): [Atom, number] => {
    const total = exponent.times(Rational.of(k)).toString();
    return [{key: `${prime.toString()}^(${total})`, kind: "opaque"}, 1];
  });
  factors.sort(([a], [b]) => (a.key < b.key ? -1 : 1));
  return {numerator: polynomial.term(Rational.one, ...factors), denominator: one};
}

/** Prime factors up to TRIAL_LIMIT with their powers; a rest above it counts as one factor, its square root where it is a square. */
function primeFactors(n: bigint): [prime: bigint, power: number][] {
  const factors: [bigint, number][] = [];
  let rest = n;
  for (let p = 2n; p < TRIAL_LIMIT && p * p <= rest; p += p === 2n ? 1n : 2n) {
    let k = 0;
    for (; rest % p === 0n; k++) rest /= p;
    if (k > 0) factors.push([p, k]);
  }
  if (rest === 1n) return factors;
  const root = integerSquareRoot(rest);
  factors.push(root * root === rest ? [root, 2] : [rest, 1]);
  return factors;
}

/** base^(p/q) for a reduced fraction: roots of primes for the coefficient of a single term, an opaque atom for the rest. */
function fractionalPower(base: RationalForm, exponent: Rational, budget: Budget): RationalForm {
  if (base.numerator.size === 0) {
    if (exponent.sign() < 0) throw new RangeError("division by zero");
    return base;
  }
  const only = base.denominator === one ? polynomial.onlyTerm(base.numerator) : null;
  const index = Rational.of(exponent.denominator).toSafeInteger();
  const times = Rational.of(exponent.numerator).toSafeInteger();
  if (only === null || index === null || times === null || index > 100)
    return opaque(`(${formKey(base)})^(${exponent.toString()})`);
  const {coefficient, monomial} = only;
  const negative = coefficient.sign() < 0;
  if (negative && (index !== 2 || monomial.length > 0))
    return opaque(`(${formKey(base)})^(${exponent.toString()})`);
  let root = rationalRoot(coefficient.absolute(), index, budget);
  if (negative) root = polynomial.multiply(root, polynomial.term(Rational.one, [imaginary, 1]), budget);
  const radicand =
    monomial.length === 0
      ? null
      : `(${polynomial.polynomialKey(polynomial.term(Rational.one, ...monomial))})^(1/${index})`;
  const rest: Polynomial = radicand === null ? one : opaque(radicand).numerator;
  return integerPower({numerator: polynomial.multiply(root, rest, budget), denominator: one}, times, budget);
}

/** A positive rational to the power 1/index, as a product of roots of primes. */
function rationalRoot(value: Rational, index: number, budget: Budget): Polynomial {
  budget.spend(200);
  const factorRoot = (n: bigint, sign: number): Polynomial =>
    primeFactors(n)
      .map(([prime, k]) => primeRoot(prime, sign * k, index, budget))
      .reduce((a, b) => polynomial.multiply(a, b, budget), one);
  return polynomial.multiply(factorRoot(value.numerator, 1), factorRoot(value.denominator, -1), budget);
}

/** prime^(k/index), the fraction reduced: 4^(1/4) is the square root of 2. */
function primeRoot(prime: bigint, k: number, index: number, budget: Budget): Polynomial {
  const shared = Number(gcd(BigInt(k), BigInt(index)));
  const reducedIndex = index / shared;
  if (reducedIndex === 1) return polynomial.constantPolynomial(Rational.of(prime).power(k / shared));
  const atom: Atom = {
    key: `${prime.toString()}^(1/${reducedIndex})`,
    kind: "root",
    prime,
    index: reducedIndex
  };
  return polynomial.multiply(polynomial.term(Rational.one, [atom, k / shared]), one, budget);
}

/** base^(sum of terms): the product of base^term, so that 2^(n+1) is 2 * 2^n; only for bases on which that holds. */
function symbolicPower(base: RationalForm, exponent: RationalForm, budget: Budget): RationalForm {
  const whole = rationalValue(base);
  const only = base.denominator === one ? polynomial.onlyTerm(base.numerator) : null;
  const simple =
    only?.monomial.length === 1 && only.monomial[0]![1] === 1 && only.coefficient.equals(Rational.one);
  if (exponent.denominator !== one || !(simple || (whole !== null && whole.sign() > 0))) {
    return opaque(`(${formKey(base)})^(${formKey(exponent)})`);
  }
  if (whole === null) return powerOfTerms(only!.monomial[0]![0].key, base, exponent, budget);
  const parts = [
    primeFactors(whole.numerator),
    primeFactors(whole.denominator).map(([p, k]): [bigint, number] => [p, -k])
  ].flat();
  return parts
    .map(([prime, k]) =>
      integerPower(
        powerOfTerms(prime.toString(), constantForm(Rational.of(prime)), exponent, budget),
        k,
        budget
      )
    )
    .reduce((a, b) => multiply(a, b, budget), constantForm(Rational.one));
}

function powerOfTerms(
  name: string,
  base: RationalForm,
  exponent: RationalForm,
  budget: Budget
): RationalForm {
  let result = constantForm(Rational.one);
  for (const {monomial, coefficient} of exponent.numerator.values()) {
    const times = Rational.of(coefficient.numerator).toSafeInteger();
    if (times === null) throw new BudgetExceeded("exponent too large");
    const unit = polynomial.term(Rational.of(1n, coefficient.denominator), ...monomial);
    const factor =
      monomial.length === 0
        ? raise(base, constantForm(coefficient), budget)
        : atomForm({key: `(${name})^(${polynomial.polynomialKey(unit)})`, kind: "opaque"}, times);
    result = multiply(result, factor, budget);
  }
  return result;
}

/** The real root where the index is odd, else the principal one. */
export function rootOf(radicand: RationalForm, index: RationalForm, budget: Budget): RationalForm {
  const n = rationalValue(index)?.toSafeInteger() ?? null;
  if (n === null || n < 1) return opaque(`root(${formKey(radicand)}, ${formKey(index)})`);
  const value = rationalValue(radicand);
  if (n === 1) return radicand;
  if (value !== null && value.sign() < 0 && n % 2 === 1) {
    return multiply(
      constantForm(Rational.of(-1)),
      fractionalPower(constantForm(value.negated()), Rational.of(1, n), budget),
      budget
    );
  }
  return fractionalPower(radicand, Rational.of(1, n), budget);
}
