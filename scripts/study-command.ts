import {resolve} from "node:path";
import {Command} from "commander";
import {checkEngines} from "../loaders/engines/find-engine.js";
import {readStudy, type Study} from "../loaders/schema/study.js";
import {checkVerifiers} from "../loaders/verification/find-verifier.js";
import {RunFolder} from "../loaders/store/run-folder.js";
import {positiveInteger} from "./option-values.js";

export interface StudyOptions {
  study: string;
  runs: string;
  n?: number;
  allowCode?: boolean;
}

interface OpenedStudy {
  study: Study;
  run: RunFolder;
  allowCode: boolean | undefined;
}

/** A command with the options that every step of a study shares. */
export function studyCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option("--study <file>", "study file", "data/studies/micro.yaml")
    .option("--runs <folder>", "folder of all runs", "data/runs")
    .option("--n <count>", "completions per problem, instead of the study's", positiveInteger)
    .showHelpAfterError("(see --help)");
}

/** The option of commands that may run code which a study brings. */
export function withAllowCode(command: Command): Command {
  return command.option(
    "--allow-code",
    "run the modules and commands that the study names, with your rights"
  );
}

/** The study that the options name, and the folder of its run. Throws a UserError for an engine or verifier that does not exist. */
export function openStudy({study: file, runs, n, allowCode}: StudyOptions): OpenedStudy {
  const study = readStudy(file, n);
  checkEngines(study);
  checkVerifiers(study);
  return {study, run: new RunFolder(resolve(runs, study.id)), allowCode};
}
