import {once} from "node:events";
import {openLiveSite} from "../loaders/site/live-site.js";
import {portNumber} from "./shared/option-values.js";
import {runScript} from "./shared/run-script.js";
import {needWholeRun, openStudy, studyCommand, studyOptions} from "./shared/study-command.js";

await runScript(async () => {
  const command = studyCommand("dev").option(
    "--port <number>",
    "port; a free one if it is taken",
    portNumber,
    3000
  );
  const options = studyOptions<{port: number}>(command);
  openStudy(options);
  await needWholeRun(options);
  const stopping = stopSignal();
  try {
    const site = await openLiveSite({
      ...options,
      cache: options.workspace.cache,
      onStep: (step) => {
        console.error(`dev: ${step} …`);
      }
    });
    console.log(`the report is at ${site.url} and follows src/ (Ctrl-C ends it)`);
    if (!stopping.aborted) await Promise.race([once(stopping, "abort"), site.ended]);
    await site.close();
    if (!stopping.aborted) throw new Error("the server ended by itself: see above");
  } catch (error) {
    // Ctrl-C ends the children as well, which then look as if they had failed.
    if (!stopping.aborted) throw error;
  }
});

function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.on(signal, () => {
      controller.abort();
    });
  }
  return controller.signal;
}
