import type {Rational} from "../../algebra/numbers/rational.js";

/** Functions that SymPy's LaTeX parser knows by a command, and the constants' carriers. `log` takes (argument, base). */
export type KnownFunction =
  | "sin"
  | "cos"
  | "tan"
  | "csc"
  | "sec"
  | "cot"
  | "asin"
  | "acos"
  | "atan"
  | "acsc"
  | "asec"
  | "acot"
  | "sinh"
  | "cosh"
  | "tanh"
  | "asinh"
  | "acosh"
  | "atanh"
  | "exp"
  | "log"
  | "factorial"
  | "binomial"
  | "abs"
  | "floor"
  | "ceiling"
  | "conjugate";

/** An expression as SymPy holds it. In LaTeX `\pi` and `e` are symbols; only the other two parsers make constants of them. */
export type Expression =
  | {kind: "number"; value: Rational; isFloat: boolean}
  | {kind: "symbol"; name: string}
  | {kind: "constant"; name: "pi" | "e" | "i"}
  | {kind: "infinity"}
  | {kind: "sum"; terms: Expression[]}
  | {kind: "product"; factors: Expression[]}
  | {kind: "power"; base: Expression; exponent: Expression}
  | {kind: "call"; name: KnownFunction; values: Expression[]}
  | {kind: "derivative"; variable: string; body: Expression}
  /** An undefined function, `f(x, y)`, or an operator that is compared but not carried out: integral, limit. */
  | {kind: "application"; name: string; values: Expression[]}
  | {
      kind: "iteration";
      operator: "sum" | "product";
      index: string;
      from: Expression;
      to: Expression;
      body: Expression;
    };

/** What one of the harness's parsers makes of a text; `text` where all of them fail. */
export type Parsed =
  | {kind: "expression"; value: Expression}
  | {kind: "relation"; operator: RelationOperator; left: Parsed; right: Parsed}
  | {kind: "truth"; value: boolean}
  /** Items that Python evaluated are compared by value, those of the second LaTeX parser by form: 2/4 is not 1/2 there. */
  | {kind: "collection"; type: "list" | "tuple" | "set"; isEvaluated: boolean; items: Parsed[]}
  | {kind: "matrix"; rows: Expression[][]}
  | {kind: "text"; text: string};

export type RelationOperator = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** The direct parts of an expression, in order. */
export function parts(x: Expression): readonly Expression[] {
  switch (x.kind) {
    case "sum":
      return x.terms;
    case "product":
      return x.factors;
    case "power":
      return [x.base, x.exponent];
    case "call":
    case "application":
      return x.values;
    case "derivative":
      return [x.body];
    case "iteration":
      return [x.from, x.to, x.body];
    default:
      return [];
  }
}

/** Whether any part of the expression satisfies the test. */
export function some(x: Expression, test: (part: Expression) => boolean): boolean {
  return test(x) || parts(x).some((part) => some(part, test));
}

/** Names of the free symbols. */
export function symbolsOf(x: Expression): Set<string> {
  const names = new Set<string>();
  const visit = (part: Expression, bound: readonly string[]): void => {
    if (part.kind === "symbol" && !bound.includes(part.name)) names.add(part.name);
    const inner = part.kind === "iteration" ? [...bound, part.index] : bound;
    parts(part).forEach((child) => {
      visit(child, inner);
    });
  };
  visit(x, []);
  return names;
}

/** Order-free text of an expression: equal for expressions that differ in the order of terms and factors only. */
export function format(x: Expression): string {
  switch (x.kind) {
    case "number":
      return `${x.value.toString()}${x.isFloat ? "." : ""}`;
    case "symbol":
      return x.name;
    case "constant":
      return x.name === "pi" ? "pi" : x.name.toUpperCase();
    case "infinity":
      return "oo";
    case "sum":
      return `(${x.terms.map(format).sort().join(" + ")})`;
    case "product":
      return `(${x.factors.map(format).sort().join("*")})`;
    case "power":
      if (x.base.kind === "constant" && x.base.name === "e") return `exp(${format(x.exponent)})`;
      return `${format(x.base)}**${format(x.exponent)}`;
    case "call":
    case "application":
      return `${x.name}(${x.values.map(format).join(", ")})`;
    case "derivative":
      return `d(${format(x.body)})/d${x.variable}`;
    case "iteration":
      return `${x.operator}(${format(x.body)}, ${x.index}, ${format(x.from)}, ${format(x.to)})`;
  }
}

/** The expression with one symbol replaced. */
export function substitute(x: Expression, name: string, value: Expression): Expression {
  const visit = (part: Expression): Expression => substitute(part, name, value);
  switch (x.kind) {
    case "symbol":
      return x.name === name ? value : x;
    case "sum":
      return {kind: "sum", terms: x.terms.map(visit)};
    case "product":
      return {kind: "product", factors: x.factors.map(visit)};
    case "power":
      return {kind: "power", base: visit(x.base), exponent: visit(x.exponent)};
    case "call":
    case "application":
      return {...x, values: x.values.map(visit)};
    case "derivative":
      return x.variable === name ? x : {...x, body: visit(x.body)};
    case "iteration":
      return x.index === name ? x : {...x, from: visit(x.from), to: visit(x.to), body: visit(x.body)};
    default:
      return x;
  }
}
