/** Characters of a message's end that stay when it is too long: most messages end with what to do. */
const END = 100;

/**
 * An error, or whatever was thrown, as one printable line: control characters, marks of direction and line ends become
 * spaces, and of what has more than `limit` characters the middle is left out.
 */
export function printable(thrown: unknown, limit = 300): string {
  const text = wordsOf(thrown);
  // A message can hold a whole file: what cannot be shown is not searched either.
  const near = text.length > 20 * limit ? text.slice(0, 10 * limit) + text.slice(-10 * limit) : text;
  const line = oneLine(near);
  if (line === "") return "no message";
  return line.length <= limit ? line : oneLine(`${line.slice(0, limit - END - 1)}…${line.slice(-END)}`);
}

function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, " ")
    .trim();
}

function wordsOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  try {
    return String(thrown);
  } catch {
    return "";
  }
}
