import {join} from "node:path";
import {fetchBenchmark, type Fetched} from "../loaders/fetching/fetch-benchmark.js";
import type {PublicBenchmark, PublicFile} from "../loaders/public-benchmarks/public-benchmark.js";
import {publicBenchmark, publicBenchmarks} from "../loaders/public-benchmarks/registry.js";
import {nearestName} from "../loaders/schema/nearest-name.js";
import {UserError} from "../loaders/schema/user-error.js";
import {command} from "../loaders/workspace/command.js";
import {shownPath} from "../loaders/workspace/workspace.js";
import {runScript} from "./shared/run-script.js";
import {say} from "./shared/say.js";
import {workspaceCommand, workspaceIn} from "./shared/tool-command.js";

interface FetchCommandOptions {
  dir: string;
  all?: boolean;
  list?: boolean;
  mirror?: string;
}

await runScript(async () => {
  const parser = workspaceCommand("fetch")
    .argument("[names...]", "sets to get; --list shows them")
    .option("--all", "every set")
    .option("--list", "show the sets, and get none")
    .option(
      "--mirror <folder>",
      "take the files from this folder, by name or by hash, and not from the network"
    )
    .parse();
  const {dir, all, list, mirror} = parser.opts<FetchCommandOptions>();
  if (list === true) {
    for (const set of publicBenchmarks) console.log(listLine(set));
    return;
  }
  const sets = all === true ? publicBenchmarks : parser.args.map(named);
  if (sets.length === 0) throw new UserError(`no set named: see ${command("fetch", "--list")}`);
  const folder = join(workspaceIn(dir).benchmarks, "fetched");
  let failed = 0;
  for (const set of sets) {
    try {
      const date = new Date().toISOString().slice(0, 10);
      tell(set, await fetchBenchmark(set, {folder, mirror, date, onProgress}));
    } catch (error) {
      if (sets.length === 1 || !(error instanceof UserError)) throw error;
      failed++;
      say(`${set.id}: ${error.message}`);
    }
  }
  if (failed > 0) throw new UserError(`${failed} of ${sets.length} sets were not got: see above`);
});

function named(name: string): PublicBenchmark {
  const set = publicBenchmark(name);
  if (set !== null) return set;
  const nearest = nearestName(
    name,
    publicBenchmarks.map(({id}) => id)
  );
  const hint = nearest === null ? `see ${command("fetch", "--list")}` : `did you mean ${nearest}?`;
  throw new UserError(`no public set ${name}: ${hint}`);
}

function tell(set: PublicBenchmark, {problems, got, kept, unknown, missing}: Fetched): void {
  const done = got.length === 0 ? `${kept.join(", ")} there already` : `got ${got.join(", ")}`;
  console.log(`${set.id}: ${done}; ${shownPath(problems)}; licence: ${set.licence}`);
  if (unknown.length > 0)
    say(
      `${set.id}: no hash of ${unknown.join(", ")} is known here; what came is in lock.json, and must come again`
    );
  if (missing.length > 0)
    say(`${set.id}: the mirror has no ${missing.join(", ")}: its problems have no pictures`);
  if (set.notes !== undefined) say(`${set.id}: ${set.notes}`);
}

function listLine({id, title, problems, licence, files}: PublicBenchmark): string {
  const isKnown = files.every(({sha256, pictures}) => pictures === true || sha256 !== null);
  const what = `${id.padEnd(20)} ${title}; ${problems} problems; ${licence}`;
  return `${what}${isKnown ? "" : "; hash not known here"}`;
}

let shown = 0;

/** At most a line every two seconds. */
function onProgress({name}: PublicFile, done: number, total: number | null): void {
  if (Date.now() - shown < 2000) return;
  shown = Date.now();
  const of = total === null ? "" : ` of ${(total / 1e6).toFixed(1)}`;
  console.error(`${name}: ${(done / 1e6).toFixed(1)}${of} MB`);
}
