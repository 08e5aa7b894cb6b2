/** Sentences one after the other, a blank between two; those that are empty are left out. */
export function sentences(...texts: readonly string[]): string {
  return texts.filter((text) => text !== "").join(" ");
}
