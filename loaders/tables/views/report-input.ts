import {resolve} from "node:path";
import {readStudy, type Study} from "../../schema/study.js";
import {FIRST_LOOK} from "../../schema/study/adaptive.js";
import {UserError} from "../../schema/user-error.js";
import {inRun} from "../../store/run-problems.js";
import {RunFolder} from "../../store/run-folder.js";
import {command} from "../../workspace/command.js";

/** What a report is made from: a study and the run folder that holds its completions and verdicts. */
export interface ReportInput {
  study: Study;
  run: RunFolder;
}

/**
 * The report's input as the build tells its loaders, in the environment: `BOUNDARY_STUDY` (study file), `BOUNDARY_RUNS`
 * (folder of all runs) and, optionally, `BOUNDARY_N` (completions per problem instead of the study's).
 */
export function reportInput(environment: NodeJS.ProcessEnv): ReportInput {
  const {BOUNDARY_STUDY: file, BOUNDARY_RUNS: runs, BOUNDARY_N: n} = environment;
  if (file === undefined || runs === undefined) {
    throw new UserError(
      `BOUNDARY_STUDY and BOUNDARY_RUNS must be set: build the site with ${command("build")}`
    );
  }
  const study = readStudy(file, n === undefined ? undefined : Number(n));
  const run = new RunFolder(resolve(runs, study.id));
  return {study: countedStudy(study, run), run};
}

/** A study as the tables of its report take it: with the problems of its run, and a fixed n. */
export function countedStudy(study: Study, run: RunFolder): Study {
  return inRun(fixedPart(study), run);
}

/**
 * A study whose n is adaptive as one with the completions up to the first look alone, which every problem has whatever came of them:
 * what tables may treat as a fixed n. What takes all of them asks for `adaptiveCounts`.
 */
function fixedPart(study: Study): Study {
  const policies = study.policies.map((policy) =>
    policy.sampling.stopping === null
      ? policy
      : {...policy, sampling: {...policy.sampling, n: FIRST_LOOK, stopping: null}}
  );
  return {...study, policies};
}
