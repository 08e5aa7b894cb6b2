import type {Table} from "apache-arrow";

/** A row of a result, by the names of its columns. */
export type ChartRow = Readonly<Record<string, string | number | null>>;

/** The columns that are drawn. */
export interface ChartChoice {
  x: string;
  y: string;
  /** Null for one colour. */
  colour: string | null;
}

/** What can be drawn of a result. */
export interface ChartColumns {
  all: string[];
  numbers: string[];
  /** What is drawn first; null where no column holds numbers. */
  start: ChartChoice | null;
}

/** The columns of a result: opens with the last number over the first name, coloured by the second name where there is one. */
export function chartColumns(table: Table): ChartColumns {
  const fields = table.schema.fields;
  const all = fields.map(({name}) => name);
  // The classes of Arrow's types would have to be loaded with the page; their names are there already.
  const numbers = fields
    .filter(({type}) => /^(Ui|I)nt\d|^Float|^Decimal/.test(String(type)))
    .map(({name}) => name);
  const names = all.filter((name) => !numbers.includes(name));
  const y = numbers.at(-1);
  if (y === undefined || table.numRows === 0) return {all, numbers, start: null};
  const x = names[0] ?? numbers[0]!;
  return {all, numbers, start: {x, y, colour: names[1] ?? null}};
}

/** Values of a column that colours can tell apart. */
export const MOST_COLOURS = 8;

/**
 * Bars where each name on x stands for one row; groups of bars where each colour of it does; points where x holds numbers, or
 * a name stands for several rows: bars on each other would add up what is no sum.
 */
export function chartKind(rows: readonly ChartRow[], {x, colour}: ChartChoice): "bars" | "groups" | "points" {
  if (rows.some((row) => typeof row[x] === "number")) return "points";
  const distinct = (names: readonly string[]): number =>
    new Set(rows.map((row) => JSON.stringify(names.map((name) => row[name])))).size;
  if (distinct([x]) === rows.length) return "bars";
  const isGrouped =
    colour !== null && distinct([colour]) <= MOST_COLOURS && distinct([x, colour]) === rows.length;
  return isGrouped ? "groups" : "points";
}
