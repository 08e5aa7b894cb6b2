import {writeFile} from "node:fs/promises";
import {InvalidArgumentError} from "commander";
import {readProblems} from "../loaders/benchmarks/problems-file.js";
import {detectImporter, namedImporter} from "../loaders/importing/find-importer.js";
import {findProblem} from "../loaders/importing/find-problem.js";
import type {Importer, ImportOptions} from "../loaders/importing/importer.js";
import type {RawCompletion} from "../loaders/importing/raw-completion.js";
import {storedRows} from "../loaders/importing/stored-rows.js";
import {writeAtomically} from "../loaders/store/write-file.js";
import {command} from "../loaders/workspace/command.js";
import {runScript} from "./shared/run-script.js";
import {toolCommand} from "./shared/tool-command.js";

interface ImportCommandOptions {
  out: string;
  format?: string;
  columns?: Record<string, string>;
  problems?: string;
  allowCode?: boolean;
}

/** What the files hold and the engine `replay` does not take. */
interface LeftOut {
  reasoning: number;
  verdicts: number;
}

await runScript(async () => {
  const program = toolCommand("import")
    .argument("<files...>", "files of raw samples")
    .requiredOption("--out <file>", "JSONL file to write")
    .option("--format <name>", "format, or module of yours: ./my-importer.ts (default: found by content)")
    .option("--columns <map>", "names of the file's columns: completion=output,problem_id=id", columnMap)
    .option(
      "--problems <file>",
      "problems (JSONL of ours) that were asked: ids and prompts are looked up there"
    )
    .option("--allow-code", "run the module that --format names, with your rights")
    .parse();
  const {out, format, columns = {}, problems, allowCode = false} = program.opts<ImportCommandOptions>();
  const named = format === undefined ? null : await namedImporter(format, allowCode);
  const leftOut: LeftOut = {reasoning: 0, verdicts: 0};
  const rows = rawCompletions(program.args, named, {columns}, leftOut);
  const known = problems === undefined ? null : readProblems(problems, "import");
  const written = await writeRows(out, storedRows(rows, findProblem(known)));
  console.error(`import: ${written} completions in ${out}`);
  if (leftOut.reasoning > 0)
    console.error(`import: left out the reasoning apart from the completion of ${leftOut.reasoning}`);
  if (leftOut.verdicts > 0)
    console.error(
      `import: left out ${leftOut.verdicts} verdicts of other tools: judge with ${command("verify")}`
    );
});

async function* rawCompletions(
  files: readonly string[],
  importer: Importer | null,
  options: ImportOptions,
  leftOut: LeftOut
): AsyncGenerator<RawCompletion> {
  for (const file of files) {
    for await (const row of (importer ?? detectImporter(file, options)).read(file, options)) {
      if (row.reasoning !== null) leftOut.reasoning++;
      leftOut.verdicts += row.foreign.length;
      yield row;
    }
  }
}

async function writeRows(file: string, rows: AsyncIterable<object>): Promise<number> {
  let written = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const row of rows) {
      written++;
      yield `${JSON.stringify(row)}\n`;
    }
  }
  await writeAtomically(file, (temporary) => writeFile(temporary, lines()));
  return written;
}

/** `ours=theirs,…` as a record. Throws commander's error, which exits with 1. */
function columnMap(text: string): Record<string, string> {
  const pairs = text.split(",").map((pair) => pair.split("="));
  if (pairs.some((pair) => pair.length !== 2 || pair.includes("")))
    throw new InvalidArgumentError("expected OURS=THEIRS pairs with commas between them.");
  return Object.fromEntries(pairs) as Record<string, string>;
}
