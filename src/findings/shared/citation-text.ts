/** What a citation of a report says. */
export interface CitedReport {
  title: string;
  /** Hash of its content; empty where it has none yet. */
  identity: string;
  /** Of the tool that made it: `reasoning-boundary 0.1.0`. */
  version: string;
  /** ISO 8601 day on which the newest completion was drawn; null where nobody knows. */
  date: string | null;
  /** Where it is on the web. */
  address: string;
}

/** A report as a BibTeX entry. Signs that TeX would read are escaped. */
export function bibtex({title, identity, version, date, address}: CitedReport): string {
  const [year] = (date ?? "").split("-");
  const drawn = date === null ? "" : `, completions drawn ${date}`;
  const short = identity.slice(0, 12);
  const fields = [
    ["title", `{${tex(title)}}`],
    ...(year === "" ? [] : [["year", year!]]),
    ["howpublished", `\\url{${address}}`],
    ["note", tex(`Made by ${version}${short === "" ? "" : `, report ${short}`}${drawn}`)]
  ];
  const lines = fields.map(([name, value]) => `  ${name!} = {${value!}}`);
  return `@misc{reasoning-boundary-${short === "" ? "report" : short},\n${lines.join(",\n")}\n}`;
}

function tex(text: string): string {
  return text.replace(/[\\{}&%$#_^~]/g, (sign) => {
    const words: Record<string, string> = {"\\": "\\textbackslash{}", "^": "\\^{}", "~": "\\~{}"};
    return words[sign] ?? `\\${sign}`;
  });
}

/** Markdown of the report's badge, which leads to it. */
export function badgeMarkdown(address: string): string {
  const root = address.replace(/[?#].*$/, "").replace(/[^/]*$/, "");
  return `[![k*](${root}badge.svg)](${root})`;
}
