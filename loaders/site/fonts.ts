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

const FOLDER = "_fonts";

/** Copies the typefaces of the installed packages into a built site. */
export function copyFonts(site: string): void {
  mkdirSync(join(site, FOLDER), {recursive: true});
  for (const face of faces)
    copyFileSync(join(requiredPackage(face.package), "files", face.file), join(site, FOLDER, face.file));
}

/**
 * The `<head>` lines that declare the typefaces; `toRoot` leads from the page's folder to the site's (`./`, `../`). They are
 * preloaded and optional: a typeface that comes too late for the first paint is left for the next page, so that no text jumps.
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
      `@font-face{font-family:"${face.family}";font-style:${face.style};font-weight:${face.weight};font-display:optional;src:url("${address(face, toRoot)}") format("woff2")}`
  );
  return `<style>${rules.join("")}</style>`;
}

function address({file}: Face, toRoot: string): string {
  return `${toRoot}${FOLDER}/${file}`;
}
