/**
 * The first `limit` steps of a completion, separated by `;`, by line breaks or both. Blank lines count for nothing; two
 * `;` with nothing between them hold an empty (bad) step.
 */
export function splitSteps(completion: string, limit: number): string[] {
  const text = completion.trim();
  if (text === "") return [];
  const steps: string[] = [];
  for (const part of text.split(";", limit)) {
    const lines = part.split(/[\r\n]/).filter((line) => line.trim() !== "");
    steps.push(...(lines.length === 0 ? [""] : lines));
  }
  return steps.slice(0, limit);
}
