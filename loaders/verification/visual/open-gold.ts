import {readAnswer} from "../math/strict/read-answer.js";
import type {ListGold, NumberGold, TextGold} from "./gold.js";
import {isNumeric} from "./quantity.js";

/** The gold of an open question whose data does not state a type: a number, a list of several values, else words. */
export function openGold(answer: string): NumberGold | ListGold | TextGold {
  const read = readAnswer(answer);
  if (read.kind === "value" && isNumeric(read.expression)) return {type: "number", value: answer};
  if (read.kind === "collection") return {type: "list", value: answer};
  return {type: "text", value: answer};
}
