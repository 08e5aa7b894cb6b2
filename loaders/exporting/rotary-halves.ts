/**
 * Reorders the rows of a query or key matrix [width, inputs] from rotary pairs (2i, 2i + 1) to pairs (i, i + headWidth / 2),
 * head by head. Attention is the same, since queries and keys are reordered alike. The inverse of `permute` in llama.cpp's
 * conversion of Hugging Face models.
 */
export function interleavedToHalves(
  rows: Float32Array,
  {headWidth, inputs}: {headWidth: number; inputs: number}
): Float32Array {
  const half = headWidth / 2;
  const reordered = new Float32Array(rows.length);
  for (let row = 0; row < rows.length / inputs; row++) {
    const place = row % headWidth;
    const source = row - place + (place < half ? 2 * place : 2 * (place - half) + 1);
    reordered.set(rows.subarray(source * inputs, (source + 1) * inputs), row * inputs);
  }
  return reordered;
}
