import {once} from "node:events";
import {openLiveSite} from "../loaders/site/live-site.js";
import {portNumber} from "./option-values.js";
import {runScript} from "./run-script.js";
import {openStudy, studyCommand, type StudyOptions} from "./study-command.js";

interface DevOptions extends StudyOptions {
  port: number;
}

await runScript(async () => {
  const command = studyCommand(
    "npm run dev --",
    "Serve the report of a study that was run, from its sources: an open page follows each change of pages, figures and styles."
  )
    .option("--port <number>", "port; a free one if it is taken", portNumber, 3000)
    .parse();
  const options = command.opts<DevOptions>();
  openStudy(options);
  const stopping = stopSignal();
  try {
    const site = await openLiveSite({
      ...options,
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
