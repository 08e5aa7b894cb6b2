/** A page, in the order of the argument. */
interface PageLink {
  name: string;
  path: string;
}

export const pages: PageLink[] = [
  {name: "Report", path: "/index"},
  {name: "Accuracy histograms", path: "/histograms"},
  {name: "Solvable sets", path: "/solvable"},
  {name: "Explorer", path: "/explorer"},
  {name: "Data and provenance", path: "/provenance"},
  {name: "Methods", path: "/methods"}
];

/** Left navigation of every page: the title and the steps of the argument. On a phone a button unfolds it. */
export function navigation(title: string, path: string): string {
  const items = pages.map((page) => {
    const href = page.path === "/index" ? "/" : page.path;
    const current = page.path === path ? ' aria-current="page"' : "";
    return `<li><a href="${href}"${current}>${page.name}</a></li>`;
  });
  return `<a class="site-title" href="/">${title}</a>
<button class="unfold-navigation" popovertarget="navigation">Contents</button>
<nav id="navigation" aria-label="Pages" popover><ol>${items.join("")}</ol></nav>`;
}
