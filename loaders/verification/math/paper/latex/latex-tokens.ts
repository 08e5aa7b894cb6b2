/**
 * Kinds of token. Punctuation is its own kind (`(`, `^`, `,` …) and a command that the grammar names is its own kind too
 * (`\frac`); every other command is a `symbol`, `dx` a `differential`, `&` and a double backslash a `separator`, and
 * `invalid` is the place where the lexer fails.
 */
export interface Token {
  kind: string;
  text: string;
  start: number;
  end: number;
}

/** Commands that SymPy's lexer skips. */
const SKIPPED = new Set(
  (
    "thinspace medspace thickspace quad qquad negthinspace negmedspace negthickspace left right " +
    "vrule vcenter vbox vskip vspace hfil"
  ).split(" ")
);

/** Characters that, after a backslash, make a command that is skipped. */
const SKIPPED_MARKS = ',:;!*-./"(=';

const RELATIONS = new Map<string, string>([
  ["<", "<"],
  [">", ">"],
  ["\\neq", "!="],
  ...["leq", "le", "leqq", "leqslant"].map((name) => [`\\${name}`, "<="] as const),
  ...["geq", "ge", "geqq", "geqslant"].map((name) => [`\\${name}`, ">="] as const)
]);

const FUNCTION_COMMANDS = new Set(
  (
    "exp log lg ln sin cos tan csc sec cot arcsin arccos arctan arccsc arcsec arccot " +
    "sinh cosh tanh arsinh arcosh artanh"
  ).split(" ")
);

const KEYWORDS = new Set(
  (
    "langle rangle lim int sum prod lfloor rfloor lceil rceil sqrt overline times cdot div frac dfrac tfrac " +
    "binom dbinom tbinom mathit to rightarrow Rightarrow longrightarrow Longrightarrow"
  ).split(" ")
);

const ALIASES = new Map([
  ["dfrac", "frac"],
  ["tfrac", "frac"],
  ["dbinom", "binom"],
  ["tbinom", "binom"],
  ["rightarrow", "to"],
  ["Rightarrow", "to"],
  ["longrightarrow", "to"],
  ["Longrightarrow", "to"]
]);

const MARKS = "+-*/(){}[]|_^:!,.";

// Sticky, one alternative a token; the lexer takes the longest match and these never compete for one start.
const PATTERN =
  /[ \t\r\n]+|d[ \t\r\n]*(?:\\[a-zA-Z]+|[a-zA-Z])|&[ \t\r\n]*=|=[ \t\r\n]*&|\\int\\limits|\\right\||\\left\||\\[a-zA-Z]+|\\[^a-zA-Z]|'+|[^]/y;

function commandKind(text: string): string | null {
  const relation = RELATIONS.get(text);
  if (relation !== undefined) return relation;
  if (text === "\\int\\limits") return "\\int";
  if (text.endsWith("|")) return text;
  const name = text.slice(1);
  if (SKIPPED.has(name)) return null;
  if (KEYWORDS.has(name)) return `\\${ALIASES.get(name) ?? name}`;
  return FUNCTION_COMMANDS.has(name) ? "function" : "symbol";
}

function backslashKind(mark: string): string | null {
  if (mark === "{" || mark === "}") return `\\${mark}`;
  if (mark === "\\") return "separator";
  return mark !== "" && SKIPPED_MARKS.includes(mark) ? null : "invalid";
}

/** The token's kind; null for text that is skipped. */
function kindOf(text: string): string | null {
  const first = text[0]!;
  if (/[ \t\r\n]/.test(first)) return null;
  if (first === "\\") return /^\\[a-zA-Z]/.test(text) ? commandKind(text) : backslashKind(text.slice(1));
  if (first === "d" && text.length > 1) return "differential";
  if (text.includes("=")) return "=";
  if (/[a-zA-Z]/.test(first)) return "letter";
  if (/[0-9]/.test(first)) return "digit";
  if (first === "'") return "quotes";
  if (first === "&") return "separator";
  return RELATIONS.get(first) ?? (MARKS.includes(first) ? first : "invalid");
}

/** The tokens of a LaTeX text up to the first place where SymPy's lexer fails, which is the last token then. */
export function latexTokens(text: string): Token[] {
  const tokens: Token[] = [];
  PATTERN.lastIndex = 0;
  for (let start = 0; start < text.length; start = PATTERN.lastIndex) {
    const match = PATTERN.exec(text)!;
    const kind = kindOf(match[0]);
    if (kind !== null) tokens.push({kind, text: match[0], start, end: PATTERN.lastIndex});
    if (kind === "invalid") break;
  }
  return tokens;
}
