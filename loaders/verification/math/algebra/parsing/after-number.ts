import type {Token} from "./token.js";

/** Whether an upright letter after these tokens is a unit, as the metre of `3\mathrm{m}` and the watt of `3\frac{\mathrm{W}}{\mathrm{K}}` are. */
export function isAfterNumber(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  if (last?.text === "{")
    return tokens.at(-2)?.text === "frac"
      ? tokens.at(-3)?.kind === "number"
      : tokens.at(-2)?.text === "}" && tokens.at(-3)?.kind === "text";
  // 3\mu\mathrm{m}
  if (last?.text === "mu" && tokens.at(-2)?.kind === "number") return true;
  const previous = last?.text === "/" || last?.text === "*" ? tokens.at(-2) : last;
  return last?.kind === "number" || last?.text === "}" || last?.text === "deg" || previous?.kind === "text";
}
