/** The cube root by Newton's method: products and quotients alone, so that every engine gives the same bits. */
export function cubeRoot(value: number): number {
  const size = Math.abs(value);
  if (size === 0) return 0;
  let root = Math.max(1, size);
  for (let last = Infinity; root < last;) {
    last = root;
    root = (2 * root + size / (root * root)) / 3;
  }
  return value < 0 ? -root : root;
}
