import {Rational} from "../../algebra/numbers/rational.js";
import type {Expression, KnownFunction} from "./expression.js";

export const minusOne: Expression = integer(-1);

/** An exact whole number: no SymPy Float. */
export function integer(value: number | bigint): Expression {
  return {kind: "number", value: Rational.of(value), isFloat: false};
}

/** An exact number: no SymPy Float. */
export function rational(value: Rational): Expression {
  return {kind: "number", value, isFloat: false};
}

/** A decimal literal: an integer without a point, a SymPy Float with one. */
export function decimal(literal: string, isFloat = literal.includes(".")): Expression {
  return {kind: "number", value: Rational.fromDecimal(literal), isFloat};
}

/** A free symbol: all with the same name are the same. */
export function symbol(name: string): Expression {
  return {kind: "symbol", name};
}

/** A sum that SymPy has not evaluated. */
export function sum(...terms: Expression[]): Expression {
  return {kind: "sum", terms};
}

/** A product that SymPy has not evaluated. */
export function product(...factors: Expression[]): Expression {
  return {kind: "product", factors};
}

/** A power that SymPy has not evaluated. */
export function power(base: Expression, exponent: Expression): Expression {
  return {kind: "power", base, exponent};
}

/** A quotient as SymPy writes it: times the power -1. */
export function quotient(upper: Expression, lower: Expression): Expression {
  return product(upper, power(lower, minusOne));
}

/** -x; the sign goes into a literal. */
export function negative(x: Expression): Expression {
  return x.kind === "number" ? {...x, value: x.value.negated()} : product(minusOne, x);
}

/** A function that SymPy knows, not evaluated. */
export function call(name: KnownFunction, ...values: Expression[]): Expression {
  return {kind: "call", name, values};
}

/** Whether the expression is this integer literal. */
export function isInteger(x: Expression, value: number): boolean {
  return x.kind === "number" && x.value.equals(Rational.of(value));
}
