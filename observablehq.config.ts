import {readFileSync} from "node:fs";
import {IDENTITY_PLACE} from "./loaders/framework/finish-pages.js";
import {formulas} from "./loaders/framework/formulas.js";
import type {Markdown} from "./loaders/site/note-html.js";
import {escapeHtml, navigation, sitePages} from "./loaders/site/navigation.js";
import {stagedContents, stagedDate, studyPages} from "./loaders/site/study-pages.js";

const title = "The reasoning boundary";

// Set by loaders/framework: run-framework.ts for a build, live-site.ts for a site that follows the sources.
const {SITE_ROOT = "src", SITE_OUTPUT = "dist", SITE_BASE = "/", SITE_HEAD = ""} = process.env;

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke-width="2.4" stroke-linecap="round"><path d="M1.5 13C6 12 11 8 14.5 2.5" stroke="#5d92e5"/><path d="M1.5 9C6 8 10 6.5 14.5 6" stroke="#da6f23"/></svg>`;

const pages = sitePages(SITE_ROOT);
const report = stagedContents(SITE_ROOT);
const study = report?.title ?? null;
const date = stagedDate(SITE_ROOT);
const {version} = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")) as {
  version: string;
};

export default {
  root: SITE_ROOT,
  output: SITE_OUTPUT,
  base: SITE_BASE,
  title: study ?? title,
  pages,
  style: "style.css",
  globalStylesheets: [],
  head: `<link rel="icon" type="image/svg+xml" href="data:image/svg+xml,${encodeURIComponent(icon)}">
<meta name="color-scheme" content="light dark">
<meta name="version" content="reasoning-boundary ${version}">${date === null ? "" : `\n<meta name="drawn" content="${date}">`}${SITE_HEAD}`,
  header: ({path}: {path: string}) => navigation(title, path, pages, study),
  footer: ({path}: {path: string}) =>
    `<p class="print-only">Page ${escapeHtml(path.replace(/^\/index$/, "/"))} of this report, made by reasoning-boundary ${version}${date === null ? "" : `; drawn ${date}`}.</p>${study === null ? "" : `${escapeHtml(study)}. `}Questions and measures after Yue et al. 2025, <a href="https://arxiv.org/abs/2504.13837">arXiv:2504.13837</a>. Code under the MIT licence. ${IDENTITY_PLACE}`,
  sidebar: false,
  toc: false,
  search: false,
  typographer: true,
  markdownIt: (markdown: Markdown) => studyPages(formulas(markdown), report)
};
