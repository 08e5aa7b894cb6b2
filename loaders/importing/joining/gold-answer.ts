/**
 * The answer in a reference of a mathematics problem: what stands after `####` or on a last line `A: …` or `Answer: …`, or in
 * the last box of a solution; the only entry of a list; a number as text. Anything else as it is; null for nothing.
 */
export function goldAnswer(gold: unknown): unknown {
  if (gold === undefined || gold === null) return null;
  if (Array.isArray(gold)) return gold.length === 1 ? goldAnswer(gold[0]) : gold;
  if (typeof gold === "number") return String(gold);
  if (typeof gold !== "string") return gold;
  const text = gold.trim();
  const lastLine = text.slice(text.lastIndexOf("\n") + 1).trimStart();
  const marked = /^(?:####|A:|Answer:)(.+)$/.exec(lastLine)?.[1];
  if (marked !== undefined) return marked.trim();
  return lastBox(text) ?? text;
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
