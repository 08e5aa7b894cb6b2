import {existsSync, writeFileSync} from "node:fs";
import {type} from "arktype";
import type {Parameters} from "../../engines/micro/architecture.js";
import {encodeSafetensors, readSafetensors, type NamedTensor} from "../../engines/micro/safetensors.js";
import {parseJson} from "../../schema/parse-json.js";
import type {Schema} from "../../schema/schema-fault.js";
import {UserError} from "../../schema/user-error.js";
import {writeAtomically} from "../../store/write-file.js";
import type {Network, Networks} from "../autograd/network.js";
import type {TrainingLogRow} from "../../schema/training-log.js";

/** Weights of a policy along the way, to become a model of their own. */
interface KeptStep {
  step: number;
  /** Wall time up to then. */
  seconds: number;
  parameters: Parameters;
}

/** Everything that a stopped run needs to go on as if it had not stopped. */
export interface Checkpoint {
  /** Identity of the recipe and of what it starts from. */
  fingerprint: string;
  /** Steps done. */
  step: number;
  /** Wall time so far. */
  seconds: number;
  networks: Networks;
  kept: KeptStep[];
  log: TrainingLogRow[];
}

const whole = type("number.integer >= 0");

/** The part of the state that is no array. `criticUpdates` is null without a critic. */
const stateSchema = type({
  step: whole,
  seconds: "number >= 0",
  policyUpdates: whole,
  criticUpdates: whole.or("null"),
  kept: type({step: whole, seconds: "number >= 0"}).array()
});

const logSchema = type(type("Record<string, number | null>").array()).as<TrainingLogRow[]>();

/** Writes a checkpoint in place of the one before, atomically. */
export async function writeCheckpoint(file: string, checkpoint: Checkpoint): Promise<void> {
  const {networks, kept, log, fingerprint, step, seconds} = checkpoint;
  const {policy, critic} = networks;
  const state: typeof stateSchema.infer = {
    step,
    seconds,
    policyUpdates: policy.optimizer.updates,
    criticUpdates: critic?.optimizer.updates ?? null,
    kept: kept.map((each) => ({step: each.step, seconds: each.seconds}))
  };
  const bytes = encodeSafetensors({
    tensors: [
      ...networkTensors("policy", policy),
      ...(critic === null ? [] : networkTensors("critic", critic)),
      ...kept.flatMap((each) => tensors(`kept.${each.step}.`, each.parameters))
    ],
    metadata: {fingerprint, state: JSON.stringify(state), log: JSON.stringify(log)}
  });
  await writeAtomically(file, (temporary) => {
    writeFileSync(temporary, bytes);
  });
}

/**
 * The checkpoint in a file, or null if there is none. One of another recipe is a UserError, as is one that is damaged: it is not thrown
 * away unasked.
 */
export function readCheckpoint(file: string, fingerprint: string): Checkpoint | null {
  if (!existsSync(file)) return null;
  const {tensors: found, metadata} = readSafetensors(file);
  if (metadata.fingerprint !== fingerprint) {
    throw new UserError(
      `${file} is the checkpoint of another recipe or base: finish that one, or start anew with --fresh`
    );
  }
  const {step, seconds, policyUpdates, criticUpdates, kept} = part(file, metadata.state, stateSchema);
  return {
    fingerprint,
    step,
    seconds,
    networks: {
      policy: readNetwork(found, "policy", policyUpdates),
      critic: criticUpdates === null ? null : readNetwork(found, "critic", criticUpdates)
    },
    kept: kept.map((each) => ({...each, parameters: arrays(found, `kept.${each.step}.`)})),
    log: part(file, metadata.log, logSchema)
  };
}

/** A part of the metadata, which is JSON. */
function part<T>(file: string, text: string | undefined, schema: Schema<T>): T {
  try {
    const value = schema(parseJson(text ?? "", "its metadata"));
    if (!(value instanceof type.errors)) return value;
    throw new UserError(`its metadata: ${value[0]!.message}`);
  } catch (error) {
    throw new UserError(
      `${file}: the checkpoint is damaged (${(error as Error).message}): start anew with --fresh`,
      {cause: error}
    );
  }
}

function networkTensors(name: keyof Networks, {parameters, optimizer}: Network): NamedTensor[] {
  return [
    ...tensors(`${name}.weights.`, parameters),
    ...tensors(`${name}.first.`, optimizer.first),
    ...tensors(`${name}.second.`, optimizer.second)
  ];
}

function readNetwork(found: readonly NamedTensor[], name: keyof Networks, updates: number): Network {
  return {
    parameters: arrays(found, `${name}.weights.`),
    optimizer: {first: arrays(found, `${name}.first.`), second: arrays(found, `${name}.second.`), updates}
  };
}

/** Arrays as vectors: only the parameters' names and order matter here. */
function tensors(prefix: string, values: Parameters): NamedTensor[] {
  return Array.from(values, ([name, data]) => ({name: prefix + name, shape: [data.length], data}));
}

function arrays(found: readonly NamedTensor[], prefix: string): Map<string, Float32Array> {
  return new Map(
    found.filter(({name}) => name.startsWith(prefix)).map(({name, data}) => [name.slice(prefix.length), data])
  );
}
