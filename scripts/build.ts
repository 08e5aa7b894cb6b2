import {InvalidArgumentError} from "commander";
import {shownPath} from "../loaders/workspace/workspace.js";
import {onRun} from "./shared/cluster/bucket-runs.js";
import {runScript} from "./shared/run-script.js";
import {buildStep} from "./shared/steps.js";
import {needRun, studyCommand, studyOptions, withSiteBytes, withBucketRuns} from "./shared/study-command.js";
import {writablePath} from "./shared/tool-command.js";

interface BuildScriptOptions {
  out?: string;
  base: string;
  origin?: string;
  siteBytes?: number;
}

await runScript(async () => {
  const command = withBucketRuns(withSiteBytes(studyCommand("build")))
    .option("--out <folder>", "folder of the site (default: dist in your folder)")
    .option("--base <path>", "path that the site will be served under", "/")
    .option(
      "--origin <url>",
      "address of the site's root on the web: pictures of links to a page need it",
      siteOrigin
    );
  const {out, base, origin, ...options} = studyOptions<BuildScriptOptions>(command);
  const site = out === undefined ? options.workspace.site : writablePath(out, "--out");
  const start = performance.now();
  await onRun(options, {all: true}, () => {
    needRun(options);
    return buildStep({...options, out: site, base, ...(origin === undefined ? {} : {origin})});
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.error(`build: the site is in ${shownPath(site)} (${seconds} s)`);
});

/** An address of the web that ends in a slash. */
function siteOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "")
    throw new InvalidArgumentError("expected an address such as https://name.github.io/report/");
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}
