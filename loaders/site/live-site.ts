import {fork, type ChildProcess} from "node:child_process";
import {once} from "node:events";
import {delimiter, join, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import getPort from "get-port";
import {packageFolder} from "../workspace/package-folder.js";
import {guardedEnvironment, typescript} from "../framework/child.js";
import {copyFonts, fontStyle} from "./fonts.js";
import {followSources} from "../framework/followed-sources.js";
import type {LiveProcessMessage} from "../framework/live-process.js";
import {runLoaders} from "../framework/run-loaders.js";
import {openStage, type Stage} from "../framework/stage.js";
import {readStudy, type Study} from "../schema/study.js";
import {fillSite} from "./parts/fill-site.js";
import {samplesWorkerTag, writeSamplesWorker} from "./samples-worker.js";
import {otherPages, stagedContents} from "./study-pages.js";

export interface LiveSiteOptions {
  /** Study file. */
  study: string;
  /** Folder of the runs (data/runs). */
  runs: string;
  /** Completions per problem, instead of the study's. */
  n?: number | undefined;
  /** Wished port; a free one is taken where it is in use. */
  port: number;
  /** Folder that the server works in. */
  cache: string;
  /** The folder that has the sources, `src`. */
  repository?: string;
  /** Told each step as it begins. */
  onStep?: (step: string) => void;
}

/** A site that is served from its sources. */
export interface LiveSite {
  url: string;
  /** Resolves when the server has ended, whoever ended it. */
  ended: Promise<void>;
  close: () => Promise<void>;
}

const liveProcess = fileURLToPath(new URL("../framework/live-process.ts", import.meta.url));

/**
 * Makes the tables of a study once and serves its report on 127.0.0.1 from the sources, with the network blocked: an open
 * page follows each change of a page, a figure or a style. Nothing is written beside a stage, which `close` removes.
 */
export async function openLiveSite({
  study,
  runs,
  n,
  port,
  cache,
  repository = packageFolder,
  onStep = () => undefined
}: LiveSiteOptions): Promise<LiveSite> {
  const environment = {
    BOUNDARY_STUDY: resolve(study),
    BOUNDARY_RUNS: resolve(runs),
    ...(n === undefined ? {} : {BOUNDARY_N: String(n)})
  };
  const stage = await openStage(repository, resolve(cache));
  try {
    onStep("tables");
    await runLoaders(repository, stage.cache, environment);
    const {extras, worker} = await writeExtras(stage, readStudy(study, n));
    const folder = join(repository, "src");
    const report = stagedContents(stage.root);
    const sources = followSources(folder, stage.root, report === null ? [] : otherPages(folder, report));
    onStep("server");
    const free = await getPort({port, host: "127.0.0.1"});
    const child = startServer(
      repository,
      [String(free), extras],
      {...environment, SITE_ROOT: stage.root},
      samplesWorkerTag(worker)("/", "your-samples")
    );
    const ended = once(child, "exit").then(() => {
      sources.close();
      stage.remove();
    });
    await ready(child);
    return {
      url: `http://127.0.0.1:${free}/`,
      ended,
      close: () => {
        child.kill();
        return ended;
      }
    };
  } catch (error) {
    stage.remove();
    throw error;
  }
}

/** What a build adds to Framework's site: typefaces, completions, the shards of hard cases, the worker of own samples. The folder that has them, and the worker's path in it. */
async function writeExtras(stage: Stage, study: Study): Promise<{extras: string; worker: string}> {
  const extras = join(stage.cache, "extras");
  copyFonts(extras);
  await fillSite(extras, {data: join(stage.cache, "data"), study, siteBytes: null});
  return {extras, worker: await writeSamplesWorker(extras)};
}

function startServer(
  repository: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  head: readonly string[]
): ChildProcess {
  // A data loader that is changed runs again: Framework starts it with tsx, by name.
  const programs = join(repository, "node_modules/.bin");
  return fork(liveProcess, args, {
    cwd: packageFolder,
    env: guardedEnvironment({
      ...environment,
      // Framework takes a link in the head for a file of the sources.
      SITE_HEAD: [fontStyle("/"), ...head].join("\n"),
      PATH: [programs, process.env.PATH].filter(Boolean).join(delimiter)
    }),
    execArgv: [typescript],
    // Framework reports each request on stdout, and what fails on stderr.
    stdio: ["ignore", "ignore", "inherit", "ipc"]
  });
}

async function ready(child: ChildProcess): Promise<void> {
  const first = await Promise.race([
    once(child, "message") as Promise<[LiveProcessMessage]>,
    once(child, "exit").then(() => null)
  ]);
  if (first === null) throw new Error("observable preview ended before it served: see above");
}
