import type {Budget} from "./budget.js";
import {Rational} from "./numbers/rational.js";

/**
 * An indeterminate of a polynomial. Distinct atoms of the kinds `symbol`, `i`, `root` with index 2, and one of `pi` or `e`, are
 * algebraically independent but for the relations that `multiply` applies; `opaque` atoms (sin 1, 2^n, …) may depend on others.
 */
export interface Atom {
  readonly key: string;
  readonly kind: "symbol" | "i" | "root" | "pi" | "e" | "opaque";
  /** A root atom is prime^(1/index). */
  readonly prime?: bigint;
  readonly index?: number;
}

/** An atom to a power that is not 0; negative powers are allowed. */
type Factor = readonly [atom: Atom, exponent: number];

/** Factors sorted by key. */
type Monomial = readonly Factor[];

export interface Term {
  readonly monomial: Monomial;
  readonly coefficient: Rational;
}

/** A Laurent polynomial over the rationals: terms by the key of their monomial, no zero coefficients. Equal polynomials hold equal maps. */
export type Polynomial = ReadonlyMap<string, Term>;

function keyOf(monomial: Monomial): string {
  return monomial.map(([atom, exponent]) => `${atom.key}^${exponent}`).join(" ");
}

/** The polynomial of one term. */
export function term(coefficient: Rational, ...monomial: Factor[]): Polynomial {
  if (coefficient.isZero()) return new Map();
  return new Map([[keyOf(monomial), {monomial, coefficient}]]);
}

/** The polynomial of a number; 0 has no term. */
export function constantPolynomial(value: Rational): Polynomial {
  return term(value);
}

/** The value of a constant polynomial; null for any other. */
export function constantValue(p: Polynomial): Rational | null {
  if (p.size === 0) return Rational.zero;
  return p.size === 1 ? (p.get("")?.coefficient ?? null) : null;
}

/** The only term of p; null where it has none or several. */
export function onlyTerm(p: Polynomial): Term | null {
  if (p.size !== 1) return null;
  const [only] = p.values();
  return only!;
}

function accumulate(target: Map<string, Term>, key: string, monomial: Monomial, coefficient: Rational): void {
  const total = target.get(key)?.coefficient.plus(coefficient) ?? coefficient;
  if (total.isZero()) target.delete(key);
  else target.set(key, {monomial, coefficient: total});
}

/** Sum, with the terms that cancel taken out. */
export function add(p: Polynomial, q: Polynomial, budget: Budget): Polynomial {
  const result = new Map(p);
  budget.spend(p.size + q.size);
  for (const [key, {monomial, coefficient}] of q) accumulate(result, key, monomial, coefficient);
  return result;
}

/** Sum of many polynomials, without a copy for each. */
export function addAll(parts: readonly Polynomial[], budget: Budget): Polynomial {
  const result = new Map<string, Term>();
  for (const part of parts) {
    budget.spend(part.size);
    for (const [key, {monomial, coefficient}] of part) accumulate(result, key, monomial, coefficient);
  }
  return result;
}

/** Every coefficient times a number. */
export function scale(p: Polynomial, factor: Rational): Polynomial {
  if (factor.isZero()) return new Map();
  return new Map(
    [...p].map(([key, {monomial, coefficient}]) => [key, {monomial, coefficient: coefficient.times(factor)}])
  );
}

/** Product, with i^2 = -1 and (prime^(1/index))^index = prime applied. */
export function multiply(p: Polynomial, q: Polynomial, budget: Budget): Polynomial {
  const result = new Map<string, Term>();
  for (const a of p.values()) {
    for (const b of q.values()) {
      budget.spend(1 + a.monomial.length + b.monomial.length + cost(a.coefficient, b.coefficient));
      const merged = merge(a.monomial, b.monomial);
      const coefficient = a.coefficient.times(b.coefficient).times(merged.factor);
      accumulate(result, keyOf(merged.monomial), merged.monomial, coefficient);
    }
  }
  return result;
}

