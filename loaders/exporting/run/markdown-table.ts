/** How a column stands: its head, and whether it holds numbers. */
type Head = string | {number: string};

/** The lines of a Markdown table, with what Markdown would take for its own made harmless. */
export function markdownTable(
  heads: readonly Head[],
  rows: readonly (readonly (string | number)[])[]
): string[] {
  const line = (cells: readonly (string | number)[]): string =>
    `| ${cells
      .map((cell) =>
        String(cell)
          .replaceAll("|", "\\|")
          .replace(/\s*\n\s*/g, " ")
      )
      .join(" | ")} |`;
  return [
    line(heads.map((head) => (typeof head === "string" ? head : head.number))),
    `|${heads.map((head) => (typeof head === "string" ? "---|" : "---:|")).join("")}`,
    ...rows.map(line)
  ];
}
