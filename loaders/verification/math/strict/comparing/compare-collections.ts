import type {Answer, Collection} from "../answer.js";
import {some} from "../../algebra/expression.js";
import {describe, isUnordered} from "../answer.js";
import {different, equal, type Comparison} from "./comparison.js";
import {withoutOtherwise} from "./otherwise.js";

/** Longer lists are not matched item by item but by the text of their items, sorted. */
const MAX_UNORDERED = 24;

type Compare = (a: Answer, b: Answer) => Comparison;

/** Compares lists, sets and tuples: sets and bare lists in any order, tuples and intervals in order with the same brackets. */
export function compareCollections(output: Collection, gold: Collection, compareItems: Compare): Comparison {
  // {5} as a whole answer may be 5; as an element it is a set.
  const compare: Compare = (a, b) =>
    isSet(a) === isSet(b) ? compareItems(a, b) : different("a set as an element");
  if (isUnordered(output) && isUnordered(gold)) {
    const sets = output.open === "{" || gold.open === "{" || [output, gold].every(isListOfTuples);
    const left = sets ? distinct(output.items, compare) : output.items;
    const right = sets ? distinct(gold.items, compare) : gold.items;
    if (sameMultiset(left, right, compare)) return equal("same_elements");
    return sets && sameCases(output, gold, compare) ? equal("same_cases") : different("elements");
  }
  if (!sameBrackets(output, gold)) return different("brackets_differ");
  return inOrder(output.items, gold.items, compare) ? equal("same_elements_in_order") : different("elements");
}

/** Cases of a function, one of which may be `otherwise`. */
function sameCases(output: Collection, gold: Collection, compare: Compare): boolean {
  const isSame = (a: Answer, b: Answer): boolean => compare(a, b).equal;
  const [left, right] = [withoutOtherwise(output, gold, isSame), withoutOtherwise(gold, output, isSame)];
  return (left !== output || right !== gold) && sameMultiset(left.items, right.items, compare);
}

/** Solutions in several unknowns are a set, however often one is written. */
function isListOfTuples({items}: Collection): boolean {
  return items.every((item) => item.kind === "collection" && item.open === "(");
}

function isSet(item: Answer): boolean {
  return item.kind === "collection" && item.open === "{";
}

/** A bare list may stand for a tuple; square brackets around three and more items are a tuple as well. */
function sameBrackets(a: Collection, b: Collection): boolean {
  if (a.open === "{" || b.open === "{") return a.open === b.open;
  // "-3 or 3" is no point.
  if (a.isEither === true || b.isEither === true) return a.open === b.open;
  // 2,∞ is no interval.
  if ((a.open === "" || b.open === "") && [...a.items, ...b.items].some(isInfinite)) return a.open === b.open;
  const shape = ({open, close, items}: Collection): string => {
    if (open === "" || (items.length > 2 && open + close === "[]")) return "()";
    return open + close;
  };
  return shape(a) === shape(b);
}

function isInfinite(item: Answer): boolean {
  return (
    item.kind === "value" &&
    some(item.expression, (part) => part.kind === "constant" && part.name === "infinity")
  );
}

function inOrder(a: readonly Answer[], b: readonly Answer[], compare: Compare): boolean {
  return a.length === b.length && a.every((item, i) => compare(item, b[i]!).equal);
}

function distinct(items: readonly Answer[], compare: Compare): readonly Answer[] {
  if (items.length > MAX_UNORDERED) return items;
  return items.filter((item, i) => !items.slice(0, i).some((earlier) => compare(item, earlier).equal));
}

function sortedTexts(items: readonly Answer[]): string {
  return items.map(describe).sort().join(", ");
}

function sameMultiset(a: readonly Answer[], b: readonly Answer[], compare: Compare): boolean {
  if (a.length !== b.length) return false;
  if (a.length > MAX_UNORDERED) return sortedTexts(a) === sortedTexts(b);
  const left = [...b];
  return a.every((item) => {
    const match = left.findIndex((candidate) => compare(item, candidate).equal);
    if (match >= 0) left.splice(match, 1);
    return match >= 0;
  });
}
