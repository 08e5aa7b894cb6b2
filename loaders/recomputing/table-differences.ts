import {readFileSync} from "node:fs";

/** Differences that are said of one table; the rest is counted. */
const SHOWN = 5;

/**
 * What differs between two JSON files of a table, a line each: the path of the value, what was published and what comes out
 * now. Empty where their values are the same.
 */
export function tableDifferences(published: string, recomputed: string): string[] {
  const found: string[] = [];
  const [before, after] = [published, recomputed].map(
    (file) => JSON.parse(readFileSync(file, "utf8")) as unknown
  );
  compare("", before, after, found);
  if (found.length <= SHOWN) return found;
  return [...found.slice(0, SHOWN), `and ${found.length - SHOWN} more`];
}

function compare(path: string, before: unknown, after: unknown, found: string[]): void {
  if (Object.is(before, after)) return;
  if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      compare(Array.isArray(before) ? `${path}[${key}]` : `${path}.${key}`, before[key], after[key], found);
    return;
  }
  found.push(
    `${path.replace(/^\./, "") || "the whole"}: published ${shown(before)}, recomputed ${shown(after)}`
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}
