import {cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {spawnSync} from "node:child_process";
import {repository, type CliResult} from "./run-cli.js";

/** A fenced block of a guide: a file (`ts my-study/x.ts`; with `+` its lines are added to the file), or commands (`sh`). */
interface Block {
  language: string;
  file: string | null;
  isAdded: boolean;
  text: string;
}

/** The blocks of docs/NAME.md, in order. */
export function guideBlocks(name: string): Block[] {
  const text = readFileSync(join(repository, "docs", `${name}.md`), "utf8");
  return [...text.matchAll(/^```(\w+)(?: (\S+))?( \+)?\n([\s\S]*?)^```$/gm)].map(
    ([, language, file, added, content]) => ({
      language: language!,
      file: file ?? null,
      isAdded: added !== undefined,
      text: content!
    })
  );
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

export interface GuideCommand extends CliResult {
  line: string;
}

/** Writes the files of a guide into a folder that `copyOfTool` filled, runs its commands there, and gives what each said. */
export function followGuide(name: string, folder: string): GuideCommand[] {
  const blocks = guideBlocks(name);
  for (const {file, isAdded, text} of blocks) {
    if (file === null) continue;
    const path = join(folder, file);
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, text, {flag: isAdded ? "a" : "w"});
  }
  const lines = blocks.filter(({language}) => language === "sh").flatMap(({text}) => text.trim().split("\n"));
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
