import {spawnSync} from "node:child_process";
import {mkdtempSync, rmSync, statSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {findRawFiles} from "../../loaders/importing/files/find-files.js";
import {detectImporter} from "../../loaders/importing/find-importer.js";
import {importPolicy} from "../../loaders/importing/import-policy.js";
import {RunFolder} from "../../loaders/store/run-folder.js";
import {syntheticFormats, writeSyntheticFile} from "./synthetic-files.js";

/**
 * Import of raw samples on one core, by format: a synthetic file in the tool's shape beside plain Python that reads the same
 * file and keeps nothing, all by CPU seconds. "read" is reading and mapping alone, "whole" the import to its end: hash of the
 * file, joining, Parquet of completions and verdicts, records.
 *
 *     npx tsx bench/importing/formats.ts                            # 200 MB a format
 *     npx tsx bench/importing/formats.ts --megabytes 50 --format verl --format csv --whole
 */
const {values} = parseArgs({
  options: {
    megabytes: {type: "string", default: "200"},
    format: {type: "string", multiple: true},
    whole: {type: "boolean", default: false}
  }
});
const {PYTHON = "python3"} = process.env;
const script = fileURLToPath(new URL("reader-peer.py", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "reasoning-boundary-importing-"));
try {
  for (const format of values.format ?? syntheticFormats) {
    const path = await writeSyntheticFile(folder, format, Number(values.megabytes) * 1e6);
    const megabytes = statSync(path).size / 1e6;
    const ours = values.whole ? await importWhole(path, join(folder, "run")) : await read(path, format);
    const {stdout} = spawnSync(PYTHON, [script, path], {encoding: "utf8"});
    const peer = stdout === "" ? null : (JSON.parse(stdout) as {seconds: number});
    const ratio =
      peer === null
        ? `no ratio: no ${PYTHON}`
        : `Python ${(megabytes / peer.seconds).toFixed(0)} MB/s, ratio ${(peer.seconds / ours.seconds).toFixed(2)}`;
    const rate = `${(megabytes / ours.seconds).toFixed(0)} MB/s, ${Math.round(ours.completions / ours.seconds)} completions/s`;
    console.log(
      `${format}, ${values.whole ? "whole" : "read"}: ${ours.completions} completions, ${rate}, peak ${ours.peak.toFixed(0)} MB; ${ratio}`
    );
    rmSync(path);
  }
} finally {
  rmSync(folder, {recursive: true});
}

/** CPU seconds, completions, and the most memory in MB that the process held. Throws where the file is taken for another format. */
async function read(
  path: string,
  format: string
): Promise<{seconds: number; completions: number; peak: number}> {
  const start = process.cpuUsage();
  const files = await findRawFiles([path], "the benchmark");
  const importer = await detectImporter(files[0]!, {columns: {}});
  if (importer?.id !== format) throw new Error(`${path} was taken for ${importer?.id ?? "no samples"}`);
  let completions = 0;
  let peak = 0;
  for await (const rows of importer.read(files[0]!, {columns: {}, files})) {
    completions += rows.filter(({kind}) => kind === "completion").length;
    peak = Math.max(peak, process.memoryUsage.rss() / 1e6);
  }
  const {user, system} = process.cpuUsage(start);
  return {seconds: (user + system) / 1e6, completions, peak};
}

/** The same for a whole import into a run's folder, which is removed. */
async function importWhole(
  path: string,
  folder: string
): Promise<{seconds: number; completions: number; peak: number}> {
  const start = process.cpuUsage();
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss() / 1e6)), 100);
  try {
    const imported = await importPolicy({
      run: new RunFolder(folder),
      policy: "bench",
      sources: [{paths: [path], format: null, map: {}, benchmark: "bench"}],
      where: "the benchmark"
    });
    const {user, system} = process.cpuUsage(start);
    const completions = imported!.record.benchmarks.reduce((sum, each) => sum + each.completions, 0);
    return {seconds: (user + system) / 1e6, completions, peak};
  } finally {
    clearInterval(watch);
    rmSync(folder, {recursive: true, force: true});
  }
}
