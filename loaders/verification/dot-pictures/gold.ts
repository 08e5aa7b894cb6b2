import {type} from "arktype";
import {compiledType} from "../../schema/rows/compiled-type.js";
import {lazySchema, type Checked} from "../../schema/rows/lazy-schema.js";

const kind = "'red' | 'green' | 'blue' | 'dots' | 'crosses' | 'rings'";

const goldSchema = lazySchema(() => {
  const question = compiledType({ask: "'count'", of: kind})
    .or({ask: "'combine'", left: kind, operator: "'+' | '-' | '*'", right: kind})
    .or({ask: "'locate'", line: "'row' | 'column'", extreme: "'most' | 'fewest'", of: kind})
    .or({ask: "'make'", target: "number.integer >= 0"});
  return compiledType({picture: "string[] > 0", question});
});

type Question = Checked<typeof goldSchema>["question"];

/** One cell with marks in it. Row and column count from 1. */
export interface Cell {
  row: number;
  column: number;
  colour: string;
  shape: string;
  marks: number;
}

/** What a problem's picture truly shows, and what is asked about it. */
export interface Gold {
  rows: number;
  columns: number;
  cells: Cell[];
  question: Question;
}

const colours: Record<string, string> = {r: "red", g: "green", b: "blue"};
const shapes: Record<string, string> = {d: "dots", c: "crosses", r: "rings"};

/**
 * Gold of a picture problem: `{picture, question}`, the picture one string a row and one word a cell: first letters of
 * colour and shape, number of marks, or `-` for an empty cell. Returns what is wrong where it is none.
 */
export function parseGold(value: unknown): Gold | string {
  const gold = goldSchema(value);
  if (gold instanceof type.errors) return gold.summary;
  const words = gold.picture.map((row) => row.split(" "));
  const columns = words[0]!.length;
  if (words.some((row) => row.length !== columns)) return "rows of the picture differ in length";
  const cells: Cell[] = [];
  for (const [row, word, column] of words.flatMap((line, y) => line.map((w, x) => [y, w, x] as const))) {
    if (word === "-") continue;
    const match = /^([rgb])([dcr])([1-9])$/.exec(word);
    if (match === null) return `${JSON.stringify(word)} is no cell`;
    const [colour, shape] = [colours[match[1]!]!, shapes[match[2]!]!];
    cells.push({row: row + 1, column: column + 1, colour, shape, marks: Number(match[3])});
  }
  return {rows: words.length, columns, cells, question: gold.question};
}
