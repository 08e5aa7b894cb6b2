import {execFile} from "node:child_process";
import {existsSync} from "node:fs";
import {join} from "node:path";
import {promisify} from "node:util";
import {fileHash} from "../../store/file-hash.js";
import {isRepository, packageFolder, packageVersion} from "../../workspace/package-folder.js";

/** What builds reports here: its version and, of a checkout, the commit (`+` where files differ from it) and the hash of its lock file. */
export async function toolIdentity(): Promise<Record<string, string>> {
  const lock = join(packageFolder, "package-lock.json");
  return {
    "reasoning-boundary": packageVersion(),
    ...(isRepository ? await commit() : {}),
    ...(existsSync(lock) ? {"sha256 of package-lock.json": fileHash(lock)} : {})
  };
}

async function commit(): Promise<Record<string, string>> {
  const git = async (...args: string[]): Promise<string> =>
    (await promisify(execFile)("git", args, {cwd: packageFolder})).stdout.trim();
  try {
    const changes = await git("status", "--porcelain", "--untracked-files=no");
    return {commit: (await git("rev-parse", "HEAD")) + (changes === "" ? "" : "+")};
  } catch {
    return {};
  }
}
