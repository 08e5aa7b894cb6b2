import {spawn} from "node:child_process";
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir, userInfo} from "node:os";
import {join, resolve} from "node:path";
import {setTimeout as delay} from "node:timers/promises";
import {Command} from "commander";
import {stringify} from "yaml";
import {Database} from "../../loaders/store/database.js";
import {positiveInteger} from "../../scripts/shared/option-values.js";
import {random} from "../../src/random/random.js";
import {endProcess, startSlurm, type LocalSlurm} from "./local-slurm.js";

/**
 * A pair of micro models sampled, judged and scored by Slurm tasks that are cancelled, killed and lose their nodes, with another number of
 * shards in the middle: whether rows and tables are those of one process. Starts a Slurm of its own (`apt-get install slurm-wlm munge`)
 * and removes it. Ends with 1 unless rows and tables are the same, byte by byte.
 */
const options = new Command("npx tsx bench/scale/slurm.ts")
  .option("--n <count>", "completions of each problem", positiveInteger, 64)
  .option("--faults <count>", "tasks that are cancelled or killed", positiveInteger, 10)
  .option("--seed <number>", "of the moments and the faults", positiveInteger, 1)
  .parse()
  .opts<{n: number; faults: number; seed: number}>();

const repository = resolve(import.meta.dirname, "../..");
const generator = random(options.seed);
const folder = mkdtempSync(join(tmpdir(), "bench-cluster-"));
const study = join(folder, "cluster.yaml");
const start = performance.now();
let faultsLeft = options.faults;

writeFileSync(study, stringify(studyOf(options.n)));
const slurm = await startSlurm(3, 11);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    void slurm.stop().then(() => {
      rmSync(folder, {recursive: true, force: true});
      process.exit(130);
    });
  });
try {
  say(`Slurm is up: ${slurm.nodes.length} nodes of one processor, MaxArraySize 11`);
  await oneProcess();
  await manyTasks(slurm);
  process.exitCode = (await compare()) ? 0 : 1;
} finally {
  await slurm.stop();
  rmSync(folder, {recursive: true, force: true});
}

function studyOf(n: number): object {
  const model = (name: string): string => join(repository, "data/models", name);
  const problems = (name: string): string => join(repository, "data/benchmarks", `${name}.jsonl`);
  const policies = ["base", "rl"];
  const benchmarks = ["countdown", "countdown-strategies"];
  return {
    study: "cluster",
    title: "A pair on a cluster",
    seed: 20250416,
    sampling: {temperature: 0.6, top_p: 0.95, max_tokens: 24, n},
    bootstrap: {replicates: 2000, level: 0.95, seed: 1},
    policies: [
      {id: "base", role: "base", engine: "micro", model: model("countdown-base")},
      {id: "rl", role: "rl", base: "base", engine: "micro", model: model("countdown-grpo")}
    ],
    benchmarks: benchmarks.map((id) => ({id, problems: problems(id), verifier: "countdown@steps"})),
    experiments: [
      {id: "math", policies, benchmarks},
      {id: "perplexity", policies, benchmarks: ["countdown"], n: 16}
    ]
  };
}

async function oneProcess(): Promise<void> {
  for (const step of ["sample", "verify", "score"]) await tool(step, "one");
  await tool("cluster", "one", "collect", "--tables", join(folder, "tables-one"));
  say("one process: sampled, judged, scored, tables");
}

async function manyTasks(cluster: LocalSlurm): Promise<void> {
  await submit(["sample"], 16);
  await delay(5000);
  await disturbAll(cluster, async () => {
    cluster.run("scontrol", "update", "nodename=n3", "state=drain", "reason=bench");
    say("n3 is drained");
    // The same shards twice, at the same time.
    await submit(["sample"], 16);
    await delay(8000);
    say(`n2 dies with ${await cluster.killNode("n2")} processes`);
    cluster.run("scontrol", "update", "nodename=n3", "state=resume");
    say("n3 is back");
  });
  // Half way to the end, with whole, begun and untouched shards, another number of them goes on.
  cluster.run("scancel", "--state=PENDING", "--user", userInfo().username);
  say("what waits is cancelled");
  await emptyQueue(cluster);
  say(`status, 16 shards:\n${await tool("cluster", "many", "status", "--shards", "16")}`);
  say("another number of shards: 7");
  await submitAndDisturb(cluster, ["sample", "verify", "score"], 7);
  for (let round = 1; round <= 6; round++) {
    const text = await tool("cluster", "many", "status", "--shards", "5");
    say(`status, 5 shards:\n${text}`);
    if (!text.includes("lacks")) break;
    await submitAndDisturb(cluster, ["sample", "verify", "score"], 5);
  }
  say(await tool("cluster", "many", "collect", "--tables", join(folder, "tables-many")));
}

async function submit(steps: readonly string[], shards: number): Promise<void> {
  say(await tool("cluster", "many", ...steps, "--shards", String(shards)));
}

/** Submits steps, spoils tasks at random until the faults are used up, and waits until the queue is empty. */
async function submitAndDisturb(
  cluster: LocalSlurm,
  steps: readonly string[],
  shards: number
): Promise<void> {
  await submit(steps, shards);
  await delay(5000);
  await disturbAll(cluster);
  await emptyQueue(cluster);
}

