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

/** A text, or as much of its beginning as fits into `width` pixels with an ellipsis. */
export function cutToWidth(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  let length = text.length;
  while (length > 1 && textWidth(`${text.slice(0, length).trimEnd()}…`, fontSize) > width) length--;
  return `${text.slice(0, length).trimEnd()}…`;
}
