/** A JSON object, or null for anything else. */
export function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** A list, or null for anything else. */
export function listOf(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

/** An entry of a list; undefined where there is no list, or no such entry. */
export function at(list: unknown, place: number): unknown {
  return Array.isArray(list) ? (list as unknown[])[place] : undefined;
}

/** A text, a number as text; null for anything else. Half of a character, which UTF-8 has not, becomes U+FFFD. */
export function textOr(value: unknown): string | null {
  if (typeof value === "string") return value.isWellFormed() ? value : value.toWellFormed();
  return typeof value === "number" && Number.isFinite(value) ? String(value) : null;
}

/** A text as it is, anything else that is there as JSON; null for nothing. */
export function textOrJson(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return textOr(value) ?? JSON.stringify(value);
}

/** A finite number; null for anything else. */
export function numberOr(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** A whole number of at least 0; null for anything else. */
export function countOr(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** An own field of an object: a file may name any, `constructor` too. Undefined where there is none. */
export function field(object: unknown, name: string): unknown {
  const found = asObject(object);
  return found !== null && Object.hasOwn(found, name) ? found[name] : undefined;
}

/** The fields of an object that it has, of those named. */
export function fields(
  object: Readonly<Record<string, unknown>>,
  names: readonly string[]
): Record<string, unknown> {
  return Object.fromEntries(
    names
      .filter((name) => Object.hasOwn(object, name) && object[name] !== null)
      .map((name) => [name, object[name]])
  );
}

/** Sampling settings among the fields of an object: numbers and texts. */
export function settingsOf(object: unknown, names: readonly string[]): Record<string, string | number> {
  const found = asObject(object);
  if (found === null) return {};
  const settings = Object.entries(fields(found, names)).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === "string" || numberOr(entry[1]) !== null
  );
  return Object.fromEntries(settings);
}

const YES = new Set(["true", "1", "1.0", "yes", "pass", "passed", "correct", "c"]);
const NO = new Set(["false", "0", "0.0", "no", "fail", "failed", "incorrect", "wrong", "i"]);

/** What a metric's value says: true, 1 and the words for it, false, 0 and theirs; null for anything else. */
export function correctOf(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  if (typeof value === "string") {
    const word = value.trim().toLowerCase();
    return YES.has(word) ? true : NO.has(word) ? false : null;
  }
  return value === 1 ? true : value === 0 ? false : null;
}
