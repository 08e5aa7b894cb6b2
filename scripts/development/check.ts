import {Command} from "commander";
import {changedFiles} from "./checks/changed-files.js";
import {runChecks} from "./checks/run-checks.js";
import {runScript} from "../shared/run-script.js";
import {oneLineErrors} from "../shared/tool-command.js";

interface CheckOptions {
  base?: string;
  all?: boolean;
}

await runScript(async () => {
  const command = oneLineErrors(new Command("npm run check --"), "check")
    .description(
      "Check format and lint of the changed files, types, and unused code. `npm test` checks every file."
    )
    .option("--base <commit>", "changed since this branch left it (main, where there is one)")
    .option("--all", "format and lint of every file")
    .parse();
  const {base, all} = command.opts<CheckOptions>();
  await runChecks(all ? undefined : await changedFiles(".", base));
});
