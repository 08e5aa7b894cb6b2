import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {MANIFEST, type ReportManifest} from "../../../publication/identity/report-manifest.js";
import {UserError} from "../../../schema/user-error.js";
import {readArtefact, totalBytes, type Artefact} from "../../artefact.js";
import {hostLimits} from "../../host-limits.js";
import {linkSite} from "../../link-artefacts.js";
import {publishedText} from "../../manifest-text.js";
import {patientFetch} from "../../../remote/patient-fetch.js";
import type {Published, PublishTarget, Pushed, PushOptions} from "../../target.js";
import {HubRepository, type HubCommit} from "./hub-repository.js";

const HUB = "https://huggingface.co";

export interface HuggingFaceOptions {
  /** `owner/name`. */
  to: string;
  isPublic: boolean;
  environment: NodeJS.ProcessEnv;
  /** Milliseconds before the first further try of a request. */
  pause?: number;
}

/** A static Space for the site and a data set of the same name, both private unless they are there already or asked to be public. */
export function huggingFaceTarget({
  to,
  isPublic,
  environment,
  pause = 1000
}: HuggingFaceOptions): PublishTarget {
  if (!/^[\w.-]+\/[\w.-]+$/.test(to))
    throw new UserError(`--to ${to}: give the owner and a name, such as --to you/my-report`);
  const hubUrl = (environment.HF_ENDPOINT ?? HUB).replace(/\/+$/, "");
  const repositories = (
    signal: AbortSignal,
    onStep: (step: string) => void = () => undefined
  ): Record<Artefact["kind"], HubRepository> => {
    const access = {
      hubUrl,
      accessToken: tokenOf(environment),
      fetch: patientFetch({
        signal,
        pause,
        onWait: (reason, milliseconds) => {
          onStep(`the Hub ${reason}, again in ${Math.ceil(milliseconds / 1000)} s`);
        }
      })
    };
    return {
      site: new HubRepository({type: "space", name: to}, access),
      dataset: new HubRepository({type: "dataset", name: to}, access)
    };
  };
  return {
    name: `the Space and the data set ${to} of ${hubUrl}`,
    base: "/",
    origin: `https://${to.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.static.hf.space/`,
    siteFromDataset: `${hubUrl}/spaces/${to}`,
    namesPages: true,
    limits: {site: hostLimits.huggingface, dataset: hostLimits.huggingface},
    ready: () => void tokenOf(environment),
    published: async (signal) => published(repositories(signal)),
    push: async (options) =>
      push(repositories(options.signal, options.onStep), {to, hubUrl, isPublic}, options)
  };
}

function tokenOf({HF_TOKEN: token = ""}: NodeJS.ProcessEnv): string {
  if (/^hf_\w+$/.test(token)) return token;
  throw new UserError(
    token === ""
      ? "set HF_TOKEN to a token that may write: https://huggingface.co/settings/tokens"
      : "HF_TOKEN is no token of Hugging Face: it begins with hf_"
  );
}

async function published({site, dataset}: Record<Artefact["kind"], HubRepository>): Promise<Published> {
  for (const [name, repository] of Object.entries({Space: site, "data set": dataset})) {
    // A repository that was made, and not yet filled, has nothing that could be lost.
    if ((await repository.head()) === null || (await repository.isNew())) continue;
    return publishedText(await repository.text(MANIFEST), `there is a ${name}`);
  }
  return {kind: "nothing"};
}

async function push(
  {site: space, dataset: data}: Record<Artefact["kind"], HubRepository>,
  {to, hubUrl, isPublic}: {to: string; hubUrl: string; isPublic: boolean},
  {site, dataset, manifest, onStep, onProgress}: PushOptions
): Promise<Pushed[]> {
  const pushed: Pushed[] = [];
  const send = async (repository: HubRepository, {kind, files}: Artefact): Promise<string> => {
    const what = kind === "site" ? "Space" : "data set";
    onStep(`${what} ${to}`);
    const isNew = await repository.create(isPublic);
    onStep(isNew ? `${what}: made, ${isPublic ? "public" : "private"}` : `${what}: stays as open as it is`);
    const done = await repository.replace(files, ...messageOf(kind, manifest));
    onProgress(files.length, files.length);
    pushed.push(said(kind, `${hubUrl}/${repository.repo.type}s/${to}`, files.length, done));
    return done.head;
  };
  // The site names the very commit of its data: one that dies here leaves the old site with the old data.
  const head = dataset === null ? null : await send(data, dataset);
  linkSite(site.folder, head === null ? null : `${hubUrl}/datasets/${to}/resolve/${head}`);
  writeFileSync(join(site.folder, "README.md"), spaceCard(to, manifest, head !== null));
  await send(space, readArtefact("site", site.folder));
  return pushed;
}

function said(
  kind: Artefact["kind"],
  place: string,
  files: number,
  {sent, removed, head}: HubCommit
): Pushed {
  return {
    kind,
    place,
    sent: sent.length,
    removed,
    kept: files - sent.length,
    bytes: totalBytes(sent),
    version: `commit ${head.slice(0, 12)}`
  };
}

function messageOf(kind: Artefact["kind"], {identity, report: {study}}: ReportManifest): [string, string] {
  const what = kind === "site" ? "Report" : "Data set";
  return [`${what} ${identity.slice(0, 12)} of ${study}`, `Identity: ${identity}`];
}

/** README.md of a static Space: its first lines are the Space's settings. */
function spaceCard(to: string, {report: {title}, identity}: ReportManifest, hasData: boolean): string {
  return [
    "---",
    `title: ${JSON.stringify(title)}`,
    "emoji: 📈",
    "colorFrom: blue",
    "colorTo: gray",
    "sdk: static",
    "app_file: index.html",
    "pinned: false",
    ...(hasData ? ["datasets:", `  - ${to}`] : []),
    "---",
    "",
    `# ${title}`,
    "",
    `Report ${identity.slice(0, 12)}, made by reasoning-boundary.`,
    ""
  ].join("\n");
}
