import {execFileSync} from "node:child_process";
import {chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {readArtefacts, refuseOther} from "../../../loaders/publishing/publish-report.js";
import {gitHubRepository, pagesOrigin, shownRemote} from "../../../loaders/publishing/targets/git-address.js";
import {gitHubPagesTarget} from "../../../loaders/publishing/targets/github-pages.js";
import type {PublishTarget} from "../../../loaders/publishing/target.js";
import {
  asStudy,
  pushSmall,
  writeSmallReport,
  type SmallReport
} from "../../support/publishing/small-report.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const place = mkdtempSync(join(tmpdir(), "reasoning-boundary-publish-"));
const {signal} = new AbortController();

afterAll(() => {
  rmSync(place, {recursive: true, force: true});
});

beforeAll(async () => {
  await writeSmallReport(join(place, "made"));
}, 60_000);

function report(): SmallReport {
  const folder = temporaryFolder();
  cpSync(join(place, "made"), folder, {recursive: true});
  return {site: join(folder, "site"), dataset: join(folder, "dataset")};
}

function git(folder: string, ...args: string[]): string {
  return execFileSync("git", ["-C", folder, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"]
  }).trim();
}

/** A user's repository with a bare remote on this disk. */
async function remote(): Promise<{bare: string; target: PublishTarget}> {
  const folder = temporaryFolder();
  const [bare, home] = [join(folder, "bare.git"), join(folder, "home")];
  git(folder, "init", "--quiet", "--bare", bare);
  git(folder, "init", "--quiet", home);
  git(home, "config", "user.name", "A Reader");
  git(home, "config", "user.email", "reader@example.org");
  git(home, "remote", "add", "origin", bare);
  return {bare, target: await gitHubPagesTarget({to: "origin", origin: null, folder: home})};
}

describe("gitHubPagesTarget", {timeout: 60_000}, () => {
  it("pushes site and data set as one commit each, byte for byte, and the second time only what changed", async () => {
    const {bare, target} = await remote();
    const made = report();
    // What a user's repository ignores is published, and line ends stay as they are.
    writeFileSync(join(made.site, ".gitignore"), "*.arrow\n");
    await refuseOther(target, readArtefacts(made.site, made.dataset).manifest, signal);
    const first = await pushSmall(target, made);
    expect(first.map(({kind, kept}) => [kind, kept])).toEqual([
      ["dataset", 0],
      ["site", 0]
    ]);
    const arrow = execFileSync("git", ["-C", bare, "show", "gh-pages:_file/data/counts.0123abcd.arrow"]);
    expect(arrow).toEqual(readFileSync(join(made.site, "_file/data/counts.0123abcd.arrow")));
    expect(git(bare, "ls-tree", "--name-only", "gh-pages")).toContain(".nojekyll");
    expect(git(bare, "ls-tree", "-r", "--name-only", "report-data")).toContain(
      "workspace/studies/test-study.yaml"
    );
    expect(git(bare, "log", "--format=%an <%ae> %s", "gh-pages")).toMatch(
      /^A Reader <reader@example\.org> Report [0-9a-f]{12} of test-study$/
    );
    const unchanged = await pushSmall(target, made);
    expect(unchanged.map(({sent, removed}) => sent + removed)).toEqual([0, 0]);
    expect(git(bare, "rev-list", "--count", "gh-pages")).toBe("1");

    writeFileSync(join(made.site, "methods.html"), "changed");
    const second = await pushSmall(target, made);
    expect(second).toMatchObject([
      {kind: "dataset", sent: 0},
      {kind: "site", sent: 1, removed: 0, bytes: 7}
    ]);
    expect(git(bare, "rev-list", "--count", "gh-pages")).toBe("2");
    expect(git(bare, "show", "gh-pages:methods.html")).toBe("changed");
  });

  it("moves both branches or none: a push that the remote refuses half-way leaves the old report whole", async () => {
    const {bare, target} = await remote();
    const made = report();
    await pushSmall(target, made);
    const before = git(bare, "for-each-ref");
    mkdirSync(join(bare, "hooks"), {recursive: true});
    const hook = join(bare, "hooks/update");
    writeFileSync(
      hook,
      '#!/bin/sh\n[ "$1" = refs/heads/gh-pages ] && { echo "no room" >&2; exit 1; }\nexit 0\n'
    );
    chmodSync(hook, 0o755);
    writeFileSync(join(made.site, "methods.html"), "changed");
    writeFileSync(join(made.dataset, "README.md"), "changed");
    await expect(pushSmall(target, made)).rejects.toThrow(/^git push: .*nothing was moved/);
    expect(git(bare, "for-each-ref")).toBe(before);
  });

  it("builds on what somebody else pushed meanwhile", async () => {
    const {bare, target} = await remote();
    const made = report();
    await pushSmall(target, made);
    const other = report();
    writeFileSync(join(other.site, "methods.html"), "by somebody else");
    writeFileSync(join(made.site, "methods.html"), "mine");
    let isFirst = true;
    const rivals: Promise<unknown>[] = [];
    await pushSmall(target, made, {
      onStep: (step) => {
        if (step !== "git: push" || !isFirst) return;
        isFirst = false;
        const tree = git(bare, "rev-parse", "gh-pages^{tree}");
        const identity = ["-c", "user.name=B", "-c", "user.email=b@example.org"];
        const commit = git(bare, ...identity, "commit-tree", tree, "-p", "gh-pages", "-m", "rival");
        git(bare, "update-ref", "refs/heads/gh-pages", commit);
      }
    });
    await Promise.all(rivals);
    expect(git(bare, "log", "--format=%s", "gh-pages").split("\n")).toMatchObject([
      expect.stringContaining("Report"),
      "rival",
      expect.stringContaining("Report")
    ]);
    expect(git(bare, "show", "gh-pages:methods.html")).toBe("mine");
  });

  it("refuses a branch that another report, or another site, has", async () => {
    const {bare, target} = await remote();
    const made = report();
    await pushSmall(target, made);
    asStudy(made, "other");
    const {manifest} = readArtefacts(made.site, made.dataset);
    await expect(refuseOther(target, manifest, signal)).rejects.toThrow(
      /has the report of the study test-study/
    );
    const empty = git(bare, "hash-object", "-t", "tree", "-w", "/dev/null");
    const identity = ["-c", "user.name=B", "-c", "user.email=b@example.org"];
    git(
      bare,
      "update-ref",
      "refs/heads/gh-pages",
      git(bare, ...identity, "commit-tree", empty, "-m", "my pages")
    );
    await expect(refuseOther(target, manifest, signal)).rejects.toThrow(
      /without a report's manifest\.json: .*--force/
    );
  });

  it("says in a line which remote is not there", async () => {
    await expect(gitHubPagesTarget({to: "nowhere", origin: null, folder: place})).rejects.toThrow(
      /^no remote nowhere in .*: add one with git remote add/
    );
    const target = await gitHubPagesTarget({to: join(place, "none.git"), origin: null, folder: place});
    await expect(target.published(signal)).rejects.toThrow(/^git ls-remote: .*none\.git/);
  });
});

describe("gitHubRepository", () => {
  it("reads the addresses that GitHub gives, and no other host's", () => {
    for (const remote of [
      "https://github.com/Owner/report.git",
      "https://x-access-token:secret@github.com/Owner/report",
      "git@github.com:Owner/report.git",
      "ssh://git@github.com/Owner/report"
    ])
      expect(gitHubRepository(remote)).toEqual({owner: "Owner", name: "report"});
    expect(gitHubRepository("https://github.com.example.org/Owner/report")).toBeNull();
    expect(pagesOrigin({owner: "Owner", name: "report"})).toBe("https://owner.github.io/report/");
    expect(pagesOrigin({owner: "Owner", name: "owner.github.io"})).toBe("https://owner.github.io/");
    expect(shownRemote("https://x:secret@github.com/a/b")).toBe("https://github.com/a/b");
  });
});
