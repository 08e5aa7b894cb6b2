import {copyFileSync, mkdirSync} from "node:fs";
import {join} from "node:path";
import {requiredPackage} from "../workspace/package-folder.js";

interface Face {
  family: string;
  style: "normal" | "italic";
  weight: string;
  package: string;
  file: string;
}

const faces: Face[] = [
  {
    family: "Source Serif 4",
    style: "normal",
    weight: "200 900",
    package: "@fontsource-variable/source-serif-4",
    file: "source-serif-4-latin-wght-normal.woff2"
  },
  {
    family: "Source Serif 4",
    style: "italic",
    weight: "200 900",
    package: "@fontsource-variable/source-serif-4",
    file: "source-serif-4-latin-wght-italic.woff2"
  },
  {
    family: "Source Sans 3",
    style: "normal",
    weight: "200 900",
    package: "@fontsource-variable/source-sans-3",
    file: "source-sans-3-latin-wght-normal.woff2"
  }
];

/** Percent of a letter's width in the system's typeface that it has in ours: a mean over this report's text, kerned. */
interface Sizes {
  space: number;
  /** Small letters. */
  small: number;
  /** All others: capitals, digits, marks. */
  other: number;
}

/**
 * A typeface of the reader's system, fitted to one of ours: its letters take as much room until ours have come. Space, small
 * letters and all others are fitted each for itself: with one size for all, a line's width would be three times as far off.
 */
interface Fallback {
  family: keyof typeof heights;
  /** Stands behind our family's name in its own; the style sheet asks for one after the other. */
  suffix: "Fallback" | "Fallback Android" | "Fallback Linux";
  /** Names of the system's, for our weights. */
  locals: readonly string[];
  style: "normal" | "italic";
  weight: string;
  sizes: Sizes;
}

/** Ascent and descent of our files, in percent of the size. */
const heights = {
  "Source Sans 3": {ascent: 102.4, descent: 40},
  "Source Serif 4": {ascent: 103.6, descent: 33.5}
} as const;

/** The faces that we have of a family: a system's bold stands for our heavier weights. */
const cuts = {
  regular: {style: "normal", weight: "200 599"},
  bold: {style: "normal", weight: "600 900"},
  italic: {style: "italic", weight: "200 900"}
} as const;

/** The sizes are those of bench/report/fallback-sizes.ts. */
const fallbacks: Fallback[] = [
  ...systemFaces("Source Sans 3", "Fallback", ["Arial", "Liberation Sans", "Arimo"], {
    regular: {space: 71.7, small: 97.1, other: 88.6},
    bold: {space: 71.6, small: 91.4, other: 85.1}
  }),
  ...systemFaces("Source Sans 3", "Fallback Android", ["Roboto"], {
    regular: {space: 80.6, small: 95.2, other: 94.3},
    bold: {space: 80.5, small: 96.9, other: 93.6}
  }),
  ...systemFaces("Source Sans 3", "Fallback Linux", ["DejaVu Sans"], {
    regular: {space: 62.9, small: 84.5, other: 80.4},
    bold: {space: 57.4, small: 76.9, other: 74.3}
  }),
  ...systemFaces("Source Serif 4", "Fallback", ["Times New Roman", "Liberation Serif", "Tinos"], {
    regular: {space: 94.3, small: 121.6, other: 106},
    bold: {space: 91.1, small: 115.6, other: 96.5},
    italic: {space: 90.3, small: 109.9, other: 99.2}
  }),
  ...systemFaces("Source Serif 4", "Fallback Android", ["Noto Serif"], {
    regular: {space: 91.2, small: 100.3, other: 103.3},
    bold: {space: 88.1, small: 95.6, other: 98.8},
    italic: {space: 87.3, small: 93.9, other: 101.5}
  }),
  ...systemFaces("Source Serif 4", "Fallback Linux", ["DejaVu Serif"], {
    regular: {space: 74.6, small: 95.1, other: 90},
    bold: {space: 65.8, small: 87.7, other: 83.9},
    italic: {space: 71.4, small: 86.3, other: 88.5}
  })
];

function systemFaces(
  family: Fallback["family"],
  suffix: Fallback["suffix"],
  names: readonly string[],
  sizes: Partial<Record<keyof typeof cuts, Sizes>>
): Fallback[] {
  return (["regular", "bold", "italic"] as const).flatMap((cut) => {
    const size = sizes[cut];
    const ending = {regular: "", bold: " Bold", italic: " Italic"}[cut];
    return size
      ? [{family, suffix, locals: names.map((name) => name + ending), ...cuts[cut], sizes: size}]
      : [];
  });
}

/** Which characters each size is for. */
const ranges: Record<keyof Sizes, string> = {
  space: "U+20,U+A0",
  small: "U+61-7A,U+DF-FF",
  other: "U+0-1F,U+21-60,U+7B-9F,U+A1-DE,U+100-10FFFF"
};

const FOLDER = "_fonts";

/** Copies the typefaces of the installed packages into a built site. */
export function copyFonts(site: string): void {
  mkdirSync(join(site, FOLDER), {recursive: true});
  for (const face of faces)
    copyFileSync(join(requiredPackage(face.package), "files", face.file), join(site, FOLDER, face.file));
}

/**
 * The `<head>` lines that declare the typefaces; `toRoot` leads from the page's folder to the site's (`./`, `../`). They are
 * preloaded and swapped in: until they come, typefaces of the system stand there that take as much room, so that no text jumps.
 */
export function fontHead(toRoot: string): string {
  const preloads = faces.map(
    (face) => `<link rel="preload" as="font" type="font/woff2" href="${address(face, toRoot)}" crossorigin>`
  );
  return `${preloads.join("\n")}\n${fontStyle(toRoot)}`;
}

/** The declaration alone, without the preloads. */
export function fontStyle(toRoot: string): string {
  const rules = faces.map(
    (face) =>
      `@font-face{font-family:"${face.family}";font-style:${face.style};font-weight:${face.weight};font-display:swap;src:url("${address(face, toRoot)}") format("woff2")}`
  );
  return `<style>${[...rules, ...fallbacks.flatMap(fallbackRules)].join("")}</style>`;
}

function fallbackRules({family, suffix, style, weight, locals, sizes}: Fallback): string[] {
  const sources = locals.map((name) => `local("${name}")`).join(",");
  const {ascent, descent} = heights[family];
  return (["space", "small", "other"] as const).map((letters) => {
    const size = sizes[letters];
    // The browser scales heights too: a line is as high whichever letters it has.
    const [above, below] = [ascent, descent].map((height) => ((100 * height) / size).toFixed(1));
    return `@font-face{font-family:"${family} ${suffix}";font-style:${style};font-weight:${weight};src:${sources};size-adjust:${size}%;ascent-override:${above}%;descent-override:${below}%;line-gap-override:0%;unicode-range:${ranges[letters]}}`;
  });
}

function address({file}: Face, toRoot: string): string {
  return `${toRoot}${FOLDER}/${file}`;
}
