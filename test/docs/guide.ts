import {cpSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {copyOfTool} from "../support/guide.js";
import {repository} from "../support/run-cli.js";

/** A code block of a guide that stands under the name of a file. */
export interface GuideBlock {
  /** The last name in backquotes before the block that looks like a file's. */
  path: string;
  /** `ts`, `sql`, …; the block of language `diff` changes a file, others are a whole one. */
  language: string;
  text: string;
}

const BLOCK = /^(`{3,})(\w+)\n([\s\S]*?)^\1$/gm;
const FILE_NAME = /`([\w./-]+\.(?:ts|md|sql|yaml|jsonl|py))`/g;

/** The code blocks of docs/NAME.md that name a file in the paragraph before them; a diff without one belongs to the file before. */
export function guideBlocks(name: string): GuideBlock[] {
  const text = readFileSync(join(repository, "docs", `${name}.md`), "utf8");
  const blocks: GuideBlock[] = [];
  let end = 0;
  for (const match of text.matchAll(BLOCK)) {
    const paragraph = text.slice(end, match.index).trimEnd().split("\n\n").at(-1)!;
    end = match.index + match[0].length;
    const language = match[2]!;
    const named = [...paragraph.matchAll(FILE_NAME)].at(-1)?.[1];
    const path = named ?? (language === "diff" ? blocks.at(-1)?.path : undefined);
    if (path !== undefined) blocks.push({path, language, text: match[3]!});
  }
  return blocks;
}

/** Writes the files of a guide below `folder`, and changes those that its diffs name. */
export function applyGuide(folder: string, blocks: readonly GuideBlock[]): void {
  for (const {path, language, text} of blocks) {
    const file = join(folder, path);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, language === "diff" ? patched(readFileSync(file, "utf8"), text, path) : text);
  }
}

/** Puts the `+` lines of a diff where its other lines stand, which must be one place. */
function patched(text: string, diff: string, path: string): string {
  const lines = diff.trimEnd().split("\n");
  const without = (sign: string): string =>
    lines
      .filter((line) => !line.startsWith(sign))
      .map((line) => `${line.slice(1)}\n`)
      .join("");
  const places = text.split(without("+")).length - 1;
  if (places !== 1) throw new Error(`a diff of the guide fits ${places} places of ${path}`);
  return text.replace(without("+"), () => without("-"));
}

/** `copyOfTool` with what training and a build need beside the code, below `folder`. */
export function copyRepository(folder: string): void {
  copyOfTool(folder);
  const data = ["annotations", "benchmarks", "models/countdown-base", "reference", "studies"];
  for (const name of ["observablehq.config.ts", ...data.map((entry) => join("data", entry))])
    cpSync(join(repository, name), join(folder, name), {recursive: true});
}
