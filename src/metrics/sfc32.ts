/**
 * The sfc32 generator (C. Doty-Humphrey, PractRand) from three words of state: a function that returns the next unsigned
 * 32-bit word. The first words of close states are alike: discard some 15, or take the state from a hash.
 */
export function sfc32(a: number, b: number, c: number): () => number {
  let counter = 1;
  return () => {
    const word = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + word) | 0;
    return word >>> 0;
  };
}
