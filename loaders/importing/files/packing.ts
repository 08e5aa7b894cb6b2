/** How a file's bytes are packed, by its first bytes. */
export function packingOf(start: Uint8Array): "gzip" | "zstd" | "zip" | "none" {
  const [a, b, c, d] = start;
  if (a === 0x1f && b === 0x8b) return "gzip";
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return "zstd";
  if (a === 0x50 && b === 0x4b && (c === 3 || c === 5)) return "zip";
  return "none";
}
