import {existsSync} from "node:fs";
import {resolve} from "node:path";
import {Command} from "commander";
import {printable} from "../../loaders/schema/printable.js";
import {MESSAGE_LIMIT, UserError} from "../../loaders/schema/user-error.js";
import {command, usage} from "../../loaders/workspace/command.js";
import {isInPackage} from "../../loaders/workspace/package-folder.js";
import {openWorkspace, useFetched, type Workspace} from "../../loaders/workspace/workspace.js";
import commands from "./commands.json" with {type: "json"};

export type CommandName = keyof typeof commands;

/** A command of the tool, with its usage line as this user types it. `isQuiet`: stdout is for programs to read. */
export function toolCommand(name: CommandName, isQuiet = false): Command {
  return oneLineErrors(new Command(usage(name, isQuiet)).description(commands[name]), name);
}

/** Makes what commander says of a wrong option one line, which ends with where to look; `words` name a command of the command. */
export function oneLineErrors(parser: Command, name: string, ...words: string[]): Command {
  const help = command(name, ...words, "--help");
  return parser.configureOutput({
    outputError: (text, write) => {
      const what = printable(text.replace(/^error: /, ""), MESSAGE_LIMIT - help.length - 8);
      write(`${what.replace(/\.$/, "")}; see ${help}\n`);
    }
  });
}

/** A command that works in a user's folder. */
export function workspaceCommand(name: CommandName, isQuiet = false): Command {
  return toolCommand(name, isQuiet).option(
    "--dir <folder>",
    "folder of your studies, prompts, benchmarks, runs and site",
    "."
  );
}

/** The workspace that `--dir` names. Throws a UserError if there is no such folder, or none that may be written to. */
export function workspaceIn(dir: string): Workspace {
  if (!existsSync(dir)) throw new UserError(`no folder ${dir}: make it, or give --dir another one`);
  const workspace = openWorkspace(writablePath(dir, "--dir"));
  useFetched(workspace);
  return workspace;
}

/** The absolute path of what a command writes to. Throws a UserError for one in the installed package. */
export function writablePath(path: string, option: string): string {
  if (!isInPackage(path)) return resolve(path);
  throw new UserError(
    `${path} is in the installed package, which stays as it is: give ${option} a folder of yours`
  );
}
