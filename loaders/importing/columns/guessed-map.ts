import {ColumnMap, type ColumnName} from "./column-map.js";

const ID = "(?:^|[_.-])(?:id|idx|index|key|no|nr)$";

/** What names of columns look like that hold what we ask for, the surest first, and what is in them. */
const looks: readonly {name: ColumnName; words: readonly string[]; kinds: readonly string[]}[] = [
  {
    name: "completion",
    words: [
      "complet",
      "response",
      "output",
      "generat",
      "tries",
      "rollout",
      "sample",
      "pred",
      "answer",
      "solution",
      "reply",
      "text"
    ],
    kinds: ["string", "texts"]
  },
  {
    name: "prompt",
    words: ["prompt", "question", "query", "problem", "instruct", "input", "^q$"],
    kinds: ["string"]
  },
  {
    name: "gold",
    words: ["gold", "truth", "target", "reference", "expected", "label", "answer", "solution", "^gt"],
    kinds: ["string", "number"]
  },
  {name: "problem_id", words: [ID], kinds: ["string", "number"]},
  {
    name: "verdict",
    words: ["correct", "pass", "score", "right", "^ok$", "acc"],
    kinds: ["boolean", "number", "flags"]
  }
];

/**
 * The value of `--map` that would fit columns whose usual names are not there: `completion=tries,prompt=q`. By names and what
 * they hold; the completion is else the longest text that is no question, or NAME where there is none.
 */
export function guessedMap(columns: ReadonlyMap<string, unknown>): string {
  const usual = new ColumnMap({});
  const row = Object.fromEntries(columns);
  const used = new Set<string>();
  const pairs: string[] = [];
  for (const {name, words, kinds} of looks) {
    if (usual.find(row, name) !== null) continue;
    const fitting = [...columns].filter(
      ([column, value]) => !used.has(column) && kinds.includes(kindOf(value))
    );
    const named = words.flatMap((word) => fitting.filter(([column]) => isNamed(column, word)));
    const [found] =
      named.length > 0 || name !== "completion"
        ? named
        : fitting.filter(([column, value]) => !isNamed(column, ID) && !isQuestion(value)).sort(byLength);
    if (found !== undefined) used.add(found[0]);
    if (found !== undefined || name === "completion") pairs.push(`${name}=${found?.[0] ?? "NAME"}`);
  }
  return pairs.join(",");
}

function kindOf(value: unknown): string {
  if (!Array.isArray(value)) return typeof value;
  if (value.length > 0 && value.every((each) => typeof each === "string")) return "texts";
  return value.length > 0 && value.every((each) => typeof each === "boolean" || each === 0 || each === 1)
    ? "flags"
    : "list";
}

/** Whether the last name of a path holds a word. */
function isNamed(column: string, word: string): boolean {
  return new RegExp(word, "i").test(column.slice(column.lastIndexOf(".") + 1));
}

function isQuestion(value: unknown): boolean {
  return typeof value === "string" && value.trimEnd().endsWith("?");
}

function byLength([, a]: [string, unknown], [, b]: [string, unknown]): number {
  return JSON.stringify(b).length - JSON.stringify(a).length;
}
