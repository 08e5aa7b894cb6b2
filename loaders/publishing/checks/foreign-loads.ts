import {readFileSync} from "node:fs";
import type {Artefact} from "../artefact.js";

const FOREIGN = String.raw`(?:https?:|wss?:)?\/\/[^\s"'()<>\\]+`;

/** Where a page loads what an address names; a link that a reader follows loads nothing. */
const LOADS: Readonly<Record<string, RegExp[]>> = {
  html: [
    attribute("(?:img|script|iframe|source|video|audio|track|embed|input)", "src"),
    attribute("(?:img|source)", "srcset"),
    attribute("video", "poster"),
    attribute("object", "data"),
    attribute("(?:use|image|base)", "(?:xlink:)?href"),
    attribute("form", "action"),
    new RegExp(
      `<link\\b(?![^>]*\\brel=["']?(?:canonical|alternate|author|license|help|search|me)\\b)[^>]*\\bhref=["']?(${FOREIGN})`,
      "i"
    ),
    ...styleLoads(),
    ...scriptLoads()
  ],
  css: styleLoads(),
  js: scriptLoads(),
  svg: [attribute("(?:use|image)", "(?:xlink:)?href"), ...styleLoads()]
};

/**
 * Files of a site that load something from elsewhere, a line each: pages, styles, pictures and modules, by the addresses that
 * stand in them. `own`: address of the site, which is not elsewhere.
 */
export function foreignLoads({kind, files}: Artefact, own: string | null = null): string[] {
  return files.flatMap(({place, file}) => {
    const loads = LOADS[/\.(html|css|js|svg)$/.exec(place.replace(/\.mjs$/, ".js"))?.[1] ?? ""];
    if (loads === undefined) return [];
    const text = readFileSync(file, "utf8");
    const found = loads
      .map((load) => load.exec(text)?.[1])
      .find((address) => address !== undefined && !(own !== null && address.startsWith(own)));
    return found === undefined
      ? []
      : [
          `${kind}/${place}: loads ${found.slice(0, 80)}: a report loads nothing from elsewhere; take it out of your notes or pages`
        ];
  });
}

function attribute(element: string, name: string): RegExp {
  return new RegExp(`<${element}\\b[^>]*\\s${name}=["']?\\s*(${FOREIGN})`, "i");
}

function styleLoads(): RegExp[] {
  return [new RegExp(`\\burl\\(\\s*["']?(${FOREIGN})`, "i"), new RegExp(`@import\\s+["'](${FOREIGN})`, "i")];
}

function scriptLoads(): RegExp[] {
  return [
    new RegExp(
      `\\b(?:import|from|import\\(|fetch\\(|importScripts\\(|(?:Worker|WebSocket|EventSource)\\()\\s*["'\`](${FOREIGN})`
    )
  ];
}
