import {UserError} from "../../schema/user-error.js";

/** Text packs to a tenth or a twentieth, repeated text to a hundredth: what grows more than this is no samples. */
export const MOST_RATIO = 2_000;
/** Small files may be of one repeated letter. */
const FREE_BYTES = 64 << 20;
const MOST_BYTES = 2 ** 40;

/** Counts the bytes of one packed file before and after, and refuses one that unpacks to far more than samples do. */
export class ByteBound {
  private readonly name: string;
  private before: number;
  private after = 0;

  /** `before`: packed bytes that are known already, of which `packed` counts none again. */
  constructor(name: string, before = 0) {
    this.name = name;
    this.before = before;
  }

  async *packed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.before += chunk.length;
      yield chunk;
    }
  }

  /** Throws a UserError at the chunk that is too much. */
  async *unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.after += chunk.length;
      if (this.after > Math.min(MOST_BYTES, Math.max(FREE_BYTES, this.before * MOST_RATIO)))
        throw new UserError(
          `${this.name} unpacks to more than ${MOST_RATIO} times its size: leave it out, or unpack it yourself if it is yours`
        );
      yield chunk;
    }
  }
}
