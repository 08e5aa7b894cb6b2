import {mkdtempSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {
  elementCount,
  parameterShapes,
  type Architecture,
  type Parameters
} from "../../../loaders/engines/micro/architecture.js";
import {configText} from "../../../loaders/engines/micro/model-folder.js";
import {encodeSafetensors} from "../../../loaders/engines/micro/safetensors.js";
import {randomNormal} from "../../../src/random/draws.js";
import {createRandom} from "../../../src/random/keyed-random.js";

export const words = ["<pad>", "<end>", "odd", ..."abcdefghijklmnopqrstuvwxyz".split("")];

export const tinyArchitecture: Architecture = {
  layers: 2,
  width: 32,
  heads: 2,
  hidden: 48,
  context: 32,
  vocabulary: words.length,
  norm_epsilon: 1e-5,
  rope_theta: 10_000,
  tied_head: false
};

/** Random weights, large enough that completions differ. */
export function randomParameters(architecture: Architecture, seed = 1): Parameters {
  const random = createRandom("random model", seed);
  return new Map(
    parameterShapes(architecture).map(({name, shape}) => {
      const scale = shape.length === 1 ? 0.1 : 1.5 / Math.sqrt(shape[0]!);
      const mean = shape.length === 1 ? 1 : 0;
      return [
        name,
        Float32Array.from({length: elementCount(shape)}, () => mean + scale * randomNormal(random))
      ];
    })
  );
}

/** Writes a model folder and returns its path. */
export function writeModel(architecture: Architecture, parameters: Parameters): string {
  const folder = mkdtempSync(join(tmpdir(), "micro-model-"));
  const tensors = parameterShapes(architecture).map(({name, shape}) => ({
    name,
    shape,
    data: parameters.get(name)!
  }));
  writeFileSync(join(folder, "config.json"), configText(architecture, words));
  writeFileSync(join(folder, "model.safetensors"), encodeSafetensors({tensors, metadata: {}}));
  return folder;
}
