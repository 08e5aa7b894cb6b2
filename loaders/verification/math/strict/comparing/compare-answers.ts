import {isUnordered, type Answer} from "../answer.js";
import {plainText} from "../clean.js";
import {compareCollections} from "./compare-collections.js";
import {compareMatrices, compareUnitVectors, compareVector} from "./compare-matrices.js";
import {compareRatios, compareTimes} from "./compare-ratios.js";
import {compareRelations} from "./compare-relations.js";
import {compareValues} from "./compare-values.js";
import {different, equal, type Comparison} from "./comparison.js";
import {equalRealSets, isRegion, variableOf} from "./real-set.js";
import {compareSolved, isCurve, statedLast, withoutNames} from "./solved.js";

/** Whether two answers say the same thing. `output` and `gold` matter only for rounding and percent (see `compareValues`). */
export function compareAnswers(output: Answer, gold: Answer): Comparison {
  const a = normal(output);
  const b = normal(gold);
  if (a.kind === "choice" || b.kind === "choice") return compareChoice(a, b);
  if (isRegion(a) || isRegion(b)) {
    const region = compareRegions(a, b);
    if (region !== null) return region;
  }
  if (a.kind === "relation" && b.kind === "relation") return compareRelations(a, b, compareAnswers);
  if (a.kind === "relation") return compareSolved(a, b, compareAnswers);
  if (b.kind === "relation")
    return isCurve(b) ? different("relation") : compareSolved(b, a, (x, y) => compareAnswers(y, x));
  if (a.kind === "collection" && b.kind === "collection")
    return compareCollections(withoutNames(a, b), withoutNames(b, a), compareAnswers);
  if (a.kind === "value" && b.kind === "value")
    return compareUnitVectors(a, b, compareAnswers) ?? compareValues(a, b);
  return compareKinds(a, b);
}

/** A set or list of one is its element, but a set of one set is not that set. */
function normal(answer: Answer): Answer {
  const total = statedLast(answer);
  if (total !== null) return total;
  if (answer.kind !== "collection" || answer.items.length !== 1 || !isUnordered(answer)) return answer;
  const [item] = answer.items;
  return answer.open === "{" && item!.kind === "collection" && item.open === "{" ? answer : normal(item!);
}

function compareKinds(a: Answer, b: Answer): Comparison {
  if (a.kind === "numeral" && b.kind === "numeral") {
    return a.base === b.base && a.digits === b.digits ? equal("same_numeral") : different("numeral");
  }
  if (a.kind === "matrix" && b.kind === "matrix") return compareMatrices(a.rows, b.rows, compareAnswers);
  const vector = compareVector(a, b, compareAnswers);
  if (vector !== null) return vector;
  if (a.kind === "time" || b.kind === "time") return compareTimes(a, b);
  if (a.kind === "ratio" || b.kind === "ratio") return compareRatios(a, b);
  if (a.kind === "text" && b.kind === "text") {
    const [text, other] = [a, b].map((side) => withoutCategory(plainText(side.text)));
    const same = text === other || (/^(?:yes|no)$/.test(other!) && assentOf(text!, a.text) === other);
    return text !== "" && same ? equal("same_words") : different("text");
  }
  return different("kinds_differ");
}

/** "no, it is not possible": no; null where both words stand in it, and for "no answer". */
function assentOf(text: string, written: string): string | null {
  if (
    /\bno\s+(?!(?:it|they|he|she|there|this|that|these|those|the|because|since|as|we|you|i|not|but)\b)/i.test(
      written
    )
  )
    return null;
  const [first, second] = text.match(/\b(?:yes|no)\b/g) ?? [];
  return first !== undefined && second === undefined && text.startsWith(`${first} `) ? first : null;
}

/** "a rhombus", "isosceles triangle": without the article, and the noun that the question asks about. */
function withoutCategory(text: string): string {
  return text
    .replace(/^a (?=\p{L}{3,}$)/u, "")
    .replace(/(?<=^infinitely many) \p{L}+$/u, "")
    .replace(
      /(?<=^\p{L}{3,20}) (?:triangles?|quadrilaterals?|functions?|numbers?|events?|sequences?|series|matrix|lines?)$/u,
      ""
    );
}

function compareChoice(a: Answer, b: Answer): Comparison {
  if (a.kind === "choice" && b.kind === "choice")
    return a.letter === b.letter && !contradict(a.value, b.value)
      ? equal("same_choice")
      : different("choice");
  const [choice, other] = a.kind === "choice" ? [a, b] : [b as Extract<Answer, {kind: "choice"}>, a];
  if (other.kind === "relation" && other.comparators.length === 1 && other.comparators[0] === "=")
    return compareChoice(choice, other.sides[1]!);
  if (choice.value === null) {
    // A lone letter may also be a variable; b is choice B (e is a number).
    const symbol =
      other.kind === "value" && other.unit === null && other.expression.kind === "symbol"
        ? other.expression.name
        : null;
    return symbol === choice.letter ||
      (/^[a-d]$/.test(symbol ?? "") && symbol!.toUpperCase() === choice.letter)
      ? equal("same_choice")
      : different("choice");
  }
  return compareAnswers(a.kind === "choice" ? choice.value : a, a.kind === "choice" ? b : choice.value);
}

/** The same letter beside two different numbers. */
function contradict(a: Answer | null, b: Answer | null): boolean {
  if (a?.kind !== "value" || b?.kind !== "value") return false;
  return (
    a.expression.kind === "number" &&
    b.expression.kind === "number" &&
    a.unit === null &&
    b.unit === null &&
    !compareValues(a, b).equal
  );
}

/** Sets of reals; the variables of two conditions must be the same. Null where one side has no known ends. */
function compareRegions(a: Answer, b: Answer): Comparison | null {
  const variables = [a, b].map((answer) => (answer.kind === "relation" ? variableOf(answer) : null));
  if (variables[0] !== null && variables[1] !== null && variables[0] !== variables[1])
    return different("variables_differ");
  const same = equalRealSets(a, b);
  if (same === null) return null;
  // The ends may be roundings: then they are compared one by one.
  if (!same && a.kind === "collection" && b.kind === "collection" && a.open !== "{" && b.open !== "{")
    return null;
  return same ? equal("same_set_of_reals") : different("set_of_reals");
}
