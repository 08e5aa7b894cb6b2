import {Rational} from "./numbers/rational.js";

/** Functions that an expression may call. `root` takes (radicand, index), `log` (argument, base), `binomial` (n, k). */
export type FunctionName =
  | "sin"
  | "cos"
  | "tan"
  | "cot"
  | "sec"
  | "csc"
  | "arcsin"
  | "arccos"
  | "arctan"
  | "arccot"
  | "arcsec"
  | "arccsc"
  | "sinh"
  | "cosh"
  | "tanh"
  | "coth"
  | "sech"
  | "csch"
  | "ln"
  | "log"
  | "root"
  | "abs"
  | "floor"
  | "ceil"
  | "factorial"
  | "doubleFactorial"
  | "binomial"
  | "gcd"
  | "lcm"
  | "min"
  | "max"
  | "mod"
  | "re"
  | "im"
  | "arg"
  | "conjugate";

/** `degree` is pi/180 and `percent` 1/100; they stay visible so that a caller can read them as units. */
export type ConstantName = "pi" | "e" | "i" | "infinity" | "degree" | "percent";

/** A number as it was written: a decimal keeps its digits after the point, since 0.333 and 333/1000 deserve different readings. */
export interface NumberExpression {
  kind: "number";
  value: Rational;
  /** Digits after the point (less the power of ten); null where the number was not written as a decimal. */
  decimals: number | null;
  /** Written with a power of ten: 1.39e9. */
  scientific?: boolean;
}

/** An arithmetic expression. Trees are at most as deep as the parser allows, so recursion over them is safe. */
export type Expression =
  | NumberExpression
  | {kind: "symbol"; name: string}
  | {kind: "constant"; name: ConstantName}
  | {kind: "sum"; terms: Expression[]}
  | {kind: "product"; factors: Expression[]}
  | {kind: "quotient"; numerator: Expression; denominator: Expression}
  | {kind: "power"; base: Expression; exponent: Expression}
  | {kind: "call"; name: FunctionName; arguments: Expression[]};

/** A number; `decimals` only for one that was written as a decimal. */
export function number(value: Rational | bigint | number, decimals: number | null = null): NumberExpression {
  return {kind: "number", value: value instanceof Rational ? value : Rational.of(value), decimals};
}

/** A free symbol: all with the same name are the same. */
export function symbol(name: string): Expression {
  return {kind: "symbol", name};
}

/** A constant by its name: it gets a value when the expression is evaluated. */
export function constant(name: ConstantName): Expression {
  return {kind: "constant", name};
}

/** The terms as they were written: nothing is carried out. One term is itself. */
export function sum(...terms: Expression[]): Expression {
  return terms.length === 1 ? terms[0]! : {kind: "sum", terms};
}

/** The factors as they were written: nothing is carried out. One factor is itself. */
export function product(...factors: Expression[]): Expression {
  return factors.length === 1 ? factors[0]! : {kind: "product", factors};
}

/** A fraction, not reduced. */
export function quotient(numerator: Expression, denominator: Expression): Expression {
  return {kind: "quotient", numerator, denominator};
}

/** A power, not carried out. */
export function power(base: Expression, exponent: Expression): Expression {
  return {kind: "power", base, exponent};
}

/** A function of its arguments, not carried out. */
export function call(name: FunctionName, ...values: Expression[]): Expression {
  return {kind: "call", name, arguments: values};
}

/** -x; the sign goes into a literal, so that -0.5 stays a decimal. */
export function negative(x: Expression): Expression {
  if (x.kind === "number") return {...x, value: x.value.negated()};
  return product(number(-1n), x);
}

/** The direct parts of an expression, in order. */
export function children(x: Expression): readonly Expression[] {
  switch (x.kind) {
    case "number":
    case "symbol":
    case "constant":
      return [];
    case "sum":
      return x.terms;
    case "product":
      return x.factors;
    case "quotient":
      return [x.numerator, x.denominator];
    case "power":
      return [x.base, x.exponent];
    case "call":
      return x.arguments;
  }
}

/** Names of the free symbols, sorted. */
export function symbolsOf(x: Expression): string[] {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    if (node.kind === "symbol") names.add(node.name);
    children(node).forEach(visit);
  };
  visit(x);
  return [...names].sort();
}

/** Whether any part of the expression satisfies the test. */
export function some(x: Expression, test: (part: Expression) => boolean): boolean {
  return test(x) || children(x).some((part) => some(part, test));
}

/** The expression with symbols renamed. */
export function rename(x: Expression, names: ReadonlyMap<string, string>): Expression {
  const visit = (part: Expression): Expression => rename(part, names);
  switch (x.kind) {
    case "symbol":
      return symbol(names.get(x.name) ?? x.name);
    case "number":
    case "constant":
      return x;
    case "sum":
      return {kind: "sum", terms: x.terms.map(visit)};
    case "product":
      return {kind: "product", factors: x.factors.map(visit)};
    case "quotient":
      return quotient(visit(x.numerator), visit(x.denominator));
    case "power":
      return power(visit(x.base), visit(x.exponent));
    case "call":
      return {...x, arguments: x.arguments.map(visit)};
  }
}

/** Plain, fully bracketed text: equal trees print equally, different trees differently. For people and for structural comparison. */
export function format(x: Expression): string {
  switch (x.kind) {
    case "number":
      return x.value.isInteger() && x.value.sign() >= 0 ? x.value.toString() : `(${x.value.toString()})`;
    case "symbol":
    case "constant":
      return x.name;
    case "sum":
      return `(${x.terms.map(format).join(" + ")})`;
    case "product":
      return x.factors.map(format).join("*");
    case "quotient":
      return `(${format(x.numerator)} / ${format(x.denominator)})`;
    case "power":
      return `${format(x.base)}^(${format(x.exponent)})`;
    case "call":
      return `${x.name}(${x.arguments.map(format).join(", ")})`;
  }
}
