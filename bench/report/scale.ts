import {mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {buildSite} from "../../loaders/site/build-site.js";
import {fileSizes} from "../../loaders/site/parts/file-sizes.js";
import {SITE_PARTS, type SiteParts} from "../../src/metrics/study/site-parts.js";
import {pageTimes, reanalysisTimes} from "./browser-times.js";
import {comparePeer} from "./peer.js";
import {writeSyntheticStudy, type StudySize} from "./synthetic-study.js";

/**
 * A synthetic study from Parquet to the reader: time of the tables and of the site, its size, time to the first figure and
 * transfer of each page in Chromium, time of a live re-analysis on one benchmark of another study, and the ratio to the
 * usual pass@k script in Python. Sizes are policies x benchmarks x problems x n:
 *
 *     npx tsx bench/report/scale.ts                                              # 15.4 million completions
 *     npx tsx bench/report/scale.ts --size 4x2x30x64 --reanalysis 20x1x500x64    # a look
 */
const {values} = parseArgs({
  options: {
    size: {type: "string", default: "20x10x300x256"},
    reanalysis: {type: "string", default: "20x1x500x1024"}
  }
});

const folder = mkdtempSync(join(tmpdir(), "reasoning-boundary-scale-"));
try {
  const {site, environment} = await build("study", parseSize(values.size));
  const peer = await comparePeer(folder, environment, parseSize(values.size).n);
  if (peer === null)
    console.log("no ratio: no Python with NumPy (pip install numpy; PYTHON names the interpreter)");
  else {
    const {ours, completions} = peer;
    console.log(
      `curves with bands of ${completions} completions: ${ours.toFixed(2)} s from Parquet; pass@k script: ` +
        `${peer.peer.toFixed(2)} s from JSON lines, curves alone; ratio ${(peer.peer / ours).toFixed(1)}, ` +
        `largest difference ${peer.difference.toExponential(1)}`
    );
  }
  for (const {path, firstFigure, transfer} of await pageTimes(site, pagesOf(site)))
    console.log(
      `${path === "" ? "overview" : path}: ${Number.isNaN(firstFigure) ? "no figure" : `first figure after ${firstFigure.toFixed(0)} ms`}, first view ${kilobytes(transfer)} gzipped`
    );
  const live = await build("live", parseSize(values.reanalysis));
  for (const said of await reanalysisTimes(live.site)) console.log(`${values.reanalysis}: ${said}`);
} finally {
  rmSync(folder, {recursive: true, force: true});
}

async function build(
  name: string,
  size: StudySize
): Promise<{site: string; environment: Record<"BOUNDARY_STUDY" | "BOUNDARY_RUNS", string>}> {
  const place = join(folder, name);
  const begin = performance.now();
  const {study, runs, completions} = await writeSyntheticStudy(place, size);
  console.log(`${completions} completions written as Parquet in ${seconds(begin)}`);
  const site = join(place, "dist");
  let [step, start] = ["", performance.now()];
  const end = (next: string): void => {
    if (step !== "") console.log(`${step} in ${seconds(start)}`);
    [step, start] = [next, performance.now()];
  };
  await buildSite({study, runs, out: site, base: "/", onStep: end});
  end("");
  console.log(sizeLine(site));
  return {site, environment: {BOUNDARY_STUDY: study, BOUNDARY_RUNS: runs}};
}

/** Files and bytes of a site, its largest file, and what it leaves out to keep within its bytes. */
function sizeLine(site: string): string {
  const files = fileSizes(site).sort((a, b) => b.bytes - a.bytes);
  const total = files.reduce((sum, {bytes}) => sum + bytes, 0);
  const largest = files[0]!;
  const {withoutCompletions, withoutTexts} = JSON.parse(
    readFileSync(join(site, SITE_PARTS), "utf8")
  ) as SiteParts;
  const problems = withoutTexts.reduce((sum, {problemIds}) => sum + problemIds.length, 0);
  return (
    `site: ${files.length} files, ${kilobytes(total)}, the largest ${largest.path} with ${kilobytes(largest.bytes)}; ` +
    `left out: completions of ${withoutCompletions.length} benchmarks, texts of ${problems} problems`
  );
}

function parseSize(text: string): StudySize {
  const match = /^(\d+)x(\d+)x(\d+)x(\d+)$/.exec(text);
  if (!match)
    throw new Error(`invalid size ${text}: give policies x benchmarks x problems x n, like 20x10x300x256`);
  const [policies, benchmarks, problems, n] = match.slice(1).map(Number) as [number, number, number, number];
  return {policies, benchmarks, problems, n};
}

/** Paths of the pages of a built site. */
function pagesOf(site: string): string[] {
  const names = readdirSync(site).filter((name) => name.endsWith(".html") && name !== "404.html");
  return names.map((name) => name.replace(/(^index)?\.html$/, ""));
}

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

function kilobytes(size: number): string {
  return `${(size / 1000).toLocaleString("en-US", {maximumFractionDigits: 0})} kB`;
}
