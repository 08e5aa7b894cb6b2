import {execFileSync} from "node:child_process";
import {mkdirSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {changedFiles} from "../../../scripts/development/checks/changed-files.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

/** A repository on a branch that left `main` one commit ago, which `main` has left too. */
function repository(): {
  folder: string;
  write: (name: string, text: string) => void;
  git: (...args: string[]) => void;
} {
  const folder = temporaryFolder();
  const who = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
  const git = (...args: string[]) => execFileSync("git", [...who, ...args], {cwd: folder, stdio: "pipe"});
  const write = (name: string, text: string) => {
    mkdirSync(join(folder, name, ".."), {recursive: true});
    writeFileSync(join(folder, name), text);
  };
  const commit = (message: string) => {
    git("add", "--all");
    git("commit", "--quiet", `--message=${message}`);
  };
  git("init", "--quiet", "--initial-branch=main");
  for (const name of ["same", "committed", "edited", "deleted", "deep/edited too"]) write(name, "old");
  write(".gitignore", "ignored");
  commit("one");
  git("checkout", "--quiet", "-b", "branch");
  write("committed", "new");
  commit("two");
  git("checkout", "--quiet", "main");
  write("of main alone", "new");
  commit("three");
  git("checkout", "--quiet", "branch");
  return {folder, write, git};
}

describe("changedFiles", () => {
  it("lists what the branch committed, what is edited and what is new, and nothing else", async () => {
    const {folder, write, git} = repository();
    write("edited", "new");
    write("deep/edited too", "new");
    git("add", "edited");
    write("new äöü", "new");
    write("ignored", "new");
    rmSync(join(folder, "deleted"));
    expect(await changedFiles(folder)).toEqual(["committed", "deep/edited too", "edited", "new äöü"]);
  });

  it("compares with another commit where one is given", async () => {
    const {folder, write} = repository();
    write("edited", "new");
    expect(await changedFiles(folder, "HEAD")).toEqual(["edited"]);
    await expect(changedFiles(folder, "nowhere")).rejects.toThrow(
      "nowhere is no commit that this branch comes from: give --base another"
    );
  });

  it("knows nothing outside a repository, and in a folder of somebody else's", async () => {
    const {folder} = repository();
    mkdirSync(join(folder, "inner"));
    expect(await changedFiles(join(folder, "inner"))).toBeUndefined();
    expect(await changedFiles(temporaryFolder())).toBeUndefined();
  });
});
