import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {leadSentence} from "../../../src/findings/lead/lead-text.js";
import {leadTitle} from "../../../src/findings/lead/lead-title.js";
import {leadView, type LeadTables, type LeadView} from "../../../src/findings/lead/lead-view.js";

/** What is said of a page where somebody links to it. */
export interface PageWords {
  title: string;
  description: string;
}

/** Letters of a description at most: more is cut where it is shown. */
const MOST_LETTERS = 240;

/** The main pair of the report whose tables lie in `cache`; null where it has none. */
export function reportLead(cache: string): LeadView | null {
  const read = (name: string): unknown => {
    const file = join(cache, "data", `${name}.json`);
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  };
  const study = read("study") as LeadTables["study"] | undefined;
  if (study === undefined) return null;
  const coverage = ["math", "code", "visual", "entropy-match"].map((name) => [name, read(name)]);
  return leadView({
    study,
    coverage: Object.fromEntries(coverage) as LeadTables["coverage"],
    counts: (read("counts") ?? []) as LeadTables["counts"],
    guessRates: (read("guess-rates") ?? []) as LeadTables["guessRates"],
    guesses: (read("answers") as {guesses: LeadTables["guesses"]} | undefined)?.guesses ?? [],
    cards: (read("model-cards") ?? []) as LeadTables["cards"]
  });
}

/** The words of a built page: the report's finding on the overview, else its heading and how it begins. */
export function pageWords(path: string, html: string, lead: LeadView | null): PageWords {
  if (path === "index" && lead !== null) return {title: leadTitle(lead), description: leadSentence(lead)};
  const main = html.slice(html.indexOf("<main"));
  const title = plainText(
    /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(main)?.[1] ?? /<title>([^<]*)/.exec(html)?.[1] ?? ""
  );
  const first = plainText(/<p(?: class="lead")?(?: dir="auto")?>([\s\S]*?)<\/p>/.exec(main)?.[1] ?? "");
  return {title, description: cut(first)};
}

/** The text of a piece of HTML, its entities read. */
function plainText(html: string): string {
  const entities: Record<string, string> = {amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " "};
  return html
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&(\w+|#39);/g, (whole, name: string) => entities[name] ?? whole)
    .replaceAll(/\s+/g, " ")
    .trim();
}

function cut(text: string): string {
  if (text.length <= MOST_LETTERS) return text;
  return `${text.slice(0, MOST_LETTERS).replace(/\s+\S*$/, "")} …`;
}
