import {parseAnswer} from "../parse-answer.js";
import {distance} from "../relations.js";
import type {Effort} from "./effort.js";
import {format, type Expression, type Parsed} from "./expression.js";
import {isClose} from "./numeric-equal.js";
import {checkSize, realValue} from "./real-value.js";
import {sameExpression} from "./same-expression.js";

/** How two parsed answers came to be equal; null where they are not. */
export type SymbolicRule =
  "symbolic_same" | "symbolic_identity" | "symbolic_relation" | "symbolic_numeric" | "matrix_rounded";

/** SymPy's text of a parsed answer, up to the order of terms: equal texts are equal answers to the harness. */
function printed(parsed: Parsed): string {
  switch (parsed.kind) {
    case "expression":
      return format(parsed.value);
    case "relation":
      return `${printed(parsed.left)} ${parsed.operator} ${printed(parsed.right)}`;
    case "truth":
      return String(parsed.value);
    case "collection": {
      const items = parsed.items.map(printed);
      return `${parsed.type}(${(parsed.type === "set" ? [...new Set(items)].sort() : items).join(", ")})`;
    }
    case "matrix":
      return `matrix(${parsed.rows.map((row) => row.map(format).join(", ")).join("; ")})`;
    case "text":
      return `text ${parsed.text}`;
  }
}

/** Items in order, each the same number or the same text; what Python's `==` says of tuples and lists. */
function sameItems(a: readonly Parsed[], b: readonly Parsed[], effort: Effort): boolean {
  return a.length === b.length && a.every((item, i) => sameItem(item, b[i]!, effort));
}

function sameItem(a: Parsed, b: Parsed, effort: Effort): boolean {
  effort.spend(4);
  if (a.kind === "expression" && b.kind === "expression") return sameExpression(a.value, b.value, effort);
  if (a.kind === "collection" && b.kind === "collection") return sameCollection(a, b, effort);
  return printed(a) === printed(b);
}

type Collection = Parsed & {kind: "collection"};

/** Sets compare in any order. An item that is a Float is not the same as a fraction of its value, in a set only. */
function sameCollection(a: Collection, b: Collection, effort: Effort): boolean {
  if (a.type !== b.type) return false;
  if (!a.isEvaluated || !b.isEvaluated) return printed(a) === printed(b);
  if (a.type !== "set") return sameItems(a.items, b.items, effort);
  return isSubset(a.items, b.items, effort) && isSubset(b.items, a.items, effort);
}

function isSubset(a: readonly Parsed[], b: readonly Parsed[], effort: Effort): boolean {
  return a.every((item) =>
    b.some((other) => isFloat(item) === isFloat(other) && sameItem(item, other, effort))
  );
}

function isFloat(item: Parsed): boolean {
  return item.kind === "expression" && item.value.kind === "number" && item.value.isFloat;
}

function compareExpressions(a: Expression, b: Expression, effort: Effort): SymbolicRule | null {
  if (sameExpression(a, b, effort)) return "symbolic_identity";
  const [x, y] = [realValue(a, effort), realValue(b, effort)];
  return x !== null && y !== null && isClose(x, y) ? "symbolic_numeric" : null;
}

/** The entries agree to three decimal places. */
function sameRounded(a: Expression[][], b: Expression[][], effort: Effort): boolean {
  if (a.length !== b.length || a[0]!.length !== b[0]!.length) return false;
  return a.every((row, i) => row.every((entry, j) => sameEntry(entry, b[i]![j]!, effort)));
}

function sameEntry(a: Expression, b: Expression, effort: Effort): boolean {
  const [x, y] = [realValue(a, effort), realValue(b, effort)];
  return x !== null && y !== null && Math.round(x * 1000) === Math.round(y * 1000);
}

function sameMatrix(a: Expression[][], b: Expression[][], effort: Effort): boolean {
  return (
    a.length === b.length &&
    a.every(
      (row, i) => row.length === b[i]!.length && row.every((x, j) => sameExpression(x, b[i]![j]!, effort))
    )
  );
}

function compareParsed(a: Parsed, b: Parsed, effort: Effort): SymbolicRule | null {
  if (a.kind === "expression" && b.kind === "expression") return compareExpressions(a.value, b.value, effort);
  if (a.kind === "collection" && b.kind === "collection")
    return sameCollection(a, b, effort) ? "symbolic_same" : null;
  if (a.kind === "matrix" && b.kind === "matrix") {
    if (sameMatrix(a.rows, b.rows, effort)) return "symbolic_identity";
    return sameRounded(a.rows, b.rows, effort) ? "matrix_rounded" : null;
  }
  if (a.kind !== "relation" || b.kind !== "relation") return null;
  const [aLeft, aRight, bLeft, bRight] = [a.left, a.right, b.left, b.right];
  if (aLeft.kind !== "expression" || aRight.kind !== "expression") return null;
  if (bLeft.kind !== "expression" || bRight.kind !== "expression") return null;
  // The sign of the relation and its direction do not matter.
  const [x, y] = [distance(aLeft.value, aRight.value), distance(bLeft.value, bRight.value)];
  return sameExpression(x, y, effort) ? "symbolic_relation" : null;
}

function checkSizes(parsed: Parsed, effort: Effort): void {
  if (parsed.kind === "expression") checkSize(parsed.value, effort);
  if (parsed.kind === "matrix")
    parsed.rows.flat().forEach((x) => {
      checkSize(x, effort);
    });
  if (parsed.kind === "collection")
    parsed.items.forEach((item) => {
      checkSizes(item, effort);
    });
  if (parsed.kind === "relation")
    [parsed.left, parsed.right].forEach((side) => {
      checkSizes(side, effort);
    });
}

/**
 * Equality of two answers through SymPy, as the harness has it: same printed form, same value as functions of their
 * symbols, relations with the same |left - right| (whatever their signs), real numbers within 1e-4 of each other,
 * matrices to three places. Null where they differ. Throws SymbolicTimeout for what SymPy would not finish.
 */
export function symbolicRule(prediction: string, reference: string, effort: Effort): SymbolicRule | null {
  const a = parseAnswer(prediction, effort);
  const b = parseAnswer(reference, effort);
  if (printed(a) === printed(b)) return "symbolic_same";
  checkSizes(a, effort);
  checkSizes(b, effort);
  return compareParsed(a, b, effort);
}
