import {numberWordsToDigits} from "./number-words.js";
import {asciiDigits, characters, strip, stripRight} from "./symbolic/python-text.js";
import {deleteUnits} from "./unit-words.js";

/** Benchmarks whose answers keep their unit words. */
const KEEPS_UNITS = new Set(["minerva", "minerva_math", "carp_en"]);

/** Whether the harness skips the unit words for this benchmark. */
export function keepsUnits(benchmark: string): boolean {
  return KEEPS_UNITS.has(benchmark);
}

/** Replaces every `command` up to the next `}`. One pass: a pattern would search to the end for each unclosed command. */
function replaceGroups(text: string, command: string, replacement: (content: string) => string): string {
  let result = "";
  let from = 0;
  for (let at = text.indexOf(command); at >= 0; at = text.indexOf(command, from)) {
    const end = text.indexOf("}", at + command.length);
    if (end < 0) break;
    result += text.slice(from, at) + replacement(text.slice(at + command.length, end));
    from = end + 1;
  }
  return result + text.slice(from);
}

function unifyCommands(text: string): string {
  return replaceGroups(text, "\\begin{array}{", () => "\\begin{pmatrix}")
    .replaceAll("\\end{array}", "\\end{pmatrix}")
    .replaceAll("bmatrix", "pmatrix")
    .replaceAll("tfrac", "frac")
    .replaceAll("dfrac", "frac")
    .replaceAll("\\neq", "\\ne")
    .replaceAll("\\leq", "\\le")
    .replaceAll("\\geq", "\\ge")
    .replaceAll("\\left", "")
    .replaceAll("\\right", "")
    .replaceAll("\\{", "{")
    .replaceAll("\\}", "}");
}

/** From the FIRST `\text{` to the end, if the text ends with a brace: more than the last unit can go. */
function dropTrailingText(text: string): string {
  const start = text.indexOf("\\text{");
  if (start < 0 || !text.endsWith("}")) return text;
  return strip(text.slice(0, start)) || text;
}

const ASSIGNMENTS = ["x=", "y=", "z=", "x\\in", "y\\in", "z\\in", "x\\to", "y\\to", "z\\to"];

function dropDecorations(text: string): string {
  const bare = text
    .replaceAll("^{\\circ}", "")
    .replaceAll("^\\circ", "")
    .replaceAll("\\$", "")
    .replaceAll("$", "")
    .replaceAll("\\(", "")
    .replaceAll("\\)", "");
  const unwrapped = replaceGroups(numberWordsToDigits(bare), "\\text{", (content) => content);
  return ASSIGNMENTS.reduce((rest, assignment) => rest.replaceAll(assignment, ""), unwrapped)
    .replaceAll("\\emptyset", "{}")
    .replaceAll("(-\\infty,\\infty)", "\\mathbb{R}")
    .replaceAll("\\%", "")
    .replaceAll("%", "")
    .replaceAll(" .", " 0.")
    .replaceAll("{.", "{0.");
}

function unifyWords(text: string): string {
  const spelled = text.replaceAll("infinity", "\\infty");
  const infinite = spelled.includes("\\infty") ? spelled : spelled.replaceAll("inf", "\\infty");
  const bare = replaceGroups(infinite.replaceAll("and", "").replaceAll("\\mathbf", ""), "\\mbox{", () => "");
  return bare.includes("j") && !bare.includes("i") ? bare.replaceAll("j", "i") : bare;
}

/** `3.00` and `3.00x` lose the point and the zeros; `3.05` keeps them. */
function dropZeroDecimals(text: string): string {
  return text.replace(/(?<=\p{Nd})\.0*(\P{Nd})/gu, "$1").replace(/(?<=\p{Nd})\.0*$/u, "");
}

/** With exactly one `=` and at most two characters before it, what stands behind it. */
function dropShortLeftSide(text: string): string {
  const sides = text.split("=");
  return sides.length === 2 && characters(sides[0]!).length <= 2 ? sides[1]! : text;
}

/** `\frac12` and `\frac1{2}` get their braces, unless one `\frac` has fewer than two characters behind it. */
function braceFractions(text: string): string {
  const [head, ...rest] = text.split("\\frac");
  let result = head!;
  for (const part of rest) {
    if (part.startsWith("{")) {
      result += `\\frac${part}`;
      continue;
    }
    const [upper, lower, ...tail] = characters(part.slice(0, 4));
    if (upper === undefined || lower === undefined) return text;
    const after = tail.join("") + part.slice(4);
    result += `\\frac{${upper}}${lower === "{" ? "{" : `{${lower}}`}${after}`;
  }
  return result;
}

/** An integer as Python's `int()` reads and prints it; null where it raises. */
function integerText(text: string): string | null {
  const literal = asciiDigits(strip(text));
  if (!/^[+-]?\d+(?:_\d+)*$/.test(literal) || literal.length > 4300) return null;
  return BigInt(literal.replace("+", "").replaceAll("_", "")).toString();
}

/** `a/b` becomes a fraction where both sides are plain integers or hold a square root. */
function fractionFromSlash(text: string): string {
  const sides = text.split("/");
  if (sides.length !== 2) return text;
  const [upper, lower] = sides.map((side) => (side.includes("sqrt") ? side : integerText(side)));
  if (upper == null || lower == null || text !== `${upper}/${lower}`) return text;
  return `\\frac{${upper}}{${lower}}`;
}

/**
 * The harness's normal form of an answer, with all its faults: one-letter variables can vanish as units, a text that
 * contains a number word becomes that number, `and` disappears from every word. Not idempotent.
 */
export function stripAnswer(answer: string, keepUnits = false): string {
  const flat = stripRight(strip(answer).replaceAll("\n", ""), ".").replaceAll("\\!", "");
  const unitless = dropTrailingText(unifyCommands(flat));
  const text = dropZeroDecimals(unifyWords(dropDecorations(keepUnits ? unitless : deleteUnits(unitless))));
  if (text === "") return text;
  const value = dropShortLeftSide(text.startsWith(".") ? `0${text}` : text);
  const braced = value.replace(/\\sqrt([\p{L}\p{N}_]+)/gu, "\\sqrt{$1}").replaceAll(" ", "");
  return fractionFromSlash(braceFractions(braced));
}
