import {spawnSync} from "node:child_process";
import {cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {repository, type CliResult} from "../support/run-cli.js";

/**
 * A fenced block of a guide: a file (`ts my-study/x.ts`; with `+` its lines are added to the file, with the language
 * `diff` they change it), or commands (`sh`).
 */
interface Block {
  language: string;
  file: string | null;
  isAdded: boolean;
  text: string;
}

const BLOCK = /^(`{3,})(\w+)(?: (\S+))?( \+)?\n([\s\S]*?)^\1$/gm;

/** The blocks of docs/NAME.md, in order. */
export function guideBlocks(name: string): Block[] {
  const text = readFileSync(join(repository, "docs", `${name}.md`), "utf8");
  return [...text.matchAll(BLOCK)].map(([, , language, file, added, content]) => ({
    language: language!,
    file: file ?? null,
    isAdded: added !== undefined,
    text: content!
  }));
}

/** Writes the files of docs/NAME.md below `folder`, and changes those that its diffs name. */
export function writeGuide(name: string, folder: string): void {
  for (const {file, language, isAdded, text} of guideBlocks(name)) {
    if (file === null) continue;
    const path = join(folder, file);
    mkdirSync(dirname(path), {recursive: true});
    const content = language === "diff" ? patched(readFileSync(path, "utf8"), text, file) : text;
    writeFileSync(path, content, {flag: isAdded ? "a" : "w"});
  }
}

/** Puts the `+` lines of a diff where its other lines stand, which must be one place. */
function patched(text: string, diff: string, file: string): string {
  const lines = diff.trimEnd().split("\n");
  const without = (sign: string): string =>
    lines
      .filter((line) => !line.startsWith(sign))
      .map((line) => `${line.slice(1)}\n`)
      .join("");
  const places = text.split(without("+")).length - 1;
  if (places !== 1) throw new Error(`a diff of the guide fits ${places} places of ${file}`);
  return text.replace(without("+"), () => without("-"));
}

/** A copy of what the commands run, with the packages of the repository: a guide may add to it. */
export function copyOfTool(folder: string): void {
  for (const name of ["loaders", "scripts", "src", "package.json", "package-lock.json", "tsconfig.json"])
    cpSync(join(repository, name), join(folder, name), {
      recursive: true,
      filter: (source) => !source.includes(".observablehq")
    });
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
}

/** `copyOfTool` with what training and a build need beside the code. */
export function copyRepository(folder: string): void {
  copyOfTool(folder);
  const data = ["annotations", "benchmarks", "models/countdown-base", "reference", "studies"];
  for (const name of ["observablehq.config.ts", ...data.map((entry) => join("data", entry))])
    cpSync(join(repository, name), join(folder, name), {recursive: true});
}

interface GuideCommand extends CliResult {
  line: string;
}

/** Writes a guide into a folder that `copyOfTool` filled, runs its commands there, and gives what each said. */
export function followGuide(name: string, folder: string): GuideCommand[] {
  writeGuide(name, folder);
  const commands = guideBlocks(name).filter(({language}) => language === "sh");
  const lines = commands.flatMap(({text}) => text.trim().split("\n"));
  return lines.map((line) => ({line, ...runLine(line, folder)}));
}

/** Runs `npm run NAME -- ARG…` without npm, whose output would stand between. */
function runLine(line: string, folder: string): CliResult {
  const [, name, args] = /^npm run (?:-s )?(\S+) -- (.*)$/.exec(line)!;
  const command = `exec "$NODE" scripts/bootstrap.mjs ${name!} ${args!}`;
  const {status, stdout, stderr} = spawnSync("sh", ["-c", command], {
    cwd: folder,
    encoding: "utf8",
    env: {...process.env, NODE: process.execPath}
  });
  return {status, stdout, stderr};
}
