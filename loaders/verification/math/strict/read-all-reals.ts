import {symbol} from "../algebra/expression.js";
import type {Answer} from "./answer.js";

const ALL =
  /^\\?(?:text\s?\{)?\s?(?:x (?:is|can be) )?(?:the set of )?all (?:the )?real(?:s| numbers| values)(?: (?:of )?x)?(?:,?\s(?:except|but|other than)(?: for)?(?:\s|\})(.{1,200}))?\s?\}?$/i;

const SIGNED = /^\\mathbb\s?\{?R\}?\s?_\s?\{?\s?(\\(?:geq?|leq?|neq?)(?:slant)?|[<>])\s?0\s?\}?$/;

/** \mathbb{R}^+ */
const HALF = /^\\mathbb\s?\{?R\}?\s?\^\s?\{?\s?([+-])\s?\}?$/;

const SIGN_WORDS =
  /^\\?(?:text\s?\{)?\s?(?:x (?:is|can be) )?(?:the set of )?(?:all |any )?(?:the )?(?:(?:strictly )?(positive|negative|non-?negative|non-?positive|non-?zero) (?:reals?|(?=numbers))|real (?:numbers? )?(?:x )?(greater than|less than) (?:0|zero))(?: ?numbers?| values)?\s?\}?$/i;

const BOUNDED =
  /^\\?(?:text\s?\{)?\s?(?:x (?:is|can be) )?(?:the set of )?(?:all|any) (?:the )?real(?:s| numbers?| values?) (?:x )?(greater than or equal to|less than or equal to|at least|at most|greater than|more than|less than|above|below)(?:\s|\}|\$)+(.{1,60}?)\s?[$}]?$/i;

const BOUNDS: ReadonlyMap<string, string> = new Map([
  ["greater than or equal to", "\\ge"],
  ["at least", "\\ge"],
  ["less than or equal to", "\\le"],
  ["at most", "\\le"],
  ["greater than", ">"],
  ["more than", ">"],
  ["above", ">"],
  ["less than", "<"],
  ["below", "<"]
]);

const SIGNS: ReadonlyMap<string, string> = new Map([
  ["positive", ">"],
  ["greater than", ">"],
  ["negative", "<"],
  ["less than", "<"],
  ["nonnegative", "\\ge"],
  ["nonpositive", "\\le"],
  ["nonzero", "\\ne"]
]);

/** "all real numbers", "all positive real numbers" and "all real numbers except 2 and 3"; \mathbb{R}_{\ge 0}; "all real numbers greater than 2"; null for anything else. */
export function readAllReals(text: string, read: (rest: string) => Answer): Answer | null {
  const sign = SIGNED.exec(text)?.[1];
  if (sign !== undefined) return read(`x ${sign} 0`);
  const half = HALF.exec(text)?.[1];
  if (half !== undefined) return read(half === "+" ? "x > 0" : "x < 0");
  const words = text.length > 100 ? null : SIGN_WORDS.exec(text);
  if (words !== null) {
    const word = (words[1] ?? words[2])!.toLowerCase().replace("-", "");
    return read(`x ${SIGNS.get(word)!} 0`);
  }
  const bounded = text.length > 160 ? null : BOUNDED.exec(text);
  if (bounded !== null) return read(`x ${BOUNDS.get(bounded[1]!.toLowerCase())!} ${bounded[2]!}`);
  const match = ALL.exec(text);
  if (match === null) return null;
  const reals: Answer = {kind: "value", expression: symbol("mathbb R"), unit: null};
  if (match[1] === undefined) return reals;
  const left = read(match[1].replace(/^[\s}]+|^x\s?=/, ""));
  if (left.kind === "text") return null;
  const items = left.kind === "collection" && left.open === "" ? left.items : [left];
  const removed: Answer =
    left.kind === "collection" && left.open === "{"
      ? left
      : {kind: "collection", open: "{", close: "}", items};
  return {kind: "combination", combiner: "setminus", parts: [reals, removed]};
}
