import {buildSite} from "../loaders/site/build-site.js";
import {serveSite} from "../loaders/site/serve.js";
import {interruptSignal} from "./interrupt.js";
import {runScript} from "./run-script.js";
import {sampleStep, scoreStep, verifyStep} from "./steps.js";
import {portNumber} from "./option-values.js";
import {openStudy, studyCommand, type StudyOptions} from "./study-command.js";

interface StartOptions extends StudyOptions {
  serve: boolean;
  port: number;
  out: string;
}

await runScript(async () => {
  const command = studyCommand(
    "npm start --",
    "Sample, verify, score, build and serve the report of a study. What is there already is not made again."
  )
    .option("--out <folder>", "folder of the site", "dist")
    .option("--port <number>", "port; a free one if it is taken", portNumber, 3000)
    .option("--no-serve", "stop when the site is built")
    .parse();
  const options = command.opts<StartOptions>();
  const signal = interruptSignal();
  const step = {...openStudy(options), signal};
  await sampleStep(step);
  if (!signal.aborted) await verifyStep(step);
  if (!signal.aborted) await scoreStep(step);
  if (signal.aborted) return;
  await buildSite({
    study: options.study,
    runs: options.runs,
    n: options.n,
    out: options.out,
    base: "/",
    onStep: (name) => {
      console.error(`build: ${name} …`);
    }
  });
  console.error(`build: the site is in ${options.out}`);
  if (options.serve) await serveUntil(signal, options);
});

async function serveUntil(signal: AbortSignal, {out, port}: StartOptions): Promise<void> {
  if (signal.aborted) return;
  const ended = new Promise((done) => {
    signal.addEventListener("abort", done, {once: true});
  });
  const server = await serveSite({folder: out, port});
  console.log(`the report is at ${server.url} (Ctrl-C ends it)`);
  await ended;
  await server.close();
  process.exitCode = 0;
}
