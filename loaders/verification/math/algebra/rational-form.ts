import type {Budget} from "./budget.js";
import {exactCall} from "./numbers/exact-call.js";
import type {Expression, FunctionName} from "./expression.js";
import {TRIAL_LIMIT, imaginary, raise, rootOf} from "./form-power.js";
import {
  sumOf,
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
import type {Polynomial} from "./polynomial.js";
import {Rational} from "./numbers/rational.js";

export {rationalValue} from "./form.js";

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

function applied(name: FunctionName, values: RationalForm[], budget: Budget): RationalForm {
  if (name === "root") return rootOf(values[0]!, values[1]!, budget);
  const rationals = values.map(rationalValue);
  const exact = rationals.every((value) => value !== null) ? exactCall(name, rationals, budget) : null;
  return exact === null ? opaque(`${name}(${values.map(formKey).join(", ")})`) : constantForm(exact);
}
