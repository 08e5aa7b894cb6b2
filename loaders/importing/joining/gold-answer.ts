import {asObject} from "../values.js";

/** What objects call their answer. */
const ANSWER_FIELDS = ["answer", "ground_truth", "value", "target", "final_answer"];

/**
 * The answer in a reference of a mathematics problem: what stands after `####` or on a last line `A: …` or `Answer: …`, or in
 * the last box of a solution; the only entry of a list; the field of an object that is called so; a number as text. Anything
 * else as it is, golds of ours and countdowns too; null for nothing.
 */
export function goldAnswer(gold: unknown): unknown {
  if (gold === undefined || gold === null) return null;
  if (Array.isArray(gold)) return gold.length === 1 ? goldAnswer(gold[0]) : gold;
  if (typeof gold === "number") return String(gold);
  if (typeof gold !== "string") return namedAnswer(gold) ?? gold;
  const text = gold.trim();
  const lastLine = text.slice(text.lastIndexOf("\n") + 1).trimStart();
  const marked = /^(?:####|A:|Answer:)(.+)$/.exec(lastLine)?.[1];
  if (marked !== undefined) return marked.trim();
  return lastBox(text) ?? text;
}

/** The answer of an object like `{target: 4, style: "rule"}`; null of another. */
function namedAnswer(gold: unknown): unknown {
  const object = asObject(gold);
  if (object === null || "paper" in object || "numbers" in object) return null;
  const name = ANSWER_FIELDS.find((each) => ["string", "number"].includes(typeof object[each]));
  return name === undefined ? null : goldAnswer(object[name]);
}

/** The content of the last \boxed{…} in a text; null where there is none that ends. */
function lastBox(text: string): string | null {
  const start = text.lastIndexOf("\\boxed{");
  if (start < 0) return null;
  let depth = 0;
  for (let i = start + 6; i < text.length; i++) {
    if (text[i] === "{") depth++;
    else if (text[i] === "}" && --depth === 0) return text.slice(start + 7, i).trim();
  }
  return null;
}
