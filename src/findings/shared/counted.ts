import {whole} from "./format.js";

/** `none of 3`, `2 of 3`, `all 3`; `both` of two. */
export function countOf(count: number, all: number): string {
  if (count === 0) return `none of ${whole(all)}`;
  if (count < all) return `${whole(count)} of ${whole(all)}`;
  return all === 2 ? "both" : all === 1 ? "1 of 1" : `all ${whole(all)}`;
}

/** How many of those counted are beyond chance: `, clearly`, `, clearly on 2`, `, nowhere clearly`; nothing where none are counted. */
export function clearlyOf(clear: number, count: number, preposition: "on" | "in"): string {
  if (count === 0) return "";
  if (clear === count) return ", clearly";
  return clear === 0 ? ", nowhere clearly" : `, clearly ${preposition} ${whole(clear)}`;
}

/** A number or a range of completions, with the word: `1 completion`, `4 to 8 completions`. */
export function completionsText(count: string): string {
  return `${count} ${count === "1" ? "completion" : "completions"}`;
}
