import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync} from "node:fs";
import {join} from "node:path";
import {contents} from "../../src/contents/contents.js";
import type {ReportContents} from "../../src/contents/report-contents.js";
import {noteHtml, type Markdown} from "./note-html.js";
import {pageSource} from "./page-source.js";

/** What the tables of a stage say of the report, `root` being its copy of src; null before they are made. */
export function stagedContents(root: string): ReportContents | null {
  const file = join(root, ".observablehq/cache/data/contents.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as ReportContents) : null;
}

/** When the newest completion of the report was drawn, ISO 8601 date; null where nobody says or before the tables are made. */
export function stagedDate(root: string): string | null {
  const file = join(root, ".observablehq/cache/data/study.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as {date: string | null}).date : null;
}

/** Files of `folder` that are pages of a report, but not of this one. */
export function otherPages(folder: string, {pages}: Pick<ReportContents, "pages">): string[] {
  const others = contents.map(({path}): string => path).filter((path) => !pages.includes(path));
  return readdirSync(folder).filter((name) => others.some((path) => name === `${path}.md`));
}

/**
 * Leaves in a stage, `root` being its copy of src, the pages that its report has something for: the others lie beside it, and come back
 * once a later build of a report that grows has something for them.
 */
export function setOtherPagesAside(root: string): void {
  const aside = join(root, "../other-pages");
  mkdirSync(aside, {recursive: true});
  for (const name of readdirSync(aside)) renameSync(join(aside, name), join(root, name));
  const report = stagedContents(root);
  if (report === null) return;
  for (const name of otherPages(root, report)) renameSync(join(root, name), join(aside, name));
}

/**
 * A markdown-it plug-in that fits the pages to a report: `pageSource`, and the study's own words in the place of the lines
 * `<!-- notes: NAME -->`, NAME being `about`, `limits`, `page` (of the page's experiments), `benchmarks`, `policies`, or `absent`
 * for what the study does not measure.
 */
export function studyPages<T extends Markdown>(markdown: T, report: ReportContents | null): T {
  if (report === null) return markdown;
  const [facts, pages] = [new Set<string>(report.facts), new Set(report.pages)];
  markdown.core.ruler.before("normalize", "study_pages", (state) => {
    state.src = pageSource(state.src, facts, pages);
  });
  markdown.block.ruler.before("html_block", "study_notes", (state, line, _end, silent) => {
    const text = state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]);
    const name = /^<!-- notes: ([a-z]+) -->\s*$/.exec(text)?.[1];
    if (name === undefined) return false;
    if (silent) return true;
    const token = state.push("study_notes", "", 0);
    token.content = notes(name, report, state.env.path ?? "")
      .map((each) => noteHtml(markdown, each, pages))
      .join("");
    state.line = line + 1;
    return true;
  });
  markdown.renderer.rules.study_notes = (tokens, index) => tokens[index]!.content;
  return markdown;
}

function notes(name: string, {notes, absent}: ReportContents, page: string): string[] {
  const titled = (title: string, text: string): string => `**${escaped(title)}.** ${text}`;
  switch (name) {
    case "about":
    case "limits":
      return notes[name] === null ? [] : [notes[name]];
    case "page": {
      const entry = contents.find(({path}) => `/${path}` === page);
      return (entry?.experiments ?? []).flatMap(({id}) => notes.experiments[id] ?? []);
    }
    case "benchmarks":
    case "policies":
      return notes[name].map(({title, text}) => titled(title, text));
    case "absent":
      return absent.length === 0
        ? []
        : [absent.map(({title, what, add}) => `- **${title}**: ${what}. To add: ${add}.`).join("\n")];
    default:
      throw new Error(`a page asks for the notes ${name}, which no study has`);
  }
}

/** A text as Markdown that shows it. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+\-.!|&$]/g, String.raw`\$&`);
}
