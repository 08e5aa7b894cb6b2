import {existsSync} from "node:fs";
import {join} from "node:path";

/** A page, in the order of the argument. */
interface PageLink {
  name: string;
  path: string;
}

const argument: PageLink[] = [
  {name: "Overview", path: "/index"},
  {name: "Mathematics", path: "/mathematics"},
  {name: "Code", path: "/code"},
  {name: "Visual reasoning", path: "/visual"},
  {name: "Accuracy histograms", path: "/histograms"},
  {name: "Solvable sets", path: "/solvable"},
  {name: "Perplexity", path: "/perplexity"},
  {name: "Distillation", path: "/distillation"},
  {name: "RL algorithms", path: "/algorithms"},
  {name: "Training steps", path: "/steps"},
  {name: "Ablations", path: "/ablations"},
  {name: "Temperature", path: "/temperature"},
  {name: "Guess filter", path: "/guess"},
  {name: "Other measures", path: "/beyond"},
  {name: "Hard cases", path: "/hard-cases"},
  {name: "Explorer", path: "/explorer"},
  {name: "Data and provenance", path: "/provenance"},
  {name: "Methods", path: "/methods"}
];

/** The pages that `root` has, in the order of the argument. Framework links each to the one before and after it. */
export function sitePages(root: string): PageLink[] {
  return argument.filter(({path}) => existsSync(join(root, `${path}.md`)));
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
