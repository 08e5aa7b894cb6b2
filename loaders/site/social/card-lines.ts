/** Widths of letters in the report's serif, as parts of the font size; a little more than they are. */
const widths: readonly [letters: RegExp, width: number][] = [
  [/[ijl.,:;'’|()\-fIt]/, 0.36],
  [/[rsz]/, 0.47],
  [/[mwMW@%]/, 0.92],
  [/[A-Z&=]/, 0.72]
];
const OTHER = 0.57;
const SPACE = 0.24;

/** About how many pixels wide a text is in the serif, at most. */
export function serifWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text)
    width += letter === " " ? SPACE : (widths.find(([letters]) => letters.test(letter))?.[1] ?? OTHER);
  return width * size;
}

/** A text, or as much of its beginning as fits into `width` pixels, with an ellipsis. */
export function cutLine(text: string, size: number, width: number): string {
  if (serifWidth(text, size) <= width) return text;
  let length = text.length;
  while (length > 1 && serifWidth(`${text.slice(0, length).trimEnd()}…`, size) > width) length--;
  return `${text.slice(0, length).trimEnd()}…`;
}

/**
 * A text as at most `most` lines of about the same length, none wider than `width` pixels: as few as hold it, so that no word is
 * left alone. What has no room ends in an ellipsis.
 */
export function balancedLines(
  text: string,
  {size, width, most}: {size: number; width: number; most: number}
): string[] {
  const lines = broken(text, size, width);
  if (lines.length > most) {
    const rest = lines.slice(most - 1).join(" ");
    return [...lines.slice(0, most - 1), cutLine(rest, size, width)];
  }
  let least = width;
  while (least > size && broken(text, size, least - size / 2).length === lines.length) least -= size / 2;
  return broken(text, size, least).map((line) => cutLine(line, size, width));
}

function broken(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1) ?? ""} ${word}`;
    if (lines.length > 0 && serifWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
