import {parsePythonJson} from "./python-json.js";

/** Characters that may end a value of JSON without quotes. */
const BARE = /^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/**
 * The JSON value that a text begins with and the text's end cuts: open lists, objects and texts are closed where the cut is,
 * a field without its value is left out. The whole value where it is whole; undefined for what is no JSON, or is followed by
 * more than space.
 */
export function cutJson(text: string): unknown {
  const whole = parsed(text);
  if (whole !== undefined) return whole;
  const scan = scanJson(text);
  if (scan === null || scan.open.length === 0) return undefined;
  const closing = scan.open
    .map((bracket) => (bracket === "{" ? "}" : "]"))
    .reverse()
    .join("");
  if (scan.inText !== null) {
    const value = parsed(textStart(text, scan.inText) + closing);
    if (value !== undefined) return value;
  }
  const bare = bareEnd(text);
  const end = bare !== "" && !BARE.test(bare) ? text.slice(0, -bare.length) : text;
  const value = scan.inText === null ? parsed(end.replace(/,\s*$/, "") + closing) : undefined;
  return value ?? parsed(text.slice(0, scan.safeEnd) + closing);
}

interface Scan {
  /** Brackets that are open at the end. */
  open: readonly string[];
  /** Where the text that is open at the end begins; null outside of texts. */
  inText: number | null;
  /** Where the last whole value or opening bracket at the depth of the cut ends. */
  safeEnd: number;
}

/** Null for a text with something after its first value, or a line break in a text. */
function scanJson(text: string): Scan | null {
  const open: string[] = [];
  let inText: number | null = null;
  let safeEnd = 0;
  for (let place = 0; place < text.length; place++) {
    const letter = text[place]!;
    if (inText !== null) {
      if (letter === "\\") place++;
      else if (letter === "\n") return null;
      else if (letter === '"') inText = null;
      continue;
    }
    if (open.length === 0 && place > 0 && safeEnd > 0 && letter.trim() !== "") return null;
    if (letter === '"') inText = place;
    else if (letter === "{" || letter === "[") {
      open.push(letter);
      safeEnd = place + 1;
    } else if (letter === "}" || letter === "]") {
      open.pop();
      safeEnd = place + 1;
    } else if (letter === ",") safeEnd = place;
  }
  return {open, inText, safeEnd};
}

/** What stands at the end of a text without space, quotes or JSON's signs. A regular expression would look for it from every place. */
function bareEnd(text: string): string {
  let start = text.length;
  while (start > 0 && !/[\s,:[\]{}"]/.test(text[start - 1]!)) start--;
  return text.slice(start);
}

/** The text with the JSON text that is open at its end closed: an escape that is cut is left out. */
function textStart(text: string, begin: number): string {
  const body = text.slice(begin + 1);
  const escape = /\\(?:u[0-9a-fA-F]{0,3})?$/.exec(body.slice(-5))?.[0] ?? "";
  // After a backslash that is itself escaped there is none.
  let before = 0;
  while (body[body.length - escape.length - 1 - before] === "\\") before++;
  const cut = before % 2 === 0 ? escape : "";
  return `${text.slice(0, text.length - cut.length)}"`;
}

function parsed(text: string): unknown {
  try {
    return parsePythonJson(text);
  } catch {
    return undefined;
  }
}
