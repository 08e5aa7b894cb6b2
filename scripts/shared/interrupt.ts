import {endNativeRuns} from "../../loaders/engines/native-runs.js";

/**
 * A signal that Ctrl-C (or SIGTERM) aborts, so that work stops at the next safe place. A second Ctrl-C ends the process at
 * once. The process exits with 130 when it comes to its end. `what`: what still happens until then.
 */
export function interruptSignal(what = "finished and stored"): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) {
      void endNativeRuns().then(() => process.exit(130));
      return;
    }
    console.error(`\nstopping: what is under way is ${what} (Ctrl-C again to stop at once)`);
    process.exitCode = 130;
    controller.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return controller.signal;
}
