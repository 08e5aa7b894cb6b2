import {compiledType} from "../../schema/rows/compiled-type.js";
import {lazySchema} from "../../schema/rows/lazy-schema.js";

/** A number: an integer, or a decimal that answers must match when rounded to `precision` decimals. */
export interface NumberGold {
  type: "number";
  /** A decimal, a fraction or another expression without symbols: `6`, `-4.3`, `\frac{1}{2}`. */
  value: string;
  /** Decimals of the reference. Answers are right within half a unit of the last one. Absent: exactly equal. */
  precision?: number;
  /** Unit in which the value is given: answers in another unit of its kind are converted. */
  unit?: string;
}

/** Several values in a given order: `[2014, 2016]`, `(3,-4)`. */
export interface ListGold {
  type: "list";
  value: string;
}

/** Words, or a letter: equal but for case, punctuation and articles. */
export interface TextGold {
  type: "text";
  value: string;
}

/** Multiple choice, up to H. Answers name the choice by its letter (A is the first) or by its value. */
export interface ChoiceGold {
  type: "choice";
  choices: string[];
  /** Index of the right choice, from 0. */
  answer: number;
}

/** The `gold` of a visual problem. */
export type VisualGold = NumberGold | ListGold | TextGold | ChoiceGold;

/** Validates a visual problem's gold. Arktype's errors, to be told apart by `instanceof type.errors`, when it is none. */
export const parseVisualGold = lazySchema(() => {
  const number = compiledType({
    type: "'number'",
    value: "string > 0",
    "precision?": "0 <= number.integer <= 12",
    "unit?": "string > 0"
  });
  const list = compiledType({type: "'list'", value: "string > 0"});
  const text = compiledType({type: "'text'", value: "string > 0"});
  const choice = compiledType({
    type: "'choice'",
    choices: "1 <= string[] <= 8",
    answer: "number.integer >= 0"
  }).narrow(
    ({choices, answer}, context) =>
      answer < choices.length || context.mustBe("an index of one of the choices")
  );

  return number.or(list).or(text).or(choice);
});
