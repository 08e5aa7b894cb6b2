import {once} from "node:events";
import {checkAllowCode} from "../../loaders/own-code/check-allow-code.js";
import type {Study} from "../../loaders/schema/study.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {serveSite, type SiteServer} from "../../loaders/site/serve.js";
import {neededPrograms} from "../../loaders/verification/find-verifier.js";
import {shownPath} from "../../loaders/workspace/workspace.js";
import {whole} from "../../src/findings/shared/format.js";
import {adaptiveStep} from "./adaptive-step.js";
import {importStep} from "./import-step.js";
import {storedCompletions} from "./live/live-progress.js";
import {runLive, type LiveRunOptions} from "./live/run-live.js";
import {scoreForReport} from "./exact-step.js";
import {buildStep, sampleStep, verifyStep, type StepOptions} from "./steps.js";
import {openStudy, type StudyOptions} from "./study-command.js";
import {installSystemPackages} from "./system-packages.js";

export interface ReportOptions extends StudyOptions {
  serve: boolean;
  /** Whether the report is served, and grows, while completions are drawn. */
  live?: boolean;
  port: number;
  /** Folder of the site. */
  out: string;
  /** Bytes that the site may have. */
  siteBytes?: number | undefined;
}

/**
 * Imports, draws, judges and scores what a study lacks, builds its report and, if asked, serves it until the signal. What is
 * there already is not made again.
 */
export async function makeReport(options: ReportOptions, signal: AbortSignal): Promise<void> {
  const step = {...openStudy(options), signal};
  checkAllowCode(step.study, options.allowCode ?? false);
  await prepareSandbox(step.study);
  const isGrowing =
    options.serve &&
    (options.live ?? false) &&
    step.study.adaptive === null &&
    (await lacksCompletions(step));
  if (isGrowing) return growReport(step, options);
  let server = options.serve ? await serveFirstPart(step, options) : null;
  try {
    const isChanged = await makeData(step);
    if (signal.aborted) return;
    if (server === null || isChanged) await build(options);
    if (!options.serve) return;
    server ??= await serve(options);
    await serveUntilAborted(signal, server);
  } catch (error) {
    // Ctrl-C ends the children of a build as well, which then look as if they had failed.
    if (!signal.aborted) throw error;
  } finally {
    await server?.close();
  }
}

async function lacksCompletions({study, run}: StepOptions): Promise<boolean> {
  const {drawn, total} = await storedCompletions(study, run);
  return drawn < total;
}

/** Draws what is missing while the report of what is there is served. */
async function growReport(step: StepOptions, options: ReportOptions): Promise<void> {
  const {signal} = step;
  const imports = await importStep(step);
  if (imports === null || signal.aborted) return;
  const server = await runLive({...step, port: options.port, report: options, ...liveWords(options)});
  if (server === null) return;
  await serveUntilAborted(signal, server);
  await server.close();
}

/** What is said of a report that grows. */
function liveWords({out}: ReportOptions): Pick<LiveRunOptions, "onServe" | "onBuild" | "onLast"> {
  return {
    onServe: ({url}) => {
      console.log(`the report grows at ${url} while completions are drawn`);
    },
    onBuild: ({build, judged, total}) => {
      const [there, all] = [judged, total].map(whole);
      console.error(
        build === 1
          ? `build: the first figures stand, on ${there} of ${all} completions`
          : `build: the report has ${there} of ${all} completions`
      );
    },
    onLast: () => {
      console.error(`build: the site is in ${shownPath(out)}`);
    }
  };
}

/**
 * Whoever waits for a report of several experiments reads about the first one while the others are drawn. Null where there is
 * nothing to wait for.
 */
async function serveFirstPart(
  {study, ...step}: StepOptions,
  options: ReportOptions
): Promise<SiteServer | null> {
  const [first, ...others] = study.experiments;
  if (others.length === 0 || !(await makeData({...step, study: {...study, experiments: [first!]}})))
    return null;
  if (step.signal.aborted) return null;
  await build(options);
  const server = await serve(options);
  console.log(`the first part of the report is at ${server.url}; the rest follows`);
  return server;
}

/** Programs that models write run in bubblewrap only. Where that cannot be had the rest of the study goes on without their verdicts. */
async function prepareSandbox(study: Study): Promise<void> {
  const programs = neededPrograms(study);
  if (programs.length === 0) return;
  try {
    await installSystemPackages("the verifier of code", programs);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
  }
}

/** Draws, judges and scores what is missing. Returns whether anything was. */
async function makeData(step: StepOptions): Promise<boolean> {
  const imports = await importStep(step);
  if (imports === null) return false;
  const {adaptive} = step.study;
  let made = imports.filter(({isNew}) => isNew).length;
  made += await (adaptive === null ? sampleStep(step) : adaptiveStep(step, adaptive));
  if (!step.signal.aborted) made += await verifyStep(step, {skipUnavailable: true});
  if (!step.signal.aborted) made += await scoreForReport(step);
  return made > 0;
}

async function build(options: ReportOptions): Promise<void> {
  await buildStep({...options, base: "/"});
  console.error(`build: the site is in ${shownPath(options.out)}`);
}

function serve({out, port}: ReportOptions): Promise<SiteServer> {
  return serveSite({folder: out, port});
}

/** Says where the report is, and waits for the signal. */
export async function serveUntilAborted(signal: AbortSignal, {url}: SiteServer): Promise<void> {
  if (signal.aborted) return;
  console.log(`the report is at ${url} (Ctrl-C ends it)`);
  await once(signal, "abort");
  process.exitCode = 0;
}
