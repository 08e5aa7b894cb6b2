import type {Command} from "commander";
import {importers} from "../../loaders/importing/find-importer.js";
import {command as commandText} from "../../loaders/workspace/command.js";

/** Options of `import` and `report`. */
export interface ImportOptions {
  dir: string;
  runs?: string;
  role?: string[];
  benchmark?: string;
  problems?: string;
  format?: string[];
  map?: string[];
  verifier?: string;
  title?: string;
  studyOut?: string;
  strict?: boolean;
  allowCode?: boolean;
}

/** Adds what tells of the files and of the study that is made of them. */
export function withImportOptions(command: Command): Command {
  return command
    .argument("[name=path...]", "a policy and its files: folders, patterns, .gz, .zst, .zip")
    .option("--role <name=role>", "base, rl, instruct or distilled (default: by the name)", collect)
    .option("--benchmark <id>", "benchmark of all rows (default: as the files call it)")
    .option("--problems <file>", "problems with their reference answers: ours, or a public set as published")
    .option(
      "--format <[name:]format>",
      "format, or module of yours: ./mine.ts (default: by content)",
      collect
    )
    .option(
      "--map <[name:]ours=theirs>",
      "names of the files' columns: completion=output,gold=answer",
      collect
    )
    .option("--verifier <id>", "verifier of the tables (default: ours where there is text and an answer)")
    .option("--title <text>", "title of the report")
    .option("--study-out <file>", "study file to write (default: in studies of your folder)")
    .option("--runs <folder>", "folder of all runs (default: runs in your folder)")
    .option("--strict", "a row that cannot be read is an error")
    .option("--allow-code", "run the module that --format names, with your rights");
}

function collect(value: string, earlier: string[] = []): string[] {
  return [...earlier, value];
}

/** What the commands accept, with examples: printed where there are no arguments. */
export function importUsage(name: "import" | "report"): string {
  const formats = importers.map(({id, what}) => `  ${id.padEnd(20)} ${what}\n`).join("");
  return (
    `Give each policy its files:\n\n` +
    `  ${commandText(name, "base=out/base/samples_math500.jsonl rl=out/rl/samples_math500.jsonl")}\n` +
    `  ${commandText(name, "base=logs/base.eval rl=logs/rl.eval --title 'My pair'")}\n` +
    `  ${commandText(name, "base=base.csv rl=rl.csv --map completion=text,problem_id=qid,gold=answer")}\n` +
    `  ${commandText(name, "base=counts.csv rl=counts.csv --map base:c=correct_base --map rl:c=correct_rl")}\n\n` +
    `Formats, found by content (or --format):\n${formats}`
  );
}
