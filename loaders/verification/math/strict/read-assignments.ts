import type {Answer, Relation} from "./answer.js";

/**
 * Solutions that are written out: `p=5, q=2; p=7, q=2` and `x=1, y=2 or x=2, y=1` are a list of tuples of assignments. Null where
 * the items are anything else.
 */
export function readAssignments(items: readonly Answer[], marks: readonly string[]): Answer | null {
  const outer = marks.includes(";") ? ";" : marks.includes("or") ? "or" : null;
  if (outer === null || marks.every((mark) => mark === outer) || !items.every(isAssignment)) return null;
  const groups: Relation[][] = [[]];
  items.forEach((item, i) => {
    if (i > 0 && marks[i - 1] === outer) groups.push([]);
    groups.at(-1)!.push(item as Relation);
  });
  const named = groups.every((group) => new Set(group.map(nameOf)).size === group.length);
  if (!named || groups.some((group) => group.length !== groups[0]!.length)) return null;
  return {
    kind: "collection",
    open: "",
    close: "",
    items: groups.map((group) => ({kind: "collection", open: "(", close: ")", items: group}))
  };
}

/** `x = 5`: a single symbol with its value. */
export function isAssignment(item: Answer): boolean {
  return (
    item.kind === "relation" &&
    item.sides.length === 2 &&
    item.comparators[0] === "=" &&
    nameOf(item) !== null
  );
}

/** x of `x = 5`; null where the left side is no single symbol. */
export function nameOf({sides}: Relation): string | null {
  const [side] = sides;
  return side?.kind === "value" && side.unit === null && side.expression.kind === "symbol"
    ? side.expression.name
    : null;
}
