/** A lexical unit of a mathematical answer. */
export interface Token {
  /**
   * `number`: digits with at most one point; `symbol`: one variable; `constant`: pi, e, i, infinity; `function`: a name of
   * `functionSpellings`, or exp, sqrt, cbrt; `command`: a LaTeX command with arguments (frac, binom, sqrt, begin, end);
   * `text`: prose inside \text{}; `word`: a plain word; `operator`: everything else.
   */
  kind: "number" | "symbol" | "constant" | "function" | "command" | "text" | "word" | "operator";
  text: string;
  /** White space stood before it. */
  space: boolean;
  /** The repeating digits of 0.1\overline{6}. */
  repeating?: string;
}

/** How to read what can be read in two ways. */
export interface Reading {
  /** Whether `1,234` is one number: nowhere, everywhere, or outside of brackets only. */
  grouping: "none" | "outside" | "everywhere";
  /** Whether `2e3` is 2000 or 2 times Euler's number times 3. */
  scientific: boolean;
  /** Whether letters after a number and a space are units (2.78 m, 4 up quarks), not variables. */
  units: boolean;
}

export const usualReading: Reading = {grouping: "outside", scientific: true, units: false};

/** Limits, so that no text makes the parser slow. Longer answers are compared as text. */
export const MAX_CHARACTERS = 4_000;
export const MAX_TOKENS = 2_000;
export const MAX_DEPTH = 60;

/** Thrown for text that is no expression; callers treat the text as prose. */
export class ParseError extends Error {
  override readonly name = "ParseError";
}
