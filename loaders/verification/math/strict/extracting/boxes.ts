/** A `\boxed{}` or `\fbox{}` of a text. */
interface Box {
  text: string;
  start: number;
  end: number;
}

const BOX = /\\(?:boxed|fbox)\s{0,4}/g;

/** Boxes further apart than this many characters are no list. */
const MAX_GAP = 60;
const MAX_BOXES = 20;

/** The label of a part between two boxes: `**(b)**`. */
const PART = /^[\s$.,;*)\]\\]*(?:\\text(?:bf)?\s?\{\s?)?(?:part\s)?\(([b-f]|i{2,3}|iv|v)\)[\s:*}$([\\]*$/i;

/** Words between two boxes that take the first one back, or start another thought. */
const BREAK =
  /[.?!]\s|\n\s*\n|=>|\b(?:then|not|but|instead|wait|no|actually|so|thus|hence|therefore|which|rather|really|finally|again|since|because|where|if|from|using|check|verify|wrong|incorrect|false|than)\b/i;
const CONNECTIVE = /[,;]|\b(?:and|or)\b/;

/**
 * The contents of the last boxes of a text: one box, or several that one sentence joins by `and`, `or` or a comma (`$x =
 * \boxed{2}$ or $x = \boxed{3}$`). Null where the last box is empty or not closed: what stands before it was taken back or
 * never finished. Boxes of which each stands behind the label of its part (`(a) \boxed{2} (b) \boxed{3}`) keep the labels. Undefined where there is no box.
 */
export function lastBoxes(text: string): string[] | null | undefined {
  if (!text.includes("\\boxed") && !text.includes("\\fbox")) return undefined;
  const start = lastBox(text, text.length);
  let first = boxAt(text, start);
  if (first === null || first.text.trim() === "") return null;
  const parts = [first.text.trim()];
  let label = "";
  while (parts.length < MAX_BOXES) {
    const at = lastBox(text, first.start);
    const before = at < 0 ? null : boxAt(text, at);
    if (before === null || before.text.trim() === "") break;
    const part = partLabel(text, before, first);
    if (part === null ? label !== "" || !areJoined(text, before, first) : label === "" && parts.length > 1)
      break;
    if (part !== null) parts[0] = `(${part}) ${parts[0]!}`;
    label = part ?? "";
    parts.unshift(before.text.trim());
    first = before;
  }
  if (label !== "") parts[0] = `(${/^i/i.test(label) ? "i" : "a"}) ${parts[0]!}`;
  return parts;
}

const PART_OF_TEXT = /(?:^|\n|[.;]\s)[ \t>#*]*(?:part\s)?\(([a-f]|i{1,3}|iv|v)\)/gi;

/**
 * The boxes of a text of which each stands behind the label of its part at the start of a line ("(a) The first is \boxed{2}"), with
 * these labels; null where a box has no label of its own, or more than one.
 */
export function labelledBoxes(text: string): string | null {
  const parts: string[] = [];
  let from = 0;
  for (const {index} of text.matchAll(/\\(?:boxed|fbox)(?![a-z])/g)) {
    if (index < from) continue;
    const box = boxAt(text, index);
    const labels = Array.from(text.slice(from, index).matchAll(PART_OF_TEXT));
    if (box === null || labels.length !== 1 || parts.length >= MAX_BOXES) return null;
    parts.push(`(${labels[0]![1]!.toLowerCase()}) ${box.text.trim()}`);
    from = box.end;
  }
  return parts.length > 1 ? parts.join(" ") : null;
}

/** b of `\boxed{2} (b) \boxed{3}`; null where anything else stands between the boxes. */
function partLabel(text: string, left: Box, right: Box): string | null {
  return left.end > right.start || right.start - left.end > MAX_GAP
    ? null
    : (PART.exec(text.slice(left.end, right.start))?.[1]?.toLowerCase() ?? null);
}

function areJoined(text: string, left: Box, right: Box): boolean {
  if (left.end > right.start || right.start - left.end > MAX_GAP) return false;
  const between = text
    .slice(left.end, right.start)
    .replace(/\\(?:text|mbox|textrm)\s?\{|\\(?:quad|qquad|[,;:! ()[\]])|[$(){}~&]/g, " ");
  return between.trim() === "" || (CONNECTIVE.test(between) && !BREAK.test(between));
}

function lastBox(text: string, before: number): number {
  return before <= 0
    ? -1
    : Math.max(text.lastIndexOf("\\boxed", before - 1), text.lastIndexOf("\\fbox", before - 1));
}

/** The box that starts at a position; null where it is not closed. */
function boxAt(text: string, at: number): Box | null {
  BOX.lastIndex = at;
  const start = at + (BOX.exec(text)?.[0].length ?? 0);
  if (text[start] !== "{") {
    const end = start + (/^[^\s$.,]{0,40}/.exec(text.slice(start, start + 40))?.[0].length ?? 0);
    return end > start ? {text: text.slice(start, end), start: at, end} : null;
  }
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 123) depth++;
    else if (code === 125 && --depth === 0) return {text: text.slice(start + 1, i), start: at, end: i + 1};
  }
  return null;
}
