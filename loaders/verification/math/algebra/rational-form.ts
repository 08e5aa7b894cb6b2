import {Budget, BudgetExceeded} from "./budget.js";
import {integerSquareRoot} from "./big-float.js";
import type {Expression, FunctionName} from "./expression.js";
import * as polynomial from "./polynomial.js";
import type {Atom, Polynomial} from "./polynomial.js";
import {Rational, gcd} from "./rational.js";

/** A quotient of polynomials. Equal values may have different forms: compare by `formsEqual`. */
export interface RationalForm {
  readonly numerator: Polynomial;
  readonly denominator: Polynomial;
}

/** Largest n whose factorial is multiplied out exactly. */
const MAX_FACTORIAL = 1_000;

/** Powers of sums are expanded up to this exponent. */
const MAX_EXPANSION = 60;

/** Radicands are factored by trial division up to here; what is left is one atom. */
const TRIAL_LIMIT = 2_000n;

const one = polynomial.constantPolynomial(Rational.one);
const imaginary: Atom = {key: "i", kind: "i"};

/**
 * The exact form of an expression: polynomials over its symbols, roots of primes, pi, e and i; every other part (sin 1, 2^n,
 * a root of a sum) is an opaque atom named after its own form. Throws RangeError for a division by zero, BudgetExceeded where
 * expansion costs too much.
 */
export function rationalForm(x: Expression, budget: Budget): RationalForm {
  budget.spend(1);
  switch (x.kind) {
    case "number":
      return constantForm(x.value);
    case "symbol":
      return atomForm({key: x.name, kind: "symbol"});
    case "constant":
      return constants(x.name);
    case "sum":
      return sumOf(
        x.terms.map((part) => rationalForm(part, budget)),
        budget
      );
    case "product":
      return x.factors.map((part) => rationalForm(part, budget)).reduce((a, b) => multiply(a, b, budget));
    case "quotient":
      return multiply(
        rationalForm(x.numerator, budget),
        invert(rationalForm(x.denominator, budget), budget),
        budget
      );
    case "power":
      return raise(rationalForm(x.base, budget), rationalForm(x.exponent, budget), budget);
    case "call":
      return applied(
        x.name,
        x.arguments.map((argument) => rationalForm(argument, budget)),
        budget
      );
  }
}

/** Whether two forms are the same element of the field: their cross products agree. */
export function formsEqual(a: RationalForm, b: RationalForm, budget: Budget): boolean {
  const left = polynomial.multiply(a.numerator, b.denominator, budget);
  const right = polynomial.multiply(b.numerator, a.denominator, budget);
  return polynomial.add(left, polynomial.scale(right, Rational.of(-1)), budget).size === 0;
}

/**
 * The sign of the constant k for which the numerators of a and b are in the proportion k; 0 where they are in none and that is
 * certain; null where opaque atoms leave it open. Negative powers are cleared first: y = 2/x and xy = 2 are the same equation.
 */
export function proportion(a: RationalForm, b: RationalForm, budget: Budget): number | null {
  const [left, right] = [a, b].map((form) => polynomial.clearNegativePowers(form.numerator, budget)) as [
    Polynomial,
    Polynomial
  ];
  const [key, first] = [...left][0] ?? [];
  if (key === undefined || first === undefined) return right.size === 0 ? 1 : 0;
  const matching = right.get(key);
  if (matching !== undefined) {
    const ratio = first.coefficient.over(matching.coefficient);
    const rest = polynomial.add(left, polynomial.scale(right, ratio.negated()), budget);
    if (rest.size === 0) return ratio.sign();
  }
  const scalars = [left, right].some((p) => polynomial.atomsOf(p).some((atom) => atom.kind !== "symbol"));
  return scalars || !isDecisive(a, b) ? null : 0;
}

/** The value of a form that is a rational number; null for any other. */
export function rationalValue(form: RationalForm): Rational | null {
  const top = polynomial.constantValue(form.numerator);
  const bottom = polynomial.constantValue(form.denominator);
  return top === null || bottom === null ? null : top.over(bottom);
}

/** Whether the atoms of these forms are independent, so that forms that differ have different values. */
export function isDecisive(...forms: RationalForm[]): boolean {
  const atoms = forms.flatMap((form) => [
    ...polynomial.atomsOf(form.numerator),
    ...polynomial.atomsOf(form.denominator)
  ]);
  const kinds = new Set(atoms.map((atom) => atom.kind));
  if (kinds.has("opaque") || (kinds.has("pi") && kinds.has("e"))) return false;
  return atoms.every(
    (atom) => atom.kind !== "root" || (atom.index === 2 && atom.prime! < TRIAL_LIMIT * TRIAL_LIMIT)
  );
}

function constantForm(value: Rational): RationalForm {
  return {numerator: polynomial.constantPolynomial(value), denominator: one};
}

function atomForm(atom: Atom, exponent = 1): RationalForm {
  return {numerator: polynomial.term(Rational.one, [atom, exponent]), denominator: one};
}

function opaque(key: string): RationalForm {
  return atomForm({key, kind: "opaque"});
}

function formKey(form: RationalForm): string {
  const top = polynomial.polynomialKey(form.numerator);
  return form.denominator === one ? top : `(${top})/(${polynomial.polynomialKey(form.denominator)})`;
}

