/** Where a saved picture or table is from: the address of the view, the program with its version, when the data was drawn, and how much of it there is. */
export function sourceText(address: string): string {
  const drawn = said("drawn").map((date) => `drawn ${date}`);
  return [address, ...said("version"), ...drawn, ...said("so-far")].join(" · ");
}

/** How many completions the page's figures rest on while the run goes on; empty where it has all. */
export function restsOn(): string {
  return said("so-far").join("");
}

/** What the page's head says under a name. */
function said(name: string): string[] {
  const content = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
  return content === "" ? [] : [content];
}

/** Letters of a finding, beyond its first sentence. */
const LONGEST = 260;

/** A figure's finding: the first sentences of its answer, as many as a title holds, and at least one. */
export function findingText(figure: Element): string {
  const text =
    (figure.querySelector(".figure-answer p") ?? figure.querySelector(".figure-answer"))?.textContent
      .replaceAll(/\s+/g, " ")
      .trim() ?? "";
  return firstSentences(text, LONGEST);
}

/** The sentences at the beginning of a text that take at most so many letters together, and at least the first. */
export function firstSentences(text: string, longest: number): string {
  const ends = [...text.matchAll(/[.?!](?=\s+\p{Lu}|$)/gu)].map(({index}) => index + 1);
  const end = ends.filter((one, i) => i === 0 || one <= longest).at(-1);
  return text.slice(0, end);
}

/** Lines of a table's file that say what it is, before its head: they begin with `#`. */
export function commentLines(lines: readonly string[]): string {
  return lines.map((line) => `# ${line.replaceAll(/\s+/g, " ")}\n`).join("");
}
