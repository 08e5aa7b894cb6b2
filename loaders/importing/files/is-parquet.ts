/** What every Parquet file begins with. */
export function isParquet(start: Uint8Array): boolean {
  const [p, a, r, one] = start;
  return p === 0x50 && a === 0x41 && r === 0x52 && one === 0x31;
}
