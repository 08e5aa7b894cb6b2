import type {Answer} from "../math/strict/answer.js";
import {compareAnswers} from "../math/strict/compare-answers.js";
import {different, equal, type Comparison} from "../math/strict/comparison.js";
import {readAnswer} from "../math/strict/read-answer.js";

const introduction = /^(?:between|from|the (?:years?|values?|numbers?))\s+/i;

/** Compares lists item by item, in order. Brackets of any kind, or none, are the same; `between 2014 and 2016` is a list. */
export function matchList(gold: string, answer: string): Comparison {
  const [expected, given] = [itemsOf(gold), itemsOf(answer)];
  if (expected.length !== given.length) return different("number_of_items");
  const place = expected.findIndex((item, i) => !compareAnswers(given[i]!, item).equal);
  return place < 0 ? equal("same_items_in_order") : different(`item ${place + 1}`);
}

function itemsOf(text: string): Answer[] {
  const bare = text.trim().replace(introduction, "");
  // Numbers separated by spaces alone would be multiplied.
  const spaced = /^[[({]?\s*-?\d+(?:\.\d+)?(?:\s+-?\d+(?:\.\d+)?)+\s*[\])}]?$/.test(bare);
  const read = readAnswer(spaced ? bare.replace(/(?<=\d)\s+/g, ", ") : bare);
  return read.kind === "collection" ? read.items : [read];
}
