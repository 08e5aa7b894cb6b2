import {existsSync} from "node:fs";
import {rowFaults} from "../loaders/checking/check-run.js";
import {UserError} from "../loaders/schema/user-error.js";
import {checkFiles} from "../loaders/store/check-files.js";
import {command as commandLine} from "../loaders/workspace/command.js";
import {runScript} from "./shared/run-script.js";
import {openStudy, studyCommand, studyOptions} from "./shared/study-command.js";

await runScript(async () => {
  const {study, run} = openStudy(studyOptions(studyCommand("verify-run")));
  if (!existsSync(run.path))
    throw new UserError(`${run.path}: no such run: make it with ${commandLine("sample")}`);
  const {whole, unknown, faults} = checkFiles(run.path);
  for (const {message} of faults) console.error(message);
  let wrong = faults.length;
  for await (const {message} of rowFaults(
    study,
    run,
    faults.map(({file}) => file)
  )) {
    console.error(message);
    wrong++;
  }
  if (unknown.length > 0)
    console.error(
      `verify-run: ${unknown.length} files have no SHA-256 (written before these were kept, or by another tool), the first: ${unknown[0]!}`
    );
  console.log(
    `verify-run: ${whole} files as they were written, ${unknown.length} without a SHA-256, ${wrong} faults`
  );
  if (wrong > 0) process.exitCode = 1;
});
