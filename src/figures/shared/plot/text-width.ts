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
