/** DuckDB's types that the store writes. */
export type ParquetType = "VARCHAR" | "INTEGER" | "BIGINT" | "FLOAT" | "DOUBLE";

/** What a column of a table file holds. docs/data-model.md is made from these. */
export interface Column<Type extends string = string> {
  type: Type;
  /** One sentence or phrase; it says what the numbers or texts are, not what their type is. */
  meaning: string;
  /** Of numbers that have one. */
  unit?: string;
  /** When there is no value; a column without this has one in every row. */
  nullWhen?: string;
}

/** Columns by name, in the order of the file. */
export type Columns<Type extends string = string> = Readonly<Record<string, Column<Type>>>;

/** The types of columns by name, in the order of the file. */
export function columnTypes<C extends Columns>(columns: C): {readonly [name in keyof C]: C[name]["type"]} {
  const types = Object.entries(columns).map(([name, {type}]) => [name, type]);
  return Object.fromEntries(types) as {[name in keyof C]: C[name]["type"]};
}
