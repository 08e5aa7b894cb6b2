/**
 * The source of a page for one report. Lines between `<!-- if FACT -->` and `<!-- end -->` stay where the study has the fact,
 * with `!` before it where it lacks it; a link to a page that the report does not have becomes its text. No line moves, so that
 * what reports errors by line is right.
 */
export function pageSource(source: string, facts: ReadonlySet<string>, pages: ReadonlySet<string>): string {
  return withoutMissingLinks(withFacts(source, facts), (path) => pages.has(path === "" ? "index" : path));
}

function withFacts(source: string, facts: ReadonlySet<string>): string {
  const open: boolean[] = [];
  const lines = source.split("\n").map((line) => {
    const condition = /^\s*<!-- if (!?)([\w:-]+) -->\s*$/.exec(line);
    if (condition) open.push(facts.has(condition[2]!) !== (condition[1] === "!"));
    else if (/^\s*<!-- end -->\s*$/.test(line)) {
      if (open.pop() === undefined) throw new Error("a page has <!-- end --> without <!-- if … -->");
    } else return open.every(Boolean) ? line : "";
    return "";
  });
  if (open.length > 0) throw new Error("a page has <!-- if … --> without <!-- end -->");
  return lines.join("\n");
}

/** Replaces links to pages of the report (`./guess`, `./methods#bands`) that `isThere` denies, in Markdown and in HTML. */
function withoutMissingLinks(source: string, isThere: (path: string) => boolean): string {
  const unlink = (link: string, text: string, path: string): string => (isThere(path) ? link : text);
  return source
    .replace(/\[([^\]]*)\]\(\.\/([\w-]*)(?:#[\w-]*)?\)/g, unlink)
    .replace(/<a href="\.\/([\w-]*)(?:#[\w-]*)?">(.*?)<\/a>/gs, (link, path: string, text: string) =>
      unlink(link, text, path)
    );
}
