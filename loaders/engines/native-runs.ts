import {setTimeout as delay} from "node:timers/promises";
import {getEnvironmentData, setEnvironmentData} from "node:worker_threads";

/** Milliseconds to wait for what runs: longer than a step of the largest model. */
const PATIENCE = 3000;

/** Shared by this thread and those that it starts: how many calls into onnxruntime run, and whether more may begin. */
const state = sharedState();
const [RUNNING, ENDED] = [0, 1];

function sharedState(): Int32Array {
  const key = "reasoning-boundary/native-runs";
  const known = getEnvironmentData(key) as unknown as SharedArrayBuffer | undefined;
  const buffer = known ?? new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
  if (known === undefined) setEnvironmentData(key, buffer);
  return new Int32Array(buffer);
}

/** What a call into onnxruntime gives; never, once `endNativeRuns` was called. */
export async function nativeRun<T>(run: () => Promise<T>): Promise<T> {
  Atomics.add(state, RUNNING, 1);
  try {
    if (Atomics.load(state, ENDED) === 0) return await run();
  } finally {
    Atomics.sub(state, RUNNING, 1);
  }
  return new Promise(() => undefined);
}

/**
 * Lets no more calls into onnxruntime begin, in any thread, and waits for those that run. A process that ends while a thread
 * is in one aborts.
 */
export async function endNativeRuns(): Promise<void> {
  Atomics.store(state, ENDED, 1);
  const end = performance.now() + PATIENCE;
  while (Atomics.load(state, RUNNING) > 0 && performance.now() < end) await delay(2);
}
