/** Widths of letters in the report's sans, semi-bold, as parts of the font size. */
const widths: readonly [letters: RegExp, width: number][] = [
  [/[ijl.,:;'’|]/, 0.27],
  [/[ftrI()/-]/, 0.35],
  [/ /, 0.2],
  [/[mwMW@%]/, 0.82],
  [/[A-HJ-LN-VX-Z]/, 0.6]
];
const OTHER = 0.53;

/** About how many pixels wide a text is, before anything is drawn. */
export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const letter of text) width += widths.find(([letters]) => letters.test(letter))?.[1] ?? OTHER;
  return width * fontSize;
}

/** Breaks text between words into lines that are at most as wide as `width` by `measure`; a longer word has a line of its own. */
export function wrapText(text: string, width: number, measure: (line: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = `${lines.at(-1) ?? ""} ${word}`;
    if (lines.length > 0 && measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/**
 * A text in lines of at most `width` pixels, whole: broken between words, else after a hyphen, a comma or a slash, and inside a
 * word that alone is wider.
 */
export function fitLines(text: string, fontSize: number, width: number): string[] {
  const measure = (line: string): number => textWidth(line, fontSize);
  return wrapText(text, width, measure).flatMap((line) =>
    measure(line) <= width ? [line] : brokenWord(line, width, measure)
  );
}

function brokenWord(word: string, width: number, measure: (line: string) => number): string[] {
  const pieces = word
    .split(/(?<=[-,/_])/)
    .flatMap((piece) => (measure(piece) <= width ? [piece] : Array.from(piece)));
  const lines: string[] = [];
  for (const piece of pieces) {
    const longer = (lines.at(-1) ?? "") + piece;
    if (lines.length > 0 && measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines;
}

/** The font size at which a text of one line is as wide as `width` pixels, but not more than `fontSize`, nor so small that nobody reads it. */
export function fittedSize(text: string, fontSize: number, width: number): number {
  const least = 9;
  return Math.max(
    least,
    Math.min(fontSize, Math.floor((10 * fontSize * width) / textWidth(text, fontSize)) / 10)
  );
}
