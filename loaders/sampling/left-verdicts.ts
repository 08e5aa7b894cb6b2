import {existsSync} from "node:fs";
import {UserError} from "../schema/user-error.js";
import {parquetFiles, type RunFolder} from "../store/run-folder.js";

/**
 * Refuses to draw completions anew where verdicts of earlier ones are left: problems and sample indexes would be the same, and the
 * old verdicts would count for the new texts. Throws a UserError that names their folder.
 */
export function refuseLeftVerdicts(run: RunFolder, benchmark: string, policy: string): void {
  const completions = run.completions(benchmark, policy);
  if (existsSync(run.samplingIdentity(benchmark, policy)) || parquetFiles(completions).length > 0) return;
  const [left, ...others] = run
    .verifiers()
    .map((verifier) => run.verdicts(verifier, benchmark, policy))
    .filter((folder) => parquetFiles(folder).length > 0);
  if (left === undefined) return;
  const more = others.length === 0 ? "" : ` (and ${others.length} more beside it)`;
  throw new UserError(
    `${left}${more}: these verdicts are of completions that are gone: move the folder away too, verdicts are made again; or ` +
      `restore ${completions}`
  );
}
