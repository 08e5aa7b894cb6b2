/** `node:buffer` as far as importers need it, in a browser: its decoder is fast for any text. */
export function isAscii(): boolean {
  return false;
}
