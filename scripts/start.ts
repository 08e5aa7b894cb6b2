import {once} from "node:events";
import {checkAllowCode} from "../loaders/own-code/check-allow-code.js";
import type {Study} from "../loaders/schema/study.js";
import {UserError} from "../loaders/schema/user-error.js";
import {serveSite, type SiteServer} from "../loaders/site/serve.js";
import {neededPrograms} from "../loaders/verification/find-verifier.js";
import {shownPath} from "../loaders/workspace/workspace.js";
import {interruptSignal} from "./shared/interrupt.js";
import {portNumber} from "./shared/option-values.js";
import {runScript} from "./shared/run-script.js";
import {buildStep, sampleStep, scoreStep, verifyStep, type StepOptions} from "./shared/steps.js";
import {
  openStudy,
  studyCommand,
  studyOptions,
  withAllowCode,
  type StudyOptions
} from "./shared/study-command.js";
import {installSystemPackages} from "./shared/system-packages.js";
import {writablePath} from "./shared/tool-command.js";

interface GivenOptions {
  serve: boolean;
  port: number;
  out?: string;
}

interface StartOptions extends StudyOptions {
  port: number;
  out: string;
}

await runScript(async () => {
  const command = withAllowCode(studyCommand("start"))
    .option("--out <folder>", "folder of the site (default: dist in your folder)")
    .option("--port <number>", "port; a free one if it is taken", portNumber, 3000)
    .option("--no-serve", "stop when the site is built");
  const {out, ...given} = studyOptions<GivenOptions>(command);
  const options = {...given, out: out === undefined ? given.workspace.site : writablePath(out, "--out")};
  const signal = interruptSignal();
  const step = {...openStudy(options), signal};
  checkAllowCode(step.study, options.allowCode);
  await prepareSandbox(step.study);
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
});

/**
 * Whoever waits for a report of several experiments reads about the first one while the others are drawn. Null where there is
 * nothing to wait for.
 */
async function serveFirstPart(
  {study, ...step}: StepOptions,
  options: StartOptions
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
  let made = await sampleStep(step);
  if (!step.signal.aborted) made += await verifyStep(step, {skipUnavailable: true});
  if (!step.signal.aborted) made += await scoreStep(step, {skipUnavailable: true});
  return made > 0;
}

async function build(options: StartOptions): Promise<void> {
  await buildStep({...options, base: "/"});
  console.error(`build: the site is in ${shownPath(options.out)}`);
}

function serve({out, port}: StartOptions): Promise<SiteServer> {
  return serveSite({folder: out, port});
}

async function serveUntilAborted(signal: AbortSignal, {url}: SiteServer): Promise<void> {
  if (signal.aborted) return;
  console.log(`the report is at ${url} (Ctrl-C ends it)`);
  await once(signal, "abort");
  process.exitCode = 0;
}
