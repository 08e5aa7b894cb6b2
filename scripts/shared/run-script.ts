import {endNativeRuns} from "../../loaders/engines/native-runs.js";
import {errorReport} from "../../loaders/schema/error-report.js";
import {sourcePlaces} from "../../loaders/workspace/source-places.js";

/**
 * Runs a script's main function. Whatever it, or anything that it left behind, fails with is one line on stderr; with
 * `BOUNDARY_STACK=1` the stack follows. A reader of stdout that has gone ends the script quietly.
 */
export async function runScript(main: () => Promise<void>): Promise<void> {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") fail(error);
    leave();
  });
  // Who no longer reads what is said may still want what is done.
  process.stderr.on("error", () => undefined);
  for (const event of ["uncaughtException", "unhandledRejection"]) {
    process.on(event, (error: unknown) => {
      fail(error);
      leave();
    });
  }
  try {
    await main();
  } catch (error) {
    fail(error);
  }
}

function leave(): void {
  void endNativeRuns().then(() => process.exit());
}

function fail(error: unknown): void {
  const {line, code} = errorReport(error);
  console.error(code === 2 ? sourcePlaces(line) : line);
  if (process.env.BOUNDARY_STACK === "1") console.error(error);
  process.exitCode = code;
}
