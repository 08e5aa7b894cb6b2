import {Rational} from "../algebra/numbers/rational.js";
import {LatexError} from "./latex/latex-cursor.js";
import {call, negative, sum} from "./symbolic/build-expression.js";
import type {Effort} from "./symbolic/effort.js";
import {exactValue} from "./symbolic/exact-value.js";
import type {Expression, Parsed, RelationOperator} from "./symbolic/expression.js";
import {format, symbolsOf} from "./symbolic/expression.js";
import {realValue} from "./symbolic/real-value.js";
import {sameExpression} from "./symbolic/same-expression.js";

/** left - right. */
function difference(left: Expression, right: Expression): Expression {
  return sum(left, negative(right));
}

/**
 * A relation as SymPy builds it: decided ones become true or false (`1<2`, `x=x+1`), an order of truths or of complex
 * numbers is an error (LatexError), everything else stays.
 */
export function decideRelation(parsed: Parsed, effort: Effort): Parsed {
  if (parsed.kind !== "relation") return parsed;
  const left = decideRelation(parsed.left, effort);
  const right = decideRelation(parsed.right, effort);
  if (left.kind !== "expression" || right.kind !== "expression") {
    if (parsed.operator !== "=" && parsed.operator !== "!=") throw new LatexError("an order of truth values");
    // A truth value may equal a symbol, never a number.
    const isOpen = right.kind === "expression" && right.value.kind === "symbol";
    return isOpen ? {...parsed, left, right} : {kind: "truth", value: parsed.operator === "!="};
  }
  const value = decided(parsed.operator, left.value, right.value, effort);
  return value === null ? {...parsed, left, right} : {kind: "truth", value};
}

function decided(
  operator: RelationOperator,
  left: Expression,
  right: Expression,
  effort: Effort
): boolean | null {
  const isConstant = symbolsOf(left).size + symbolsOf(right).size === 0;
  const order = isConstant
    ? constantOrder(operator, left, right, effort)
    : symbolicOrder(left, right, effort);
  if (order === null) return null;
  switch (operator) {
    case "=":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

/** Sign of left - right. A complex number only differs: it has no order. */
function constantOrder(
  operator: RelationOperator,
  left: Expression,
  right: Expression,
  effort: Effort
): number | null {
  if (sameExpression(left, right, effort)) return 0;
  const [x, y] = [realValue(left, effort), realValue(right, effort)];
  if (x === null || y === null) {
    if (operator === "=" || operator === "!=") return format(left) === format(right) ? 0 : 1;
    throw new LatexError("an order of numbers that are not real");
  }
  return x === y ? 1 : Math.sign(x - y);
}

/** Sign of a difference in which the symbols cancel; null for any other. */
function symbolicOrder(left: Expression, right: Expression, effort: Effort): number | null {
  if (sameExpression(left, right, effort)) return 0;
  const names = [...symbolsOf(left), ...symbolsOf(right)];
  const at = (salt: number): Rational | null =>
    exactValue(
      difference(left, right),
      new Map(names.map((name, i) => [name, Rational.of(7 * i + salt, 5 + salt)])),
      effort
    );
  const [first, second, third] = [at(1), at(2), at(4)];
  if (first === null || second === null || third === null) return null;
  return first.equals(second) && second.equals(third) ? first.sign() : null;
}

/** The expression whose equality decides between two relations: |left - right|. */
export function distance(left: Expression, right: Expression): Expression {
  return call("abs", difference(left, right));
}
