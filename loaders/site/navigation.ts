import {existsSync} from "node:fs";
import {join} from "node:path";
import {contents} from "../../src/contents/contents.js";

/** A page and its address from the root of the site. */
interface PageLink {
  name: string;
  path: string;
}

/** The pages that `root` has, in the order of the argument. Framework links each to the one before and after it. */
export function sitePages(root: string): PageLink[] {
  return contents
    .map(({path, title}) => ({name: title, path: `/${path}`}))
    .filter(({path}) => existsSync(join(root, `${path}.md`)));
}

/** Left navigation of every page: the title and the steps of the argument. On a phone a button unfolds it. */
export function navigation(title: string, path: string, pages: readonly PageLink[]): string {
  const items = pages.map((page) => {
    const href = page.path === "/index" ? "/" : page.path;
    const current = page.path === path ? ' aria-current="page"' : "";
    return `<li><a href="${href}"${current}>${page.name}</a></li>`;
  });
  return `<a class="site-title" href="/">${title}</a>
<button class="unfold-navigation" popovertarget="navigation">Contents</button>
<nav id="navigation" aria-label="Pages" popover><ol>${items.join("")}</ol></nav>`;
}
