/**
 * The sfc32 generator (C. Doty-Humphrey, PractRand) from three words of state: a function that returns the next unsigned
 * 32-bit word. The first words of close states are alike: discard some 15, or take the state from a hash.
 */
export function sfc32(a: number, b: number, c: number): () => number {
  // In an array, since engines box 32-bit words that closures hold.
  const state = Int32Array.of(a, b, c, 1);
  return () => {
    const [a, b, c, counter] = [state[0]!, state[1]!, state[2]!, state[3]!];
    const word = (a + b + counter) | 0;
    state[0] = b ^ (b >>> 9);
    state[1] = (c + (c << 3)) | 0;
    state[2] = (((c << 21) | (c >>> 11)) + word) | 0;
    state[3] = counter + 1;
    return word >>> 0;
  };
}