function constants(name: Extract<Expression, {kind: "constant"}>["name"]): RationalForm {
  switch (name) {
    case "i":
      return atomForm(imaginary);
    case "pi":
      return atomForm({key: "pi", kind: "pi"});
    case "e":
      return atomForm({key: "e", kind: "e"});
    case "percent":
      return constantForm(Rational.of(1, 100));
    case "degree":
      return {
        numerator: polynomial.term(Rational.of(1, 180), [{key: "pi", kind: "pi"}, 1]),
        denominator: one
      };
    case "infinity":
      return opaque("infinity");
  }
}

function add(a: RationalForm, b: RationalForm, budget: Budget): RationalForm {
  if (a.denominator === b.denominator) {
    return {numerator: polynomial.add(a.numerator, b.numerator, budget), denominator: a.denominator};
  }
  const left = polynomial.multiply(a.numerator, b.denominator, budget);
  const right = polynomial.multiply(b.numerator, a.denominator, budget);
  return {
    numerator: polynomial.add(left, right, budget),
    denominator: polynomial.multiply(a.denominator, b.denominator, budget)
  };
}

function sumOf(forms: readonly RationalForm[], budget: Budget): RationalForm {
  if (forms.some((form) => form.denominator !== one)) return forms.reduce((a, b) => add(a, b, budget));
  return {
    numerator: polynomial.addAll(
      forms.map((form) => form.numerator),
      budget
    ),
    denominator: one
  };
}

function multiply(a: RationalForm, b: RationalForm, budget: Budget): RationalForm {
  const numerator = polynomial.multiply(a.numerator, b.numerator, budget);
  if (a.denominator === one) return {numerator, denominator: b.denominator};
  if (b.denominator === one) return {numerator, denominator: a.denominator};
  return {numerator, denominator: polynomial.multiply(a.denominator, b.denominator, budget)};
}

/** 1/x; a one-term numerator moves up with negative exponents, so that denominators stay sums. */
function invert({numerator, denominator}: RationalForm, budget: Budget): RationalForm {
  if (numerator.size === 0) throw new RangeError("division by zero");
  const only = polynomial.onlyTerm(numerator);
  if (only === null) return {numerator: denominator, denominator: numerator};
  return {
    numerator: polynomial.multiply(denominator, polynomial.termPower(only, -1, budget), budget),
    denominator: one
  };
}

function raise(base: RationalForm, exponent: RationalForm, budget: Budget): RationalForm {
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
    only !== null &&
    only.monomial.length === 1 &&
    only.monomial[0]![1] === 1 &&
    only.coefficient.equals(Rational.one);
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

function applied(name: FunctionName, values: RationalForm[], budget: Budget): RationalForm {
  if (name === "root") return root(values[0]!, values[1]!, budget);
  const rationals = values.map(rationalValue);
  const exact = rationals.every((value) => value !== null) ? exactCall(name, rationals, budget) : null;
  return exact === null ? opaque(`${name}(${values.map(formKey).join(", ")})`) : constantForm(exact);
}

/** The real root where the index is odd, else the principal one. */
function root(radicand: RationalForm, index: RationalForm, budget: Budget): RationalForm {
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

/** The value of a function of rationals, where it is rational and cheap; null elsewhere. */
function exactCall(name: FunctionName, values: Rational[], budget: Budget): Rational | null {
  const [first, second] = values as [Rational, Rational?];
  if (name === "abs") return first.absolute();
  if (name === "floor") return floor(first);
  if (name === "ceil") return floor(first.negated()).negated();
  if (name === "max") return values.reduce((a, b) => (a.compare(b) >= 0 ? a : b));
  if (name === "min") return values.reduce((a, b) => (a.compare(b) <= 0 ? a : b));
  if (!values.every((value) => value.isInteger())) return null;
  if (name === "factorial") return descending(first, 1, budget);
  if (name === "doubleFactorial") return descending(first, 2, budget);
  if (name === "binomial") return binomial(first, second!, budget);
  if (name === "gcd") return values.reduce((a, b) => Rational.of(gcd(a.numerator, b.numerator)));
  return null;
}

function floor(x: Rational): Rational {
  const quotient = x.numerator / x.denominator;
  return Rational.of(x.sign() < 0 && !x.isInteger() ? quotient - 1n : quotient);
}

/** n (n - step) (n - 2 step) …; null for a negative or a large n. */
function descending(n: Rational, step: number, budget: Budget): Rational | null {
  const start = n.toSafeInteger();
  if (start === null || start < 0 || start > MAX_FACTORIAL) return null;
  budget.spend(start);
  let result = 1n;
  for (let k = start; k > 1; k -= step) result *= BigInt(k);
  return Rational.of(result);
}

function binomial(top: Rational, bottom: Rational, budget: Budget): Rational | null {
  const n = top.toSafeInteger();
  const k = bottom.toSafeInteger();
  if (n === null || k === null || n < 0 || n > MAX_FACTORIAL) return null;
  if (k < 0 || k > n) return Rational.zero;
  const steps = Math.min(k, n - k);
  budget.spend(steps);
  let result = 1n;
  for (let j = 0; j < steps; j++) result = (result * BigInt(n - j)) / BigInt(j + 1);
  return Rational.of(result);
}
