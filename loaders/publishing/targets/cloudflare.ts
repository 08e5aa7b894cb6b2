import {execFile} from "node:child_process";
import {UserError} from "../../schema/user-error.js";
import {readArtefact, totalBytes, type Artefact} from "../artefact.js";
import {hostLimits} from "../host-limits.js";
import {linkSite} from "../link-artefacts.js";
import {publishedText} from "../manifest-text.js";
import {patientFetch} from "../../remote/patient-fetch.js";
import type {Published, PublishTarget, Pushed, PushOptions} from "../target.js";

/** The tool of Cloudflare's, which this one comes without: it wants Node 22 and brings a runtime of 100 MB. */
const WRANGLER = "wrangler@4";

export interface CloudflareOptions {
  /** Name of the Pages project; that of the data is `NAME-data`. */
  to: string;
  origin: string | null;
  environment: NodeJS.ProcessEnv;
  /** Program that is called; `wrangler` on the path if not given. */
  program?: string;
}

/** Two projects of Cloudflare Pages, which `wrangler` uploads to: it sends what the host has not. */
export function cloudflareTarget({
  to,
  origin,
  environment,
  program = "wrangler"
}: CloudflareOptions): PublishTarget {
  if (!/^[a-z0-9][a-z0-9-]{0,50}[a-z0-9]$/.test(to))
    throw new UserError(`--to ${to}: give the name of a Pages project, such as --to my-report`);
  const site = origin ?? `https://${to}.pages.dev/`;
  return {
    name: `the Pages project ${to}`,
    base: new URL(site).pathname,
    origin: site,
    siteFromDataset: site,
    namesPages: false,
    limits: {site: hostLimits.cloudflare, dataset: hostLimits.cloudflare},
    ready: () => {
      if ((environment.CLOUDFLARE_API_TOKEN ?? "") === "" || (environment.CLOUDFLARE_ACCOUNT_ID ?? "") === "")
        throw new UserError(
          "set CLOUDFLARE_API_TOKEN, with the right to edit Cloudflare Pages, and CLOUDFLARE_ACCOUNT_ID"
        );
    },
    published: (signal) => published(site, signal),
    push: (options) => push(to, program, options)
  };
}

async function published(site: string, signal: AbortSignal): Promise<Published> {
  const response = await patientFetch({signal})(new URL("manifest.json", site)).catch((error: unknown) => {
    if (signal.aborted) throw error;
    return null;
  });
  // A project that is not there has no address yet.
  if (response === null || response.status === 404 || response.status === 522) return {kind: "nothing"};
  return publishedText(response.ok ? await response.text() : null, `${site} answers`);
}

/** Deploys the data first: the site's deployment takes the place of the old one at once, when it is whole. */
async function push(
  project: string,
  program: string,
  {site, dataset, manifest, signal, onStep}: PushOptions
): Promise<Pushed[]> {
  const message = `Report ${manifest.identity.slice(0, 12)} of ${manifest.report.study}`;
  const pushed: Pushed[] = [];
  const deploy = async ({kind, folder, files}: Artefact, name: string): Promise<string> => {
    onStep(`wrangler: project ${name}`);
    const options = [
      "--project-name",
      name,
      "--branch",
      "main",
      "--commit-message",
      message,
      "--commit-dirty=true"
    ];
    const said = await wrangler(program, ["pages", "deploy", folder, ...options], signal);
    const address = /https:\/\/[\w-]+\.[\w-]+\.pages\.dev/.exec(said)?.[0] ?? `https://${name}.pages.dev`;
    pushed.push({
      kind,
      place: address,
      sent: files.length,
      removed: 0,
      kept: 0,
      bytes: totalBytes(files),
      version: null
    });
    return address;
  };
  // A deployment's own address stays as it is: the old site keeps the old data.
  const data = dataset === null ? null : await deploy(dataset, `${project}-data`);
  linkSite(site.folder, data);
  await deploy(readArtefact("site", site.folder), project);
  return pushed;
}

function wrangler(program: string, args: readonly string[], signal: AbortSignal): Promise<string> {
  return new Promise((done, fail) => {
    execFile(
      program,
      args,
      {signal, maxBuffer: 2 ** 26, env: {...process.env, CI: "1"}},
      (error, stdout, stderr) => {
        if (error === null) done(stdout);
        else if (error.code === "ENOENT")
          fail(
            new UserError(
              `wrangler is not installed: npm install --global ${WRANGLER}, with Node 22 or newer`
            )
          );
        else if (signal.aborted) fail(new Error("aborted", {cause: error}));
        else {
          const last = `${stdout}\n${stderr}`.split("\n").filter((line) => /error|✘/i.test(line));
          fail(new UserError(`wrangler: ${last[0] ?? "failed"}: mend it and publish again`));
        }
      }
    );
  });
}
