import type {Answer} from "../math/strict/answer.js";
import {compareAnswers} from "../math/strict/comparing/compare-answers.js";
import {different, equal, type Comparison} from "../math/strict/comparing/comparison.js";
import {readAnswer} from "../math/strict/read-answer.js";
import {isNegated} from "./statement.js";

const introduction = /^(?:between|from|in|the (?:years?|values?|numbers?))\s+/i;
const RANGE =
  /\b(?:from|between|range(?: of)?|interval)\s+(\S{1,20})\s+(?:to|and|until)\s+(\S{1,20}?)(?=[.,;]?(?:\s|$))/i;
const SPAN = /^(\d{4})\s?(?:[-–—]|to|until)\s?(\d{4})$/i;
/** Values in brackets of their own. */
const GROUP = /[([{][^()[\]{}]{0,200},[^()[\]{}]{0,200}[)\]}]/g;
const SPACED = /^[[({]?\s*-?\d+(?:\.\d+)?(?:\s+-?\d+(?:\.\d+)?)+\s*[\])}]?$/;

/**
 * Compares lists item by item, in order. Brackets of any kind, or none, are the same; `between 2014 and 2016`, `from 2014 to
 * 2016` and `2014-2016` are lists, alternatives are not.
 */
export function matchList(gold: string, answer: string): Comparison {
  if (isNegated(answer) || /\bor\b/i.test(answer)) return different("no_list");
  const [expected, given] = [itemsOf(gold), itemsOf(answer)];
  if (expected.length !== given.length) return different("number_of_items");
  const place = expected.findIndex((item, i) => !compareAnswers(given[i]!, item).equal);
  return place < 0 ? equal("same_items_in_order") : different(`item ${place + 1}`);
}

function itemsOf(text: string): Answer[] {
  const bare = text.trim().replace(/[.。]$/, "");
  const range = RANGE.exec(bare) ?? SPAN.exec(bare);
  if (range !== null) return [range[1]!, range[2]!].map((item) => readAnswer(item));
  const [group, ...others] = bare.match(GROUP) ?? [];
  const plain =
    group !== undefined && others.length === 0 && !bare.startsWith(group)
      ? group
      : bare.replace(introduction, "");
  // Numbers separated by spaces alone would be multiplied.
  const read = readAnswer(SPACED.test(plain) ? plain.replace(/(?<=\d)\s+/g, ", ") : plain);
  return read.kind === "collection" ? read.items : [read];
}
