import {format, type Expression} from "../algebra/expression.js";
import type {Unit} from "./unit.js";

export type Comparator = "=" | "<" | ">" | "<=" | ">=" | "!=" | "in";
export type Combiner = "cup" | "cap" | "setminus" | "and" | "or";

/** A final answer, as structure. */
export type Answer =
  | {kind: "value"; expression: Expression; unit: Unit | null}
  /** Digits in a stated base: 52_8. */
  | {kind: "numeral"; digits: string; base: number}
  /** A multiple-choice letter, with the value written after it. */
  | {kind: "choice"; letter: string; value: Answer | null}
  /** Items between brackets; a bare list has empty brackets. `(1,2)` is both a pair and an open interval. */
  /** `isEither`: a list whose items `or` or a plus-minus sign joins. */
  | {
      kind: "collection";
      open: "(" | "[" | "{" | "";
      close: ")" | "]" | "}" | "";
      items: Answer[];
      isEither?: boolean;
    }
  | {kind: "matrix"; rows: Answer[][]}
  /** sides[0] comparators[0] sides[1] comparators[1] … */
  | {kind: "relation"; sides: Answer[]; comparators: Comparator[]}
  | {kind: "combination"; combiner: Combiner; parts: Answer[]}
  /** `isClock`: written like a time of day, such as 4:30. */
  | {kind: "ratio"; parts: Expression[]; isClock: boolean}
  /** A time of day; `half` is null where it is not said. */
  | {kind: "time"; hour: number; minute: number; half: "am" | "pm" | null}
  | {kind: "text"; text: string};

export type Collection = Extract<Answer, {kind: "collection"}>;
export type Relation = Extract<Answer, {kind: "relation"}>;
export type Value = Extract<Answer, {kind: "value"}>;

/** Whether the order of the items does not matter: sets, and lists without brackets. */
export function isUnordered(collection: Collection): boolean {
  return collection.open === "" || collection.open === "{";
}

/** An answer as plain text, for people who ask how it was read. */
export function describe(answer: Answer): string {
  switch (answer.kind) {
    case "value":
      return (
        format(answer.expression) +
        (answer.unit === null ? "" : ` [${answer.unit.factor.toString()} ${answer.unit.dimension}]`)
      );
    case "numeral":
      return `${answer.digits} in base ${answer.base}`;
    case "choice":
      return `choice ${answer.letter}${answer.value === null ? "" : ` = ${describe(answer.value)}`}`;
    case "collection":
      return `${answer.open === "" ? "list " : answer.open}${answer.items.map(describe).join(", ")}${answer.close}`;
    case "matrix":
      return `matrix ${answer.rows.map((row) => `[${row.map(describe).join(", ")}]`).join(" ")}`;
    case "relation":
      return answer.sides
        .map((side, i) => (i === 0 ? "" : ` ${answer.comparators[i - 1]!} `) + describe(side))
        .join("");
    case "combination":
      return answer.parts.map(describe).join(` ${answer.combiner} `);
    case "ratio":
      return answer.parts.map(format).join(" : ");
    case "time":
      return `${answer.hour}:${String(answer.minute).padStart(2, "0")}${answer.half === null ? "" : ` ${answer.half}`}`;
    case "text":
      return JSON.stringify(answer.text);
  }
}
