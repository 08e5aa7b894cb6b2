import {execFile} from "node:child_process";
import {existsSync, readFileSync} from "node:fs";
import {join, resolve} from "node:path";
import {promisify} from "node:util";
import pLimit from "p-limit";
import {code, markdownTable, page} from "./markdown.js";

/** A script of package.json, or a program that the package installs. */
interface Command {
  /** What a person types. */
  name: string;
  /** What package.json runs. */
  runs: string;
  /** Arguments of node that print the help; null where there is none. */
  help: readonly string[] | null;
}

const run = promisify(execFile);

/** docs/commands.md: every npm script of package.json with one line, then the help text of each that has one. */
export async function commandsPage(repository: string): Promise<string> {
  // Each help text takes a process of its own.
  const limit = pLimit(2);
  const helps = await Promise.all(
    commands(repository).map((command) =>
      limit(async () => ({...command, text: await helpText(repository, command)}))
    )
  );
  const rows = helps.map(({name, runs, text}) => [
    code(name),
    text === null
      ? (others[name] ?? `runs ${code(runs)}`)
      : text.startsWith("usage:")
        ? "runs any of the commands below by name"
        : firstParagraph(text)
  ]);
  const sections = helps.flatMap(({name, text}) =>
    text === null ? [] : [`## ${name}`, `\`\`\`text\n${text}\n\`\`\``]
  );
  return page(
    "# Commands",
    "Made by `npm run docs` from `package.json` and what each command says to `--help`; a test compares. " +
      "`npm run NAME -- OPTIONS` passes options on.",
    markdownTable(["command", "what it does"], rows),
    ...sections
  );
}

/** Of commands that other tools' programs do, which say nothing of this repository to `--help`. */
const others: Record<string, string> = {
  "npm test":
    "Install what the tests need, then run all checks and all tests. A path after `--` selects tests.",
  "npm run test:unit": "Run the quick tests whose path has the words after `--`; all of them without any.",
  "npm run test:watch": "The same again at each change of a file that they touch.",
  "npm run test:browser": "Run the tests in Chromium whose path has the words after `--`.",
  "npm run lint":
    "Check types, the rules of .oxlintrc.json, imports between folders (eslint.config.js) and format of every file; change nothing.",
  "npm run types": "Check the types of all TypeScript, without writing anything.",
  "npm run knip": "Find files, exports and packages that nothing uses.",
  "npm run format": "Write every file anew in the format that `npm run lint` asks for."
};

function commands(repository: string): Command[] {
  const {scripts, bin = {}} = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
    bin?: Record<string, string>;
  };
  const programs = Object.entries(bin).map(([name, file]) => ({name, runs: file, help: [file, "--help"]}));
  const npmScripts = Object.entries(scripts).map(([name, runs]) => ({
    name: name === "start" || name === "test" ? `npm ${name}` : `npm run ${name}`,
    runs,
    help: helpArguments(repository, runs)
  }));
  return [...programs, ...npmScripts];
}

/** Only scripts that read their options with commander know `--help`; others would do their work. */
function helpArguments(repository: string, runs: string): string[] | null {
  const [program, bootstrap, name, ...rest] = runs.split(" ");
  if (program !== "node" || bootstrap !== "scripts/bootstrap.mjs" || name === undefined) return null;
  const file = ["scripts", "scripts/models", "scripts/publishing", "scripts/development"]
    .map((folder) => join(repository, folder, `${name}.ts`))
    .find((path) => existsSync(path));
  if (
    file === undefined ||
    !/from "(commander|\.\.?\/shared\/(study|tool)-command\.js)"/.test(readFileSync(file, "utf8"))
  )
    return null;
  return [bootstrap, name, ...rest, "--help"];
}

async function helpText(repository: string, {help}: Command): Promise<string | null> {
  if (help === null) return null;
  const {stdout} = await run(process.execPath, help, {cwd: repository, timeout: 120_000});
  // Defaults that are paths of this checkout.
  return stdout.replaceAll(`${resolve(repository)}/`, "").trimEnd();
}

/** What a command does: the paragraph after its usage. */
function firstParagraph(help: string): string {
  const paragraphs = help.split("\n\n");
  const about = paragraphs.find((text) => !text.startsWith("Usage:") && !text.startsWith("usage:"));
  return (about ?? help).replaceAll(/\s*\n\s*/g, " ").trim();
}
