import {printable} from "../../schema/printable.js";
import type {OwnVerifier} from "../../schema/study/own-verifier.js";
import {UserError} from "../../schema/user-error.js";
import {GradingThread} from "../grading-thread.js";
import {pooledVerifier} from "../pooled-verifier.js";
import type {Verifier} from "../verifier.js";

const worker = new URL("./module-worker-entry.mjs", import.meta.url);

/**
 * A user's module as a verifier: its function `grade` runs in worker threads with a hard time limit, as our graders do. What
 * it throws, and a limit that it does not keep, are the verifier's error. Throws a UserError for a module that does not load.
 */
export async function createModuleVerifier(
  {id, module, timeLimit, where}: OwnVerifier,
  workers: number | undefined
): Promise<Verifier> {
  const milliseconds = timeLimit === null ? undefined : 1000 * timeLimit;
  const options = {workers, timeLimit: milliseconds, worker, module: module!};
  const thread = new GradingThread({verifier: module!, timeLimit: 0, worker});
  try {
    await thread.start();
  } catch (error) {
    throw new UserError(`${where}: cannot load the verifier ${module!}: ${printable(error)}`, {
      cause: error
    });
  } finally {
    await thread.close();
  }
  return pooledVerifier(id, 1, options);
}
