// A study's shards as tasks of the real Ray, on the cores of this machine, while workers are killed: whether completions are, byte by
// byte, and verdicts row by row, those of one process. Installs Ray into a folder of its own where there is none. Ends with 1 unless all is the same.
import {execFileSync, spawn} from "node:child_process";
import {createHash, randomUUID} from "node:crypto";
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, relative} from "node:path";
import {createInterface} from "node:readline";
import {fileURLToPath} from "node:url";
import {Command} from "commander";
import {Database} from "../../loaders/store/database.js";
import {integerUpTo} from "../../scripts/shared/option-values.js";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const bootstrap = join(repository, "scripts/bootstrap.mjs");
const ray = "ray==2.60.0";

interface Options {
  shards: number;
  n: number;
  problems: number;
  kills: number;
  venv: string;
  steps: string;
}

const options = new Command("npx tsx bench/scale/ray.ts")
  .option("--shards <count>", "parts of the work", integerUpTo(4096), 16)
  .option("--n <count>", "completions per problem", integerUpTo(100_000), 16)
  .option("--problems <count>", "problems of Countdown", integerUpTo(120), 48)
  .option("--kills <count>", "workers that are killed with SIGKILL", integerUpTo(1000), 2)
  .option("--steps <list>", "steps of each shard", "sample,verify")
  .option(
    "--venv <folder>",
    "environment of Python with Ray, made where there is none",
    join(tmpdir(), "peers/ray")
  )
  .parse()
  .opts<Options>();

const folder = mkdtempSync(join(tmpdir(), "reasoning-boundary-ray-"));
try {
  process.exitCode = await compare(options);
} finally {
  rmSync(folder, {recursive: true, force: true});
}

async function compare({shards, n, problems, kills, venv, steps}: Options): Promise<number> {
  const python = rayPython(venv);
  const [one, many] = [join(folder, "one"), join(folder, "many")];
  for (const runs of [one, many]) mkdirSync(runs);
  const study = ["--study", writeStudy(n, problems)];
  let start = performance.now();
  for (const step of steps.split(",")) tool(step, ...study, "--runs", one, "--shard", "1/1");
  console.log(`one process: ${seconds(start)} s`);
  const driver = join(folder, "driver.py");
  tool(
    "cluster",
    "ray",
    ...study,
    "--runs",
    many,
    "--shards",
    String(shards),
    "--steps",
    steps,
    "--out",
    driver
  );
  start = performance.now();
  const killed = await runDriver(python, driver, kills);
  console.log(`Ray, ${shards} shards: ${seconds(start)} s, ${killed} workers killed`);
  const {files, differing} = differences(one, many);
  const [rows, changed] = await verdictRows(one, many);
  console.log(
    `completions: ${files} files, ${differing.length} with other bytes; verdicts: ${rows} rows, ${changed} other or lost`
  );
  const isSame = differing.length === 0 && changed === 0;
  console.log(isSame ? "the same" : `NOT THE SAME: ${differing.slice(0, 5).join(", ")}`);
  return isSame && killed === kills && files > 0 ? 0 : 1;
}

/** A pair of micro models on some problems. */
function writeStudy(n: number, problems: number): string {
  const model = (name: string): string => join(repository, "data/models", name);
  const lines = readFileSync(join(repository, "data/benchmarks/countdown.jsonl"), "utf8").split("\n");
  writeFileSync(
    join(folder, "problems.jsonl"),
    lines
      .slice(0, problems)
      .map((line) => `${line}\n`)
      .join("")
  );
  const study = {
    study: "ray",
    title: "A pair on Ray",
    seed: 20250416,
    sampling: {temperature: 0.6, top_p: 0.95, max_tokens: 24, n},
    bootstrap: {replicates: 2000, level: 0.95, seed: 1},
    policies: [
      {id: "base", role: "base", engine: "micro", model: model("countdown-base")},
      {id: "rl", role: "rl", base: "base", engine: "micro", model: model("countdown-grpo")}
    ],
    benchmarks: [{id: "countdown", problems: join(folder, "problems.jsonl"), verifier: "countdown@steps"}],
    experiments: [{id: "math", policies: ["base", "rl"], benchmarks: ["countdown"]}]
  };
  const file = join(folder, "ray.yaml");
  writeFileSync(file, JSON.stringify(study));
  return file;
}

