import {namesOf, needs, type Names} from "./names.js";
import {withoutCalls} from "./statements.js";

/** More blocks than any answer has; the time to compare them grows with the square. */
const MOST_BLOCKS = 40;

/**
 * The text of block `main` with the blocks whose names it uses and does not bind, in the order of the completion; of several blocks that
 * offer a name, the nearest before it. In a script, the other blocks come without the calls that run them: the last block does that.
 */
export function gathered(texts: readonly string[], main: number, kind: "function" | "script"): string {
  const first = Math.max(0, Math.min(main, texts.length - 1) - MOST_BLOCKS);
  const near = texts.slice(first, first + 2 * MOST_BLOCKS);
  const at = main - first;
  if (near.length === 1) return near[0]!;
  const names = near.map(namesOf);
  const chosen = chooseBlocks(names, at);
  return near
    .map((text, index) => (kind === "script" && index !== at ? withoutCalls(text) : text))
    .filter((_, index) => chosen.has(index))
    .join("\n");
}

/** Adds blocks until no chosen one needs another: first those before it, from the nearest, then those after it. */
function chooseBlocks(names: readonly Names[], main: number): Set<number> {
  const order = [
    ...Array.from({length: main}, (_, back) => main - 1 - back),
    ...Array.from({length: names.length - main - 1}, (_, on) => main + 1 + on)
  ];
  const chosen = new Set([main]);
  for (let isChanged = true; isChanged;) {
    const all = union([...chosen].map((index) => names[index]!));
    const next = order.find((index) => !chosen.has(index) && needs(all, names[index]!));
    isChanged = next !== undefined;
    if (next !== undefined) chosen.add(next);
  }
  return chosen;
}

function union(parts: readonly Names[]): Names {
  const all = (pick: (names: Names) => ReadonlySet<string>) =>
    new Set(parts.flatMap((part) => [...pick(part)]));
  return {
    offered: all(({offered}) => offered),
    bound: all(({bound}) => bound),
    used: all(({used}) => used)
  };
}
