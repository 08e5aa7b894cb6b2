import {join} from "node:path";
import {writeFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {encodeSafetensors, readSafetensors} from "../../../loaders/engines/micro/safetensors.js";
import {UserError} from "../../../loaders/schema/user-error.js";
import {readCheckpoint, writeCheckpoint, type Checkpoint} from "../../../loaders/training/run/checkpoint.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const parameters = new Map([["w", new Float32Array([1, 2])]]);
const checkpoint: Checkpoint = {
  ...{fingerprint: "recipe", step: 2, seconds: 1.5, log: []},
  networks: {
    policy: {parameters, optimizer: {first: parameters, second: parameters, updates: 3}},
    critic: null
  },
  kept: [{step: 1, seconds: 0.5, parameters}]
};

describe("readCheckpoint", () => {
  it("gives what was written, and null where nothing was", async () => {
    const file = join(temporaryFolder(), "checkpoint.safetensors");
    expect(readCheckpoint(file, "recipe")).toBeNull();
    await writeCheckpoint(file, checkpoint);
    expect(readCheckpoint(file, "recipe")).toEqual(checkpoint);
  });

  it.each([
    ["state", undefined],
    ["state", ""],
    ["state", '{"step": 2'],
    ["state", '{"step": "two", "seconds": 1, "policyUpdates": 3, "criticUpdates": null, "kept": []}'],
    ["log", "[3]"],
    ["log", "{}"]
  ])("says in one line that %s is damaged: %j", async (name, text) => {
    const file = join(temporaryFolder(), "checkpoint.safetensors");
    await writeCheckpoint(file, checkpoint);
    const {tensors, metadata} = readSafetensors(file);
    const others = Object.entries(metadata).filter(([key]) => key !== name);
    const changed = text === undefined ? others : [...others, [name, text] as const];
    writeFileSync(file, encodeSafetensors({tensors, metadata: Object.fromEntries(changed)}));
    let said: unknown = null;
    try {
      readCheckpoint(file, "recipe");
    } catch (error) {
      said = error;
    }
    expect(said).toBeInstanceOf(UserError);
    expect((said as UserError).message).toMatch(
      /^[^\n]*checkpoint\.safetensors: the checkpoint is damaged \(.*\): start anew with --fresh$/
    );
  });
});
