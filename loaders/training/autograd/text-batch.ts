import type {Tensor} from "onnxruntime-node";
import {picturePlaces, type PictureInput} from "../../engines/micro/architecture.js";
import type {PicturePatches} from "../../engines/micro/picture-input.js";
import {floats, integers, pictureFeeds} from "../../engines/micro/session.js";

/** A prompt and a completion, which has the end token if it was ended. */
export interface TrainingText {
  prompt: readonly number[];
  completion: readonly number[];
  /** What comes before the prompt, for a model with a picture. */
  picture?: PicturePatches;
}

/**
 * Texts as the training graphs read them: one row each, padded on the right to the longest one. A completion token's numbers
 * stand at the place before it, where the network predicts it.
 */
export class TextBatch {
  readonly shape: readonly [number, number];
  private readonly texts: readonly TrainingText[];
  private readonly picture: PictureInput | undefined;

  /** `picture` is the model's. */
  constructor(texts: readonly TrainingText[], picture?: PictureInput) {
    this.texts = texts;
    this.picture = picture;
    const length = Math.max(...texts.map(({prompt, completion}) => prompt.length + completion.length - 1));
    this.shape = [texts.length, length];
  }

  /** Feeds of the transformer: `tokens`, `positions` and the causal `mask`, for a model with a picture `patches`. */
  feeds(): Record<string, Tensor> {
    const [count, length] = this.shape;
    const places = picturePlaces(this.picture) + length;
    const positions = BigInt64Array.from({length: count * places}, (_, at) => BigInt(at % places));
    const pictures = this.texts.map(({picture}) => picture);
    return {
      tokens: this.tokens(0),
      positions: integers(positions, [count, places]),
      mask: floats(causalMask(places), [places, places]),
      ...pictureFeeds(pictures, count, this.picture)
    };
  }

  /** The token after each place. */
  targets(): Tensor {
    return this.tokens(1);
  }

  /** Numbers of the completion tokens as a tensor [batch, length], with 0 at all other places. */
  spread(values: readonly ArrayLike<number>[]): Tensor {
    const [count, length] = this.shape;
    const data = new Float32Array(count * length);
    for (const [index, {prompt}] of this.texts.entries())
      data.set(Array.from(values[index]!), index * length + prompt.length - 1);
    return floats(data, this.shape);
  }

  /** The completion tokens' numbers in an output [batch, length], by text. */
  gather(output: Tensor): Float32Array[] {
    const length = this.shape[1];
    const values = output.data as Float32Array;
    return this.texts.map(({prompt, completion}, index) => {
      const start = index * length + prompt.length - 1;
      return values.slice(start, start + completion.length);
    });
  }

  private tokens(offset: number): Tensor {
    const [count, length] = this.shape;
    const data = new BigInt64Array(count * length);
    for (const [index, {prompt, completion}] of this.texts.entries()) {
      const text = [...prompt, ...completion].slice(offset, prompt.length + completion.length - 1 + offset);
      data.set(text.map(BigInt), index * length);
    }
    return integers(data, this.shape);
  }
}

function causalMask(length: number): Float32Array {
  return Float32Array.from({length: length * length}, (_, at) =>
    at % length > Math.floor(at / length) ? -1e9 : 0
  );
}
