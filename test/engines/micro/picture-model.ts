import type {Architecture} from "../../../loaders/engines/micro/architecture.js";
import {createRandom} from "../../../src/random/keyed-random.js";
import {tinyArchitecture} from "./random-model.js";

/** The tiny model with four patches of 2 x 2 pixels before the prompt. */
export const pictureArchitecture: Architecture = {...tinyArchitecture, picture: {patches: 4, size: 12}};

/** Random patches for `pictureArchitecture`. */
export function randomPicture(seed: number): Float32Array {
  const random = createRandom("random picture", seed);
  return Float32Array.from({length: 4 * 12}, () => 2 * random.uniform());
}
