import {resolve} from "node:path";
import {Command} from "commander";
import {checkEngines} from "../loaders/engines/find-engine.js";
import {readStudy, type Study} from "../loaders/schema/study.js";
import {checkVerifier} from "../loaders/verification/create-verifier.js";
import {RunFolder} from "../loaders/store/run-folder.js";
import {positiveInteger} from "./option-values.js";

export interface StudyOptions {
  study: string;
  runs: string;
  n?: number;
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

/** The study that the options name, and the folder of its run. Throws a UserError for a verifier that does not exist. */
export function openStudy({study: file, runs, n}: StudyOptions): {study: Study; run: RunFolder} {
  const study = readStudy(file, n);
  checkEngines(study);
  for (const {verifier} of study.benchmarks) checkVerifier(verifier);
  return {study, run: new RunFolder(resolve(runs, study.id))};
}
