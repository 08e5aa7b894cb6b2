import {execFile} from "node:child_process";
import {promisify} from "node:util";
import {MANIFEST, type ReportManifest} from "../../publication/identity/report-manifest.js";
import {keepVersions} from "../../publication/versions/keep-versions.js";
import {UserError} from "../../schema/user-error.js";
import {readArtefact, totalBytes, type Artefact} from "../artefact.js";
import {hostLimits} from "../host-limits.js";
import {linkSite} from "../link-artefacts.js";
import {publishedText} from "../manifest-text.js";
import type {Published, PublishTarget, Pushed, PushOptions} from "../target.js";
import {filesAddress, gitHubRepository, pagesOrigin, shownRemote} from "./git-address.js";
import {GitStage, type BranchUpdate} from "./git.js";

/** Branch that GitHub serves, and branch of the data. */
const SITE = "gh-pages";
const DATA = "report-data";

/** How often a push is tried when others push too. */
const TRIES = 4;

export interface GitHubPagesOptions {
  /** Name of a remote of the repository in `folder`, or an address. */
  to: string;
  origin: string | null;
  folder: string;
}

/** The branches gh-pages and report-data of a git remote; both move at once or not at all, and keep their history. */
export async function gitHubPagesTarget({to, origin, folder}: GitHubPagesOptions): Promise<PublishTarget> {
  const remote = await remoteAddress(to, folder);
  const repository = gitHubRepository(remote);
  const site = origin ?? (repository === null ? null : pagesOrigin(repository));
  return {
    name: `branch ${SITE} of ${shownRemote(remote)}`,
    base: site === null ? "/" : new URL(site).pathname,
    origin: site,
    siteFromDataset: site,
    namesPages: false,
    limits: {site: hostLimits["github-pages"], dataset: hostLimits["github-branch"]},
    ready: () => undefined,
    published: (signal) => onStage(folder, remote, signal, published),
    push: (options) => onStage(folder, remote, options.signal, (stage) => push(stage, remote, options))
  };
}

async function remoteAddress(to: string, folder: string): Promise<string> {
  if (/[:/\\]/.test(to)) return to;
  try {
    const {stdout} = await promisify(execFile)("git", ["-C", folder, "remote", "get-url", "--push", to]);
    return stdout.trim();
  } catch {
    throw new UserError(
      `no remote ${to} in ${folder}: add one with git remote add, or give its address with --to`
    );
  }
}

async function onStage<T>(
  folder: string,
  remote: string,
  signal: AbortSignal,
  work: (stage: GitStage) => Promise<T>
): Promise<T> {
  const stage = new GitStage(folder, signal);
  try {
    await stage.open(remote);
    return await work(stage);
  } finally {
    stage.close();
  }
}

async function published(stage: GitStage): Promise<Published> {
  const heads = await stage.heads([SITE]);
  const commit = heads.get(SITE) ?? null;
  if (commit === null) return {kind: "nothing"};
  return publishedText(await stage.show(commit, MANIFEST), `has commit ${commit.slice(0, 12)}`);
}

async function push(
  stage: GitStage,
  remote: string,
  {site, dataset, manifest, onStep}: PushOptions
): Promise<Pushed[]> {
  const repository = gitHubRepository(remote);
  const message = commitMessage(manifest);
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    onStep(`git: what ${shownRemote(remote)} has`);
    const heads = await stage.heads([SITE, DATA]);
    const updates: (BranchUpdate & {artefact: Artefact})[] = [];
    const add = async (artefact: Artefact, branch: string): Promise<string> => {
      const from = heads.get(branch) ?? null;
      const to = await stage.commit(artefact.folder, from, message(artefact.kind));
      updates.push({branch, from, to, artefact});
      return to;
    };
    onStep("git: commits");
    const data = dataset === null ? null : await add(dataset, DATA);
    linkSite(site.folder, data === null || repository === null ? null : filesAddress(repository, data));
    keepVersions(site.folder, await stage.extract(heads.get(SITE) ?? null));
    await add(readArtefact("site", site.folder), SITE);
    const moved = updates.filter(({from, to}) => from !== to);
    onStep("git: push");
    if (moved.length === 0 || (await stage.push(moved)))
      return Promise.all(updates.map((update) => said(stage, remote, update)));
  }
  throw new UserError(
    `${shownRemote(remote)}: somebody else pushes to ${SITE} or ${DATA} all the time: publish again later`
  );
}

async function said(
  stage: GitStage,
  remote: string,
  {artefact: {kind, files}, branch, from, to}: BranchUpdate & {artefact: Artefact}
): Promise<Pushed> {
  const {sent, removed} = from === to ? {sent: [], removed: []} : await stage.changes(from, to);
  const names = new Set(sent);
  return {
    kind,
    place: `branch ${branch} of ${shownRemote(remote)}`,
    sent: sent.length,
    removed: removed.length,
    kept: files.length - sent.length,
    bytes: totalBytes(files.filter(({place}) => names.has(place))),
    version: `commit ${to.slice(0, 12)}`
  };
}

function commitMessage({identity, report: {study, title, date}}: ReportManifest): (kind: string) => string {
  return (kind) =>
    [
      `${kind === "site" ? "Report" : "Data set"} ${identity.slice(0, 12)} of ${study}`,
      "",
      title,
      "",
      `Identity: ${identity}`,
      ...(date === null ? [] : [`Date: ${date}`])
    ].join("\n");
}
