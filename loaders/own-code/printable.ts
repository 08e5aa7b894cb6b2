/** An error, or whatever was thrown, as one printable line of at most 300 characters. */
export function printable(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  // eslint-disable-next-line no-control-regex -- control characters are what must go
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line || "no message";
}
