import {InferenceSession, Tensor} from "onnxruntime-node";
import {nativeRun} from "../native-runs.js";
import {parameterShapes, type Architecture, type Parameters, type PictureInput} from "./architecture.js";
import {stackPatches, type PicturePatches} from "./picture-input.js";

/**
 * An onnxruntime session for a graph. One thread by default: then the same inputs give the same bits, and all cores are
 * used by sessions side by side.
 */
export async function createSession(model: Uint8Array, threads = 1): Promise<InferenceSession> {
  const session = await nativeRun(() =>
    InferenceSession.create(model, {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: "sequential",
      graphOptimizationLevel: "all",
      logSeverityLevel: 3
    })
  );
  const run = session.run.bind(session) as (...args: unknown[]) => ReturnType<InferenceSession["run"]>;
  return Object.assign(session, {run: (...args: unknown[]) => nativeRun(() => run(...args))});
}

/** Feeds for `parameterInputs`. The arrays are not copied: later changes of the weights are seen by the next run. */
export function parameterFeeds(architecture: Architecture, parameters: Parameters): Record<string, Tensor> {
  const entries = parameterShapes(architecture).map(({name, shape}) => [
    `w.${name}`,
    floats(parameters.get(name)!, shape)
  ]);
  return Object.fromEntries(entries) as Record<string, Tensor>;
}

/** The feed of the input `patches`, [rows, patches, size]; none for a model of text alone. */
export function pictureFeeds(
  pictures: readonly PicturePatches[],
  rows: number,
  picture: PictureInput | undefined
): Record<string, Tensor> {
  if (picture === undefined) return {};
  const shape = [rows, picture.patches, picture.size];
  return {patches: floats(stackPatches(pictures, rows, picture), shape)};
}

export function floats(data: Float32Array, shape: readonly number[]): Tensor {
  return new Tensor("float32", data, shape);
}

export function integers(data: BigInt64Array, shape: readonly number[]): Tensor {
  return new Tensor("int64", data, shape);
}
