/** A Markdown table; cells are Markdown, with bars escaped here. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

/** Text in a code span. */
export function code(text: string): string {
  return `\`${text}\``;
}

/** The parts of a page with an empty line between them and one line break at the end. */
export function page(...parts: readonly string[]): string {
  return `${parts.join("\n\n")}\n`;
}
