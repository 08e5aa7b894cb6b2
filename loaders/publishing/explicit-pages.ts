import {readFileSync, writeFileSync} from "node:fs";
import {contentPolicy} from "../serving/content-policy.js";
import type {Artefact} from "./artefact.js";

const POLICY = /(<meta http-equiv="Content-Security-Policy" content=")[^"]*(">)/;

/**
 * Lets the links between pages name files (`./methods.html` for `./methods`, `./index.html` for `./`), for hosts that serve
 * files and nothing else. Changes pages and modules; the policy of a page follows its scripts.
 */
export function namePages({files}: Pick<Artefact, "files">): void {
  const pages = files
    .filter(({place}) => /^[\w/-]+\.html$/.test(place))
    .map(({place}) => place.slice(0, -".html".length));
  const page = new RegExp(`(["'\`](?:\\.\\.?/)+)(${pages.join("|")})(?=["'\`?#])`, "g");
  const root = /(\bhref="(?:\.\.?\/)+)(?=["?#])/g;
  for (const {place, file} of files) {
    if (!/\.(html|js)$/.test(place)) continue;
    const text = readFileSync(file, "utf8");
    const named = text.replace(page, "$1$2.html");
    const whole = place.endsWith(".html") ? named.replace(root, "$1index.html") : named;
    if (whole === text) continue;
    writeFileSync(
      file,
      POLICY.test(whole)
        ? whole.replace(
            POLICY,
            (_, before: string, after: string) => `${before}${contentPolicy(whole)}${after}`
          )
        : whole
    );
  }
}
