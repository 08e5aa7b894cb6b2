import {setTimeout as delay} from "node:timers/promises";
import type {RunMirror} from "./run-mirror.js";

export interface PushingOptions {
  /** Milliseconds between the end of one push and the next. */
  every: number;
  /** Told once of each reason why a push failed: it is tried again. */
  onFailure: (error: Error) => void;
}

/**
 * Runs `work` on a mirror's folder, and puts what it stores into the bucket as it goes on, and at its end, however it ends. Throws what
 * `work` threw, or else what the last push did.
 */
export async function whilePushing<T>(
  mirror: Pick<RunMirror, "push">,
  {every, onFailure}: PushingOptions,
  work: () => Promise<T>
): Promise<T> {
  const ended = new AbortController();
  const told = new Set<string>();
  const tell = (error: unknown): void => {
    const {message} = error as Error;
    if (!told.has(message)) onFailure(error as Error);
    told.add(message);
  };
  const pushing = (async () => {
    for (;;) {
      await delay(every, undefined, {signal: ended.signal});
      await mirror.push().catch(tell);
    }
  })().catch((error: unknown) => {
    if (!ended.signal.aborted) throw error;
  });
  let result: T;
  try {
    result = await work();
  } catch (error) {
    ended.abort();
    await pushing;
    await mirror.push().catch(tell);
    throw error;
  }
  ended.abort();
  await pushing;
  await mirror.push();
  return result;
}
