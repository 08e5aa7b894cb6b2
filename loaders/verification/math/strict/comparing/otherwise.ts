import type {Answer, Collection} from "../answer.js";

type Compare = (a: Answer, b: Answer) => boolean;

/**
 * Cases of a function with the condition of the other function's case in the place of `otherwise`: all other cases must be among
 * those of the other function, and leave one. The cases as they are where neither or each side has such a case.
 */
export function withoutOtherwise(cases: Collection, other: Collection, compare: Compare): Collection {
  const at = cases.items.findIndex(isOtherwise);
  if (at < 0 || cases.items.length !== other.items.length || other.items.some(isOtherwise)) return cases;
  const left = [...other.items];
  for (const item of cases.items.filter((_, i) => i !== at)) {
    const match = left.findIndex((candidate) => compare(item, candidate));
    if (match < 0) return cases;
    left.splice(match, 1);
  }
  const [value, condition] = [valueOf(cases.items[at]!), left[0]];
  if (left.length !== 1 || condition?.kind !== "collection" || condition.items.length !== 2) return cases;
  const item: Answer = {kind: "collection", open: "(", close: ")", items: [value, condition.items[1]!]};
  return {...cases, items: cases.items.with(at, item)};
}

function isOtherwise(item: Answer): boolean {
  return (
    item.kind === "collection" &&
    item.open === "(" &&
    item.items.length === 2 &&
    item.items[1]!.kind === "text" &&
    /^(?:\\text\s?\{)?\s?(?:otherwise|else|in all other cases)\.?\s?\}?$/i.test(item.items[1].text)
  );
}

function valueOf(item: Answer): Answer {
  return item.kind === "collection" ? item.items[0]! : item;
}
