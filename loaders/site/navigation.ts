import {existsSync} from "node:fs";
import {join} from "node:path";
import {contents} from "../../src/contents/contents.js";

/** A page and its address from the root of the site. */
interface PageLink {
  name: string;
  path: string;
}

/** The pages that `root`, a folder of sources or a built site, has, in the order of the argument. Framework links each to the one before and after it. */
export function sitePages(root: string): PageLink[] {
  return contents
    .map(({path, title}) => ({name: title, path: `/${path}`}))
    .filter(({path}) => [".md", ".html"].some((ending) => existsSync(join(root, `${path}${ending}`))));
}

/** Left navigation of every page: the title, with the one of the study, and the steps of the argument. On a phone a button unfolds it. */
export function navigation(
  title: string,
  path: string,
  pages: readonly PageLink[],
  study: string | null = null
): string {
  const items = pages.map((page) => {
    const href = page.path === "/index" ? "/" : page.path;
    const current = page.path === path ? ' aria-current="page"' : "";
    return `<li><a href="${href}"${current}>${page.name}</a></li>`;
  });
  const ofStudy = study === null ? "" : ` <span class="site-study">${escapeHtml(study)}</span>`;
  return `<a class="site-title" href="/">${title}${ofStudy}</a>
<button class="unfold-navigation" popovertarget="navigation">Contents</button>
<nav id="navigation" aria-label="Pages" popover><ol>${items.join("")}</ol></nav>`;
}

/** A text as HTML that shows it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'$]/g, (character) => `&#${character.charCodeAt(0)};`);
}
