import {mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {LeadView} from "../../../src/findings/lead/lead-view.js";
import {escapeHtml} from "../navigation.js";
import {cardPicture} from "./card-picture.js";
import {CARD, cardSvg} from "./card-svg.js";
import {pageWords, type PageWords} from "./page-words.js";

const FOLDER = "_cards";

/** The lines of a page's `<head>` for sites that show links to it, by the page's name. */
export type SocialTags = ReadonlyMap<string, (toRoot: string) => string>;

export interface SocialCardOptions {
  /** Title of the report. */
  report: string;
  /** The main pair of the report; null where it has none. */
  lead: LeadView | null;
  /** The address of the site's root where it will be served; null where nobody knows: then the picture's address is relative. */
  origin: string | null;
}

/** Makes a picture of every page of a built site into its folder `_cards`, and the tags that name title, description and picture. */
export async function socialCards(
  site: string,
  {report, lead, origin}: SocialCardOptions
): Promise<SocialTags> {
  const folder = join(site, FOLDER);
  mkdirSync(folder, {recursive: true});
  const tags = new Map<string, (toRoot: string) => string>();
  for (const file of readdirSync(site)
    .filter((name) => name.endsWith(".html") && name !== "404.html")
    .sort()) {
    const page = file.slice(0, -".html".length);
    const words = pageWords(page, readFileSync(join(site, file), "utf8"), lead);
    const isLead =
      page === "index" ||
      page === {math: "mathematics", code: "code", visual: "visual"}[lead?.experiment ?? ""];
    writeFileSync(
      join(folder, `${page}.png`),
      await cardPicture(cardSvg(words, report, isLead ? lead : null))
    );
    tags.set(page, (toRoot) => pageTags(page, words, {report, root: origin ?? toRoot, origin}));
  }
  return tags;
}

function pageTags(
  page: string,
  {title, description}: PageWords,
  {report, root, origin}: {report: string; root: string; origin: string | null}
): string {
  const property = (name: string, content: string): string =>
    `<meta property="og:${name}" content="${escapeHtml(content)}">`;
  return [
    `<meta name="description" content="${escapeHtml(description)}">`,
    property("type", "article"),
    property("site_name", report),
    property("title", title),
    property("description", description),
    property("image", `${root}${FOLDER}/${page}.png`),
    property("image:width", String(CARD.width)),
    property("image:height", String(CARD.height)),
    property("image:alt", title),
    ...(origin === null ? [] : [property("url", `${origin}${page === "index" ? "" : page}`)]),
    '<meta name="twitter:card" content="summary_large_image">'
  ].join("\n");
}
