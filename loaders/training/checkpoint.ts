import {existsSync, writeFileSync} from "node:fs";
import {parameterShapes, type Architecture, type Parameters} from "../engines/micro/architecture.js";
import {encodeSafetensors, readSafetensors, type NamedTensor} from "../engines/micro/safetensors.js";
import {UserError} from "../schema/user-error.js";
import {writeAtomically} from "../store/write-file.js";
import type {AdamWState} from "./adam-w.js";
import type {TrainingLogRow} from "./training-log.js";

/** Everything that a stopped run needs to go on as if it had not stopped. */
export interface Checkpoint {
  /** Identity of the recipe and of what it starts from. */
  fingerprint: string;
  /** Steps done. */
  step: number;
  /** Wall time so far. */
  seconds: number;
  parameters: Parameters;
  optimizer: AdamWState;
  log: TrainingLogRow[];
}

/** Tensor name prefixes of the three sets of arrays. */
const sets = {parameters: "weights.", first: "first.", second: "second."} as const;

/** Writes a checkpoint in place of the one before, atomically. */
export async function writeCheckpoint(
  file: string,
  architecture: Architecture,
  checkpoint: Checkpoint
): Promise<void> {
  const {parameters, optimizer, log, fingerprint, step, seconds} = checkpoint;
  const tensors = (prefix: string, arrays: Parameters): NamedTensor[] =>
    parameterShapes(architecture).map(({name, shape}) => ({
      name: prefix + name,
      shape,
      data: arrays.get(name)!
    }));
  const bytes = encodeSafetensors({
    tensors: [
      ...tensors(sets.parameters, parameters),
      ...tensors(sets.first, optimizer.first),
      ...tensors(sets.second, optimizer.second)
    ],
    metadata: {
      fingerprint,
      state: JSON.stringify({step, seconds, updates: optimizer.updates}),
      log: JSON.stringify(log)
    }
  });
  await writeAtomically(file, (temporary) => {
    writeFileSync(temporary, bytes);
  });
}

/** The checkpoint in a file, or null if there is none. One of another recipe is a UserError: it is not thrown away unasked. */
export function readCheckpoint(file: string, fingerprint: string): Checkpoint | null {
  if (!existsSync(file)) return null;
  const {tensors, metadata} = readSafetensors(file);
  if (metadata.fingerprint !== fingerprint) {
    throw new UserError(
      `${file} is the checkpoint of another recipe or base: finish that one, or start anew with --fresh`
    );
  }
  const {step, seconds, updates} = JSON.parse(metadata.state!) as {
    step: number;
    seconds: number;
    updates: number;
  };
  const arrays = (prefix: string) =>
    new Map(
      tensors
        .filter(({name}) => name.startsWith(prefix))
        .map(({name, data}) => [name.slice(prefix.length), data])
    );
  return {
    fingerprint,
    step,
    seconds,
    parameters: arrays(sets.parameters),
    optimizer: {first: arrays(sets.first), second: arrays(sets.second), updates},
    log: JSON.parse(metadata.log!) as TrainingLogRow[]
  };
}
