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

/** A typeface of the reader's system, fitted to one of ours: its letters take as much room until ours have come. */
interface Fallback {
  family: string;
  style: "normal" | "italic";
  weight: string;
  /** Names of the system's: of Windows and macOS, then the free ones of the same widths. */
  locals: readonly string[];
  /** Percent; measured as mean width of English text, and the ascent and descent of our file. */
  size: number;
  ascent: number;
  descent: number;
}

const fallbacks: Fallback[] = [
  {
    ...{
      family: "Source Sans 3",
      style: "normal",
      weight: "200 599",
      locals: ["Arial", "Liberation Sans", "Arimo"]
    },
    ...{size: 94, ascent: 108.9, descent: 42.6}
  },
  {
    ...{family: "Source Sans 3", style: "normal", weight: "600 900"},
    locals: ["Arial Bold", "Liberation Sans Bold", "Arimo Bold"],
    ...{size: 90, ascent: 113.8, descent: 44.4}
  },
  {
    ...{family: "Source Serif 4", style: "normal", weight: "200 599"},
    locals: ["Times New Roman", "Liberation Serif", "Tinos"],
    ...{size: 117.3, ascent: 88.3, descent: 28.6}
  },
  {
    ...{family: "Source Serif 4", style: "normal", weight: "600 900"},
    locals: ["Times New Roman Bold", "Liberation Serif Bold", "Tinos Bold"],
    ...{size: 112, ascent: 92.5, descent: 29.9}
  },
  {
    ...{family: "Source Serif 4", style: "italic", weight: "200 900"},
    locals: ["Times New Roman Italic", "Liberation Serif Italic", "Tinos Italic"],
    ...{size: 107.7, ascent: 96.2, descent: 31.1}
  }
];

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
  return `<style>${[...rules, ...fallbacks.map(fallbackRule)].join("")}</style>`;
}

function fallbackRule({family, style, weight, locals, size, ascent, descent}: Fallback): string {
  const sources = locals.map((name) => `local("${name}")`).join(",");
  return `@font-face{font-family:"${family} Fallback";font-style:${style};font-weight:${weight};src:${sources};size-adjust:${size}%;ascent-override:${ascent}%;descent-override:${descent}%;line-gap-override:0%}`;
}

function address({file}: Face, toRoot: string): string {
  return `${toRoot}${FOLDER}/${file}`;
}
