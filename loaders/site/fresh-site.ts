import {existsSync, mkdirSync, readdirSync, renameSync, rmSync} from "node:fs";
import {basename, dirname, join, resolve} from "node:path";
import {isBuiltSite} from "../framework/run-framework.js";
import {UserError} from "../schema/user-error.js";
import {isRunning} from "../store/is-running.js";

/** Has `make` fill a new folder, and then puts that in the place of `out`. When anything fails, what lies there stays. Throws a UserError for a folder that no build has made. */
export async function freshSite(out: string, make: (fresh: string) => Promise<void>): Promise<void> {
  const target = resolve(out);
  checkReplaceable(target);
  sweepFolders(target);
  const fresh = join(dirname(target), `.${basename(target)}.${process.pid}.new`);
  try {
    await make(fresh);
    replaceFolder(fresh, target);
  } finally {
    rmSync(fresh, {recursive: true, force: true});
  }
}

/** Refuses a folder that a build has not made: it would be deleted. */
function checkReplaceable(target: string): void {
  if (!existsSync(target)) return;
  const names = readdirSync(target);
  if (names.length === 0 || isBuiltSite(names)) return;
  throw new UserError(`${target} holds other files than a built site: give --out an empty or new folder`);
}

/** Removes what builds that were killed left beside a site; a site that they were about to replace comes back. */
export function sweepFolders(target: string): void {
  if (!existsSync(dirname(target))) return;
  const beginning = `.${basename(target)}.`;
  for (const name of readdirSync(dirname(target))) {
    const [, pid, kind] =
      /^(\d+)\.(new|old)$/.exec(name.startsWith(beginning) ? name.slice(beginning.length) : "") ?? [];
    if (pid === undefined || isRunning(Number(pid))) continue;
    const left = join(dirname(target), name);
    if (kind === "old" && !existsSync(target)) renameSync(left, target);
    else rmSync(left, {recursive: true, force: true});
  }
}

/** Puts the folder `fresh`, which lies beside it, in the place of `target`. When that fails, what lay there stays. */
export function replaceFolder(fresh: string, target: string): void {
  mkdirSync(dirname(target), {recursive: true});
  const old = join(dirname(target), `.${basename(target)}.${process.pid}.old`);
  const hadOld = existsSync(target);
  if (hadOld) renameSync(target, old);
  try {
    renameSync(fresh, target);
  } catch (error) {
    if (hadOld) renameSync(old, target);
    throw error;
  }
  rmSync(old, {recursive: true, force: true});
}
