import type {Budget} from "./budget.js";
import * as polynomial from "./polynomial.js";
import type {Atom, Polynomial} from "./polynomial.js";
import {Rational} from "./numbers/rational.js";

/** A quotient of polynomials. Equal values may have different forms: compare by `formsEqual`. */
export interface RationalForm {
  readonly numerator: Polynomial;
  readonly denominator: Polynomial;
}

/** The polynomial 1. Forms without a denominator share it, so that identity tells them apart. */
export const one = polynomial.constantPolynomial(Rational.one);

/** The value of a form that is a rational number; null for any other. */
export function rationalValue(form: RationalForm): Rational | null {
  const top = polynomial.constantValue(form.numerator);
  const bottom = polynomial.constantValue(form.denominator);
  return top === null || bottom === null ? null : top.over(bottom);
}

/** The form of a rational number. */
export function constantForm(value: Rational): RationalForm {
  return {numerator: polynomial.constantPolynomial(value), denominator: one};
}

/** The form of an atom to a power. */
export function atomForm(atom: Atom, exponent = 1): RationalForm {
  return {numerator: polynomial.term(Rational.one, [atom, exponent]), denominator: one};
}

/** A value that is known by its key alone; see `Atom`. */
export function opaque(key: string): RationalForm {
  return atomForm({key, kind: "opaque"});
}

/** The text of a form: the same for the same form, not for every equal value. */
export function formKey(form: RationalForm): string {
  const top = polynomial.polynomialKey(form.numerator);
  return form.denominator === one ? top : `(${top})/(${polynomial.polynomialKey(form.denominator)})`;
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

/** Sum. Fractions get a common denominator, which is not reduced. */
export function sumOf(forms: readonly RationalForm[], budget: Budget): RationalForm {
  if (forms.some((form) => form.denominator !== one)) return forms.reduce((a, b) => add(a, b, budget));
  return {
    numerator: polynomial.addAll(
      forms.map((form) => form.numerator),
      budget
    ),
    denominator: one
  };
}

/** Product. The fraction is not reduced. */
export function multiply(a: RationalForm, b: RationalForm, budget: Budget): RationalForm {
  const numerator = polynomial.multiply(a.numerator, b.numerator, budget);
  if (a.denominator === one) return {numerator, denominator: b.denominator};
  if (b.denominator === one) return {numerator, denominator: a.denominator};
  return {numerator, denominator: polynomial.multiply(a.denominator, b.denominator, budget)};
}

/** 1/x; a one-term numerator moves up with negative exponents, so that denominators stay sums. */
export function invert({numerator, denominator}: RationalForm, budget: Budget): RationalForm {
  if (numerator.size === 0) throw new RangeError("division by zero");
  const only = polynomial.onlyTerm(numerator);
  if (only === null) return {numerator: denominator, denominator: numerator};
  return {
    numerator: polynomial.multiply(denominator, polynomial.termPower(only, -1, budget), budget),
    denominator: one
  };
}