/** Work of a product of large coefficients: the gcd is quadratic in their size. */
function cost(a: Rational, b: Rational): number {
  if (
    a.numerator < 1n << 64n &&
    b.numerator < 1n << 64n &&
    a.denominator < 1n << 64n &&
    b.denominator < 1n << 64n
  )
    return 0;
  const bits = [a.numerator, a.denominator, b.numerator, b.denominator].reduce(
    (n, x) => n + x.toString(16).length * 4,
    0
  );
  return (bits / 256) ** 2;
}

function merge(a: Monomial, b: Monomial): {monomial: Monomial; factor: Rational} {
  const merged: Factor[] = [];
  let factor = Rational.one;
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    const takeLeft = right === undefined || (left !== undefined && left[0].key <= right[0].key);
    const atom = takeLeft ? left![0] : right[0];
    let exponent = 0;
    if (left?.[0].key === atom.key) exponent += a[i++]![1];
    if (right?.[0].key === atom.key) exponent += b[j++]![1];
    const reduced = reduce(atom, exponent);
    factor = factor.times(reduced.factor);
    if (reduced.exponent !== 0) merged.push([atom, reduced.exponent]);
  }
  return {monomial: merged, factor};
}

/** i^k and root^k with the whole powers taken out. */
function reduce(atom: Atom, exponent: number): {exponent: number; factor: Rational} {
  if (atom.kind === "i") {
    const k = ((exponent % 4) + 4) % 4;
    return {exponent: k % 2, factor: k >= 2 ? Rational.of(-1) : Rational.one};
  }
  if (atom.kind !== "root") return {exponent, factor: Rational.one};
  const whole = Math.floor(exponent / atom.index!);
  if (whole === 0) return {exponent, factor: Rational.one};
  return {exponent: exponent - whole * atom.index!, factor: Rational.of(atom.prime!).power(whole)};
}

/** Integer power of a one-term polynomial, negative ones too. Throws RangeError for 0 to a negative power. */
export function termPower({monomial, coefficient}: Term, exponent: number, budget: Budget): Polynomial {
  budget.spend(1 + monomial.length);
  const powers = monomial.map(([atom, k]): Factor => [atom, k * exponent]);
  const {monomial: merged, factor} = merge(powers, []);
  return term(coefficient.power(exponent).times(factor), ...merged);
}

/** Power with a small non-negative exponent, by squaring. */
export function power(p: Polynomial, exponent: number, budget: Budget): Polynomial {
  let result = constantPolynomial(Rational.one);
  let square = p;
  for (let n = exponent; n > 0; n = Math.floor(n / 2)) {
    if (n % 2 === 1) result = multiply(result, square, budget);
    if (n > 1) square = multiply(square, square, budget);
  }
  return result;
}

/** p times the smallest monomial of symbols that leaves no negative power of a symbol. */
export function clearNegativePowers(p: Polynomial, budget: Budget): Polynomial {
  const least = new Map<string, Factor>();
  for (const {monomial} of p.values()) {
    for (const [atom, exponent] of monomial) {
      if (atom.kind === "symbol" && exponent < (least.get(atom.key)?.[1] ?? 0))
        least.set(atom.key, [atom, exponent]);
    }
  }
  if (least.size === 0) return p;
  const factors = [...least.values()]
    .map(([atom, exponent]): Factor => [atom, -exponent])
    .sort(([a], [b]) => (a.key < b.key ? -1 : 1));
  return multiply(p, term(Rational.one, ...factors), budget);
}

/** The atoms that occur in p. */
export function atomsOf(p: Polynomial): Atom[] {
  const atoms = new Map<string, Atom>();
  for (const {monomial} of p.values()) for (const [atom] of monomial) atoms.set(atom.key, atom);
  return [...atoms.values()];
}

/** A text that is the same for equal polynomials. */
export function polynomialKey(p: Polynomial): string {
  return [...p]
    .map(([key, {coefficient}]) => `${coefficient.toString()} ${key}`)
    .sort()
    .join(" + ");
}