function tool(...words: string[]): void {
  execFileSync(process.execPath, [bootstrap, ...words], {
    cwd: repository,
    stdio: ["ignore", "ignore", "pipe"]
  });
}

function rayPython(venv: string): string {
  const python = join(venv, "bin/python");
  if (!existsSync(python)) {
    execFileSync("python3", ["-m", "venv", venv], {stdio: "inherit"});
    execFileSync(python, ["-m", "pip", "install", "--quiet", ray], {stdio: "inherit"});
  }
  const version = execFileSync(python, ["-c", "import ray; print(ray.__version__)"], {encoding: "utf8"});
  console.log(`Ray ${version.trim()}`);
  return python;
}

/** Runs the driver to its end and kills a worker that does a shard now and then. Returns how many were killed. */
async function runDriver(python: string, driver: string, kills: number): Promise<number> {
  const mark = `BOUNDARY_RAY_BENCH=${randomUUID()}`;
  const [name = "", value = ""] = mark.split("=");
  const child = spawn(python, [driver], {
    env: {...process.env, [name]: value, RAY_USAGE_STATS_ENABLED: "0"},
    stdio: ["ignore", "pipe", "inherit"]
  });
  let killed = 0;
  let ended = 0;
  for await (const line of createInterface(child.stdout)) {
    console.log(`    ${line}`);
    if (/^\[\d+ of \d+\]/.test(line)) ended++;
    if (killed < kills && ended >= 3 * (killed + 1) && killWorker(mark)) killed++;
  }
  await new Promise<void>((done) => {
    if (child.exitCode !== null) done();
    else
      child.once("close", () => {
        done();
      });
  });
  if (child.exitCode !== 0) throw new Error(`the driver ended with ${child.exitCode}`);
  return killed;
}

/** Kills one worker of this bench, known by its environment, while it does a shard. */
function killWorker(mark: string): boolean {
  for (const pid of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      if (!/^ray::(sample|verify|score) /.test(words)) continue;
      if (!readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(mark)) continue;
      process.kill(Number(pid), "SIGKILL");
      console.log(`    kill -9 ${pid} (${words.replaceAll("\0", " ").trim()})`);
      return true;
    } catch {
      // It has ended meanwhile.
    }
  }
  return false;
}

/** SHA-256 of a run's completions and of why they belong together, by path. */
function contents(runs: string): Map<string, string> {
  const files = readdirSync(runs, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  const compared = paths.filter((path) => /completions\/.*\.parquet$|sampling\.json$/.test(path));
  const hash = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");
  return new Map(compared.map((path) => [relative(runs, path), hash(path)]));
}

function differences(one: string, many: string): {files: number; differing: string[]} {
  const [left, right] = [contents(one), contents(many)];
  const paths = [...new Set([...left.keys(), ...right.keys()])].sort();
  return {files: left.size, differing: paths.filter((path) => left.get(path) !== right.get(path))};
}

/** Verdicts of one process, and how many of either are not those of the other: all but the time that each took. */
async function verdictRows(one: string, many: string): Promise<[number, number]> {
  const select = (runs: string): string =>
    `SELECT * EXCLUDE (ms) FROM read_parquet('${runs}/ray/verdicts/*/*/*/*/*.parquet', hive_partitioning = true)`;
  const database = await Database.open();
  try {
    const [row] = await database.rows<{rows: number; lost: number; more: number}>(
      `SELECT (SELECT count(*) FROM (${select(one)})) AS rows,
         (SELECT count(*) FROM (${select(one)} EXCEPT ALL ${select(many)})) AS lost,
         (SELECT count(*) FROM (${select(many)} EXCEPT ALL ${select(one)})) AS more`
    );
    return [row!.rows, row!.lost + row!.more];
  } finally {
    database.close();
  }
}

function seconds(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(1);
}
