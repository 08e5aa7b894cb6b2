import {existsSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../../../loaders/schema/user-error.js";
import {runProgram} from "../../shared/run-program.js";

/**
 * Files of a repository that differ from the commit where this branch left `base`, committed or not, and new ones that git does not ignore;
 * deleted ones left out. Undefined without git or a repository: then nobody knows. Throws a UserError for a `base` that is
 * given and no commit.
 */
export async function changedFiles(folder: string, base?: string): Promise<string[] | undefined> {
  const git = gitIn(folder);
  if ((await git("rev-parse", "--show-prefix"))?.trim() !== "") return undefined;
  const from = await branchPoint(git, base);
  const changed = await git("diff", "--name-only", "--diff-filter=d", "-z", from);
  const added = await git("ls-files", "--others", "--exclude-standard", "-z");
  const names = `${changed ?? ""}${added ?? ""}`.split("\0").filter((name) => name !== "");
  return [...new Set(names)].filter((name) => existsSync(join(folder, name))).sort();
}

/** The last commit that HEAD and the base have in common; HEAD where there is no other branch to compare with. */
async function branchPoint(git: Git, base?: string): Promise<string> {
  if (base !== undefined) {
    const point = await git("merge-base", base, "HEAD");
    if (point === null)
      throw new UserError(`${base} is no commit that this branch comes from: give --base another`);
    return point.trim();
  }
  for (const name of ["origin/HEAD", "origin/main", "main"]) {
    const point = await git("merge-base", name, "HEAD");
    if (point !== null) return point.trim();
  }
  return "HEAD";
}

/** What git says to some arguments; null when it fails or is not there. */
type Git = (...args: string[]) => Promise<string | null>;

function gitIn(cwd: string): Git {
  return async (...args) => {
    const {status, stdout} = await runProgram("git", args, {cwd});
    return status === 0 ? stdout : null;
  };
}
