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

/** A text as it is, a number as text; null for anything else. */
export function textOr(value: unknown): string | null {
  if (typeof value === "string") return value;
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
