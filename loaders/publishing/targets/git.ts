import {execFile} from "node:child_process";
import {mkdirSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {devNull} from "node:os";
import {join} from "node:path";
import {UserError} from "../../schema/user-error.js";

/** What git said and how it ended. */
interface GitRun {
  status: number;
  stdout: string;
  stderr: string;
}

/** A change of one branch: from the commit that it has to a new one. */
export interface BranchUpdate {
  branch: string;
  /** Null where the branch is new. */
  from: string | null;
  to: string;
}

/** Who commits where git knows nobody. */
const NOBODY = {name: "reasoning-boundary", email: "reasoning-boundary@example.invalid"};

/**
 * A repository of its own in a temporary folder, whose one remote is where a report goes. Settings for credentials, addresses
 * and proxies that the user's repository has hold here too; its hooks, filters and ignored files do not. Close it with `close`.
 */
export class GitStage {
  private readonly folder = mkdtempSync(join(tmpdir(), "reasoning-boundary-git-"));
  private readonly home: string;
  private readonly signal: AbortSignal;
  private settings: Record<string, string> = {};

  /** `home`: folder of the user's repository, or of none. */
  constructor(home: string, signal: AbortSignal) {
    this.home = home;
    this.signal = signal;
  }

  close(): void {
    rmSync(this.folder, {recursive: true, force: true});
  }

  async open(remote: string): Promise<void> {
    this.settings = await this.homeSettings();
    await this.git(["init", "--quiet", "--bare", this.repository]);
    await this.git(["remote", "add", "target", remote]);
  }

  /** The newest commit of each of these branches, fetched without what lies before it; null where there is no such branch. */
  async heads(branches: readonly string[]): Promise<Map<string, string | null>> {
    const listed = await this.git([
      "ls-remote",
      "target",
      ...branches.map((branch) => `refs/heads/${branch}`)
    ]);
    const heads = new Map<string, string | null>(branches.map((branch) => [branch, null]));
    for (const line of listed.split("\n")) {
      const [commit = "", ref = ""] = line.split("\t");
      if (ref !== "") heads.set(ref.replace("refs/heads/", ""), commit);
    }
    const there = branches.filter((branch) => heads.get(branch) !== null);
    if (there.length > 0)
      await this.git([
        ...["fetch", "--quiet", "--no-tags", "--depth=1", "--filter=blob:none", "target"],
        ...there.map((branch) => `+refs/heads/${branch}:refs/remotes/target/${branch}`)
      ]);
    return heads;
  }

  /** The text of a file of a commit; null where it has none. */
  async show(commit: string, place: string): Promise<string | null> {
    const {status, stdout} = await this.run(["cat-file", "blob", `${commit}:${place}`]);
    return status === 0 ? stdout : null;
  }

  /** A folder with the files of a commit, which the next call replaces; null for no commit. */
  async extract(commit: string | null): Promise<string | null> {
    if (commit === null) return null;
    const [index, folder] = [join(this.folder, "earlier-index"), join(this.folder, "earlier")];
    for (const old of [index, folder]) rmSync(old, {recursive: true, force: true});
    mkdirSync(folder);
    const environment = {GIT_INDEX_FILE: index, GIT_WORK_TREE: folder};
    await this.git(["read-tree", commit], environment);
    await this.git(["checkout-index", "--all"], environment, folder);
    return folder;
  }

  /** A commit of a folder, all of it, byte for byte, on top of `parent`; the parent itself where it has the same files. */
  async commit(folder: string, parent: string | null, message: string): Promise<string> {
    const index = join(this.folder, "index");
    rmSync(index, {force: true});
    const environment = {GIT_INDEX_FILE: index, GIT_WORK_TREE: folder, ...(await this.committer())};
    await this.git(["add", "--force", "--all", "."], environment, folder);
    const tree = (await this.git(["write-tree"], environment)).trim();
    if (parent !== null && (await this.git(["rev-parse", `${parent}^{tree}`])).trim() === tree) return parent;
    const parents = parent === null ? [] : ["-p", parent];
    return (await this.git(["commit-tree", tree, ...parents, "-m", message], environment)).trim();
  }

  /** Files that differ between two commits, and those that are no longer there. */
  async changes(from: string | null, to: string): Promise<{sent: string[]; removed: string[]}> {
    const listed =
      from === null
        ? await this.git(["ls-tree", "-r", "-z", "--name-only", to])
        : await this.git(["diff-tree", "-r", "-z", "--no-renames", "--name-status", from, to]);
    const words = listed.split("\0").slice(0, -1);
    if (from === null) return {sent: words, removed: []};
    const pairs = words.flatMap((word, place) =>
      place % 2 === 0 ? [[word, words[place + 1]!] as const] : []
    );
    const named = (isRemoved: boolean): string[] =>
      pairs.filter(([state]) => (state === "D") === isRemoved).map(([, name]) => name);
    return {sent: named(false), removed: named(true)};
  }

  /** Moves the branches, all of them or none. False where somebody else has moved one meanwhile. */
  async push(updates: readonly BranchUpdate[]): Promise<boolean> {
    const leases = updates.map(({branch, from}) => `--force-with-lease=refs/heads/${branch}:${from ?? ""}`);
    const refs = updates.map(({branch, to}) => `${to}:refs/heads/${branch}`);
    const {status, stderr} = await this.run(["push", "--quiet", "--atomic", ...leases, "target", ...refs]);
    if (status === 0) return true;
    if (/stale info|fetch first|non-fast-forward|cannot lock ref/.test(stderr)) return false;
    throw new UserError(`git push: ${lastLines(stderr)}: nothing was moved; mend it and publish again`);
  }

  private get repository(): string {
    return join(this.folder, "repository.git");
  }

  /** Settings of the user's repository alone: those of the user hold anyway. Given in the environment, so that no list of processes shows them. */
  private async homeSettings(): Promise<Record<string, string>> {
    const asked = ["-C", this.home, "config", "--local", "--includes", "-z", "--get-regexp"];
    const {status, stdout} = await this.run(
      [...asked, "^(http|credential|url|core\\.sshcommand)"],
      {},
      this.home,
      false
    );
    const own =
      status !== 0
        ? []
        : stdout
            .split("\0")
            .slice(0, -1)
            .map((each) => splitOnce(each, "\n"));
    const fixed: [string, string][] = [
      ["core.hooksPath", devNull],
      ["core.attributesFile", devNull],
      ["core.excludesFile", devNull],
      ["core.autocrlf", "false"],
      ["core.fileMode", "false"],
      ["gc.auto", "0"]
    ];
    const all = [...own, ...fixed];
    return Object.fromEntries([
      ["GIT_CONFIG_COUNT", String(all.length)],
      ...all.flatMap(([key, value], place) => [
        [`GIT_CONFIG_KEY_${place}`, key],
        [`GIT_CONFIG_VALUE_${place}`, value]
      ])
    ]) as Record<string, string>;
  }

  private async committer(): Promise<Record<string, string>> {
    const value = async (key: string): Promise<string> =>
      (await this.run(["-C", this.home, "config", key], {}, this.home, false)).stdout.trim();
    const {GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL} = process.env;
    const name = GIT_AUTHOR_NAME ?? (await value("user.name"));
    const email = GIT_AUTHOR_EMAIL ?? (await value("user.email"));
    const who = name === "" || email === "" ? NOBODY : {name, email};
    return {
      GIT_AUTHOR_NAME: who.name,
      GIT_AUTHOR_EMAIL: who.email,
      GIT_COMMITTER_NAME: who.name,
      GIT_COMMITTER_EMAIL: who.email
    };
  }

  /** What git prints. Throws a UserError with its last words where it fails. */
  private async git(
    args: readonly string[],
    environment: Record<string, string> = {},
    cwd = this.folder
  ): Promise<string> {
    const {status, stdout, stderr} = await this.run(args, environment, cwd);
    if (status === 0) return stdout;
    const what = args.find((each) => !each.startsWith("-")) ?? "";
    throw new UserError(`git ${what}: ${lastLines(stderr)}: mend it and publish again`);
  }

  private run(
    args: readonly string[],
    environment: Record<string, string> = {},
    cwd = this.folder,
    isHere = true
  ): Promise<GitRun> {
    return new Promise((done) => {
      execFile(
        "git",
        args,
        {
          cwd,
          signal: this.signal,
          maxBuffer: 2 ** 28,
          env: {
            ...withoutGit(process.env),
            LC_ALL: "C",
            GIT_TERMINAL_PROMPT: "0",
            ...(isHere ? {GIT_DIR: this.repository, ...this.settings} : {}),
            ...environment
          }
        },
        (error, stdout, stderr) => {
          const status = error === null ? 0 : typeof error.code === "number" ? error.code : 127;
          done({status, stdout, stderr: stderr === "" && error !== null ? error.message : stderr});
        }
      );
    });
  }
}

/** Variables of a git command that may run this one, as in a hook, name another repository. */
function withoutGit(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others =
    /^GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|PREFIX)$/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !others.test(name)));
}

function splitOnce(text: string, at: string): [string, string] {
  const place = text.indexOf(at);
  return place === -1 ? [text, ""] : [text.slice(0, place), text.slice(place + at.length)];
}

/** What git says is wrong, without its advice. */
function lastLines(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const faults = lines.filter((line) => /^(fatal|error|remote|!| !)/.test(line));
  return (faults.length > 0 ? faults : lines)
    .slice(0, 4)
    .join("; ")
    .replace(/\/\/[^/\s@]+@/g, "//");
}
