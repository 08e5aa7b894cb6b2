import {InvalidArgumentError} from "commander";
import {shardText, type Shard} from "../loaders/schema/sharding/shard.js";
import {countStudy} from "../loaders/tables/partial/count-study.js";
import {shownPath} from "../loaders/workspace/workspace.js";
import {onRun} from "./shared/cluster/bucket-runs.js";
import {runScript} from "./shared/run-script.js";
import {showProgress} from "./shared/progress.js";
import {buildStep} from "./shared/steps.js";
import {
  type StudyOptions,
  needRun,
  openStudy,
  studyCommand,
  studyOptions,
  withBucketRuns,
  withSiteBytes
} from "./shared/study-command.js";
import {withShard} from "./shared/cluster/shard-option.js";
import {writablePath} from "./shared/tool-command.js";

interface BuildScriptOptions {
  out?: string;
  base: string;
  origin?: string;
  siteBytes?: number;
  shard?: Shard;
}

await runScript(async () => {
  const command = withShard(withBucketRuns(withSiteBytes(studyCommand("build"))))
    .option("--out <folder>", "folder of the site (default: dist in your folder)")
    .option("--base <path>", "path that the site will be served under", "/")
    .option(
      "--origin <url>",
      "address of the site's root on the web: pictures of links to a page need it",
      siteOrigin
    );
  const {out, base, origin, shard, ...options} = studyOptions<BuildScriptOptions>(command);
  const site = out === undefined ? options.workspace.site : writablePath(out, "--out");
  const start = performance.now();
  await onRun(options, {all: true}, async () => {
    needRun(options);
    if (shard !== undefined) await countShard(options, shard);
    else await buildStep({...options, out: site, base, ...(origin === undefined ? {} : {origin})});
  });
  if (shard !== undefined) return;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.error(`build: the site is in ${shownPath(site)} (${seconds} s)`);
});

/** Counts the completions of a shard, which a build then needs not read. */
async function countShard(options: StudyOptions, shard: Shard): Promise<void> {
  const {study, run} = openStudy(options);
  await countStudy(study, run, {
    shard,
    onProgress: showProgress(`count   shard ${shardText(shard)}`, "parts")
  });
}

/** An address of the web that ends in a slash. */
function siteOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "")
    throw new InvalidArgumentError("expected an address such as https://name.github.io/report/");
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}
