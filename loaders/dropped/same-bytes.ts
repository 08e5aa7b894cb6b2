/** Bytes that are compared at a time. */
const STEP = 4 << 20;

/** Whether two files hold the same bytes. Nothing is read of files of different sizes. */
export async function haveSameBytes(a: Blob, b: Blob): Promise<boolean> {
  if (a.size !== b.size) return false;
  for (let start = 0; start < a.size; start += STEP) {
    const [left, right] = await Promise.all(
      [a, b].map(async (blob) => new Uint8Array(await blob.slice(start, start + STEP).arrayBuffer()))
    );
    if (!left!.every((byte, i) => byte === right![i])) return false;
  }
  return true;
}
