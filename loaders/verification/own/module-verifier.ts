import {printable} from "../../schema/printable.js";
import type {OwnVerifier} from "../../schema/study/own-verifier.js";
import {UserError} from "../../schema/user-error.js";
import {GradingThread} from "../grading-thread.js";
import {pooledVerifier} from "../pooled-verifier.js";
import type {Verifier} from "../verifier.js";

/** Seconds that a module may take to load, where the study gives none. */
const LOAD_LIMIT = 30;

const worker = new URL("./module-worker-entry.mjs", import.meta.url);

/**
 * A user's module as a verifier: its function `grade` runs in worker threads with a hard time limit, as our graders do. What
 * it throws, and a limit that it does not keep, are the verifier's error. Throws a UserError for a module that does not load.
 */
export async function createModuleVerifier(
  {id, module, timeLimit, startLimit, where}: OwnVerifier,
  workers: number | undefined
): Promise<Verifier> {
  const milliseconds = timeLimit === null ? undefined : 1000 * timeLimit;
  const options = {workers, timeLimit: milliseconds, worker, module: module!};
  const seconds = startLimit ?? LOAD_LIMIT;
  const thread = new GradingThread({verifier: module!, timeLimit: 0, startLimit: 1000 * seconds, worker});
  try {
    await thread.start();
  } catch (error) {
    const isLate = (error as Error).name === "AbortError";
    const why = isLate ? `it did not load within ${seconds} s (start_limit gives it more)` : printable(error);
    throw new UserError(`${where}: cannot load the verifier ${module!}: ${why}`, {cause: error});
  } finally {
    await thread.close();
  }
  return pooledVerifier(id, 1, options);
}