/** Spoils tasks at random: half of the faults, if there are tasks for so many. */
async function disturbAll(cluster: LocalSlurm, meanwhile?: () => Promise<void>): Promise<void> {
  await meanwhile?.();
  const most = Math.min(faultsLeft, Math.ceil(options.faults / 2));
  for (const end = faultsLeft - most; faultsLeft > end && queued(cluster, "PD,R,CG").length > 0;) {
    await delay(1000 + generator.below(4000));
    disturb(cluster);
  }
}

async function emptyQueue(cluster: LocalSlurm): Promise<void> {
  while (queued(cluster, "PD,R,CG,S").length > 0) await delay(1000);
  say("the queue is empty");
}

function disturb(cluster: LocalSlurm): void {
  const running = queued(cluster, "R");
  if (running.length === 0) return;
  const task = running[generator.below(running.length)]!;
  const kind = generator.below(3);
  if (kind === 0) {
    cluster.run("scancel", task);
    say(`scancel ${task}`);
  } else if (kind === 1) {
    cluster.run("scontrol", "requeue", task);
    say(`scontrol requeue ${task}, as a preemption would`);
  } else {
    const pids = cluster.taskProcesses();
    if (pids.length === 0) return;
    const pid = pids[generator.below(pids.length)]!;
    endProcess(pid);
    say(`kill -9 ${pid}`);
  }
  faultsLeft--;
}

/** Tasks in some states, as `JOB_TASK`. */
function queued(cluster: LocalSlurm, states: string): string[] {
  const text = cluster.run("squeue", "--noheader", "--array", `--states=${states}`, "--format=%F_%K");
  return text.split("\n").filter((line) => line !== "");
}

async function compare(): Promise<boolean> {
  const names = readdirSync(join(folder, "tables-one")).sort();
  const many = readdirSync(join(folder, "tables-many")).sort();
  const differ = [...new Set([...names, ...many])].filter((name) => !sameFile(name));
  say(`tables: ${names.length}, others: ${differ.length === 0 ? "none" : differ.join(", ")}`);
  let same = differ.length === 0;
  const kinds = {
    completions: ["completions/*/*/*.parquet", "*"],
    verdicts: ["verdicts/*/*/*/*/*.parquet", "* EXCLUDE (ms)"],
    scores: ["scores/*/*/*/*.parquet", "*"]
  } as const;
  const database = await Database.open();
  try {
    for (const [kind, [path, columns]] of Object.entries(kinds)) {
      const select = (run: string): string =>
        `SELECT ${columns} FROM read_parquet('${folder}/${run}/cluster/${path}', hive_partitioning = true)`;
      const [row] = await database.rows<{one: number; lost: number; more: number}>(
        `SELECT (SELECT count(*) FROM (${select("one")})) AS one,
           (SELECT count(*) FROM (${select("one")} EXCEPT ALL ${select("many")})) AS lost,
           (SELECT count(*) FROM (${select("many")} EXCEPT ALL ${select("one")})) AS more`
      );
      const {one, lost, more} = row!;
      say(`${kind}: ${one} rows, ${lost} lost or changed, ${more} more or changed`);
      same &&= lost === 0 && more === 0;
    }
  } finally {
    database.close();
  }
  say(same ? "the same bytes of tables, the same rows" : "NOT THE SAME");
  return same;
}

function sameFile(name: string): boolean {
  try {
    const [one, many] = ["one", "many"].map((run) => readFileSync(join(folder, `tables-${run}`, name)));
    return one!.equals(many!);
  } catch {
    return false;
  }
}

/** Runs a command of the tool on the runs of `runs` and returns what it printed. */
async function tool(name: string, runs: string, ...more: string[]): Promise<string> {
  const actions = more.filter((_, i) => !more.slice(0, i + 1).some((word) => word.startsWith("--")));
  const rest = more.slice(actions.length);
  const args = [name, ...actions, "--study", study, "--runs", join(folder, runs), ...rest];
  const child = spawn(process.execPath, [join(repository, "scripts/bootstrap.mjs"), ...args], {
    cwd: repository,
    // A checkout that changes meanwhile would be another origin of completions.
    env: {...process.env, ...slurm.environment, GIT_DIR: "/nonexistent"},
    stdio: ["ignore", "pipe", "pipe"]
  });
  let text = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => (text += part));
  child.stderr.setEncoding("utf8").on("data", (part: string) => (errors += part));
  const code = await new Promise<number | null>((done) => child.once("close", done));
  const isStatus = actions.includes("status") && code === 1 && text !== "";
  if (code !== 0 && !isStatus)
    throw new Error(`${args.slice(0, 3).join(" ")} ended with ${code}: ${errors.trim()}`);
  return text.trim();
}

function say(text: string): void {
  const seconds = ((performance.now() - start) / 1000).toFixed(0).padStart(5);
  for (const line of text.split("\n")) if (line !== "") console.log(`${seconds} s  ${line}`);
}
