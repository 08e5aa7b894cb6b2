import {UserError} from "../../schema/user-error.js";
import {skippedRow, type RawPlace, type RawProblem, type RawRow} from "../raw-row.js";
import {asObject, textOr, textOrJson} from "../values.js";
import type {ColumnMap, FoundColumn} from "./column-map.js";
import {numberIn} from "./mapped-rows.js";

/** A column that may be the count of one system among several: `correct_base`. */
const WIDE = /^(?:c|correct|num_correct|n_correct)_(.+)/;

/** The system whose count a column of `wideCounts` is. */
export function countedSystem(column: string): string {
  return WIDE.exec(column)?.[1] ?? column;
}

/** Columns that may be the count where several are: one each of several systems. */
export function wideCounts(row: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(row).filter((name) => WIDE.test(name));
}

/** Whether a row holds how often a problem was tried and solved, and no completion. */
export function isCounted(value: unknown, map: ColumnMap): boolean {
  const row = asObject(value);
  if (row === null || map.find(row, "completion") !== null) return false;
  return (
    numberIn(map.find(row, "n")?.value) !== null &&
    (countColumn(row, map) !== null || wideCounts(row).length > 1)
  );
}

/** The column of the count; null where there is none, or several are. */
function countColumn(row: Readonly<Record<string, unknown>>, map: ColumnMap): FoundColumn | null {
  const found = map.find(row, "c");
  if (found !== null || map.names("c")) return found;
  const [only, second] = wideCounts(row);
  return only === undefined || second !== undefined ? null : {column: only, value: row[only]};
}

/** The count of a row. Throws a UserError where several columns may be it. */
export function countedRows(value: unknown, map: ColumnMap, place: RawPlace): readonly RawRow[] {
  const row = asObject(value);
  if (row === null) return [skippedRow(place, "no object")];
  const found = countColumn(row, map);
  const wide = wideCounts(row);
  if (found === null && !map.names("c") && wide.length > 1)
    throw new UserError(
      `${place.file} has several counts, ${wide.slice(0, 12).join(", ")}: name one with --map c=${wide[0]!}`
    );
  const n = numberIn(map.find(row, "n")?.value);
  const c = numberIn(found?.value);
  if (n === null || c === null || !Number.isSafeInteger(n) || !Number.isSafeInteger(c) || n < 1 || c < 0)
    return [skippedRow(place, "no counts: n and c must be whole numbers")];
  if (c > n) return [skippedRow(place, "more correct than tried", `${c} of ${n}`)];
  return [
    {
      kind: "count",
      ...place,
      benchmark: textOr(map.find(row, "benchmark")?.value),
      problem: countedProblem(row, map),
      metric: textOr(map.find(row, "metric")?.value) ?? "correct",
      n,
      c
    }
  ];
}

/** A column `problem` beside counts holds names, where no other column does. */
function countedProblem(row: Record<string, unknown>, map: ColumnMap): RawProblem {
  const id = textOrJson(map.find(row, "problem_id")?.value);
  const prompt = map.find(row, "prompt");
  const gold = map.find(row, "gold")?.value;
  return id === null && prompt?.column === "problem" && !map.names("prompt")
    ? {id: textOrJson(prompt.value), prompt: null, gold}
    : {id, prompt: textOrJson(prompt?.value), gold};
}
