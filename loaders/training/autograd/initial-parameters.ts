import {randomNormal} from "../../../src/random/draws.js";
import {createRandom} from "../../../src/random/keyed-random.js";
import {
  elementCount,
  parameterShapes,
  type Architecture,
  type Parameters
} from "../../engines/micro/architecture.js";

/**
 * Weights before training: norms' scales 1, the embedding normal with deviation 0.5 (0.02 where it is the head too), other
 * matrices normal with deviation 1 / sqrt(inputs), divided by sqrt(2 * layers) where they write to the residual stream.
 */
export function initialParameters(architecture: Architecture, seed: number): Parameters {
  const random = createRandom(seed, "initial parameters");
  return new Map(
    parameterShapes(architecture).map(({name, shape}) => {
      if (shape.length === 1) return [name, new Float32Array(shape[0]!).fill(1)];
      const deviation = initialDeviation(name, shape[0]!, architecture);
      return [name, Float32Array.from({length: elementCount(shape)}, () => deviation * randomNormal(random))];
    })
  );
}

function initialDeviation(name: string, inputs: number, {layers, tied_head}: Architecture): number {
  if (name === "embedding") return tied_head ? 0.02 : 0.5;
  const writesResidual = name.endsWith(".attention_output") || name.endsWith(".down");
  return 1 / Math.sqrt(inputs) / (writesResidual ? Math.sqrt(2 * layers) : 1);
}
