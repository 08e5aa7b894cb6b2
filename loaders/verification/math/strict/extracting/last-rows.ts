const NAMES = "align|aligned|alignat|alignedat|gather|gathered|eqnarray|split|multline|equation|flalign";

/** An environment of rows without another one inside. */
const ENVIRONMENT = new RegExp(
  String.raw`\\begin\{(${NAMES})\*?\}(?:\{\d\})?((?:(?!\\begin\{(?:${NAMES})\*?\})[^])*?)\\end\{\1\*?\}`,
  "g"
);

/** What stands before an environment that lies in a formula. */
const OPENED = new RegExp(String.raw`(?:\\\[|\$\$|\\begin\{(?:${NAMES})\*?\}(?:\{\d\})?)\s*$`);

const NOTES =
  /\\(?:label|tag\*?|intertext|shortintertext)\s?\{[^{}]*\}|\\(?:nonumber|notag|allowbreak)(?![a-z])/g;

const RELATION = /^(?:=|\\(?:equiv|approx|simeq|sim|cong)(?![a-z])|[≈≡])\s*/;
const ORDER = /^(?:[<>≤≥]|\\(?:leq?|geq?|lt|gt|in|[lg]eqslant)(?![a-z]))/;

/** Environments inside of each other are opened this often. */
const DEPTH = 4;

/**
 * A text whose displayed computations of several rows (`align`, `gather`, …) are the formula of their last row, `\[x = 3\]`: the result
 * alone where the row goes on with `=`. Formulas in `\[ \]` and `$$ $$` lose their line ends.
 */
export function withLastRows(text: string): string {
  let result = text;
  for (let depth = 0; depth < DEPTH && result.includes("\\begin{"); depth++) {
    const next = result.replace(ENVIRONMENT, (_, _name: string, content: string, at: number, all: string) => {
      const row = lastRow(content);
      return OPENED.test(all.slice(Math.max(0, at - 40), at)) ? ` ${row} ` : `\\[${row}\\]`;
    });
    if (next === result) break;
    result = next;
  }
  return withPunctuationBehind(result);
}

/** `$x = 3.$` as `$x = 3$.`: a formula ends before the sentence does. */
function withPunctuationBehind(text: string): string {
  const plain = text.includes("$")
    ? text.replace(/(?<![\\$])\$([^$\n]{1,300}?)\s?([.,;])\s?\$(?=[\s)]|$)/g, "$$$1$$$2")
    : text;
  return plain.includes("\\[") || plain.includes("$$") ? plain.replace(DISPLAY, displayed) : plain;
}

const DISPLAY = /(?:\\\[([^]{1,2000}?)\\\]|\$\$([^$]{1,2000})\$\$)(\s*[A-Z](?=[a-z]*[\s,]))?/g;

/** A displayed formula in one line, with its punctuation behind it; a word with a capital letter begins a sentence. */
function displayed(
  _: string,
  content: string | undefined,
  other: string | undefined,
  capital?: string
): string {
  const formula = (content ?? other!).replace(/\s+/g, " ").replace(/^\s|\s?(?:\\q?quad|\\[ ,;])*\s?$/g, "");
  const mark = /[.,;]$/.exec(formula)?.[0] ?? "";
  const end = capital === undefined ? mark : `. ${capital.trim()}`;
  return `\\[${mark === "" ? formula : formula.slice(0, -1).trimEnd()}\\]${end}`;
}

function lastRow(content: string): string {
  const rows = rowsOf(content.replace(NOTES, " ")).filter((row) => row !== "");
  let row = rows.at(-1) ?? "";
  // A sum that goes on from the row above.
  for (let i = rows.length - 2; i >= 0 && /^(?:[-+]|\\(?:pm|cdot|times|quad|qquad)(?![a-z]))/.test(row); i--)
    row = `${rows[i]!} ${row}`;
  if (RELATION.test(row)) return row.replace(RELATION, "");
  const [first] = rows;
  if (ORDER.test(row) && first !== row) return `${/^[^=<>≤≥\\]*/.exec(first!)![0]} ${row}`;
  return row;
}

/** The rows without the marks of their columns. */
function rowsOf(content: string): string[] {
  const rows: string[] = [];
  let depth = 0;
  let row = "";
  for (const [token] of content.matchAll(
    /\\begin\{|\\end\{|\\\\(?:\s?\[[^[\]]{1,12}\])?|\\[a-zA-Z]+|\\.|&|\{|\}|[^\\&{}]+/g
  )) {
    // The brace that closes the name of an environment takes one away.
    if (token === "\\begin{") depth += 2;
    else if (token === "{") depth++;
    else if (token === "}") depth--;
    if (token.startsWith("\\\\") && depth === 0) {
      rows.push(row);
      row = "";
    } else if (token !== "&" || depth > 0) row += token;
  }
  rows.push(row);
  return rows.map((text) => text.replace(/\s+/g, " ").trim());
}
