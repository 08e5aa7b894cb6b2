import {existsSync, mkdirSync, readdirSync, renameSync, rmSync} from "node:fs";
import {dirname, join} from "node:path";
import type {RunFolder} from "../../store/run-folder.js";

/** Where an import of a policy is written until it is whole. */
export function importingFolder(run: RunFolder, policy: string): string {
  return join(run.path, `.importing-${policy}`);
}

/**
 * Removes what an earlier import of a policy left in a run: completions, counts, problems, the record, and every verdict and
 * score of these completions. The record goes first: if this is cut short the next import begins anew.
 */
export function removeImport(run: RunFolder, policy: string): void {
  rmSync(run.importRecord(policy), {force: true});
  for (const kind of ["completions", "counts", "verdicts", "scores", "support", "problems"])
    for (const path of policyPaths(join(run.path, kind), policy))
      rmSync(path, {recursive: true, force: true});
}

/** Moves what was written below `folder`, laid out as a run, to the run. */
export function moveImport(folder: string, run: RunFolder, policy: string): void {
  for (const kind of ["completions", "counts", "verdicts", "problems"]) {
    for (const path of policyPaths(join(folder, kind), policy)) {
      const target = join(run.path, path.slice(folder.length));
      mkdirSync(dirname(target), {recursive: true});
      renameSync(path, target);
    }
  }
  rmSync(folder, {recursive: true, force: true});
}

/** Folders and files of a policy, `policy=ID` and `policy=ID.jsonl`, below a folder. */
function policyPaths(folder: string, policy: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, {withFileTypes: true}).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name === `policy=${policy}` || entry.name === `policy=${policy}.jsonl`) return [path];
    return entry.isDirectory() ? policyPaths(path, policy) : [];
  });
}
