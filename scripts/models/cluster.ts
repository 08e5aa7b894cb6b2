import {join, resolve} from "node:path";
import {InvalidArgumentError} from "commander";
import {clusterSteps, readJobs, type ClusterStep} from "../../loaders/cluster/cluster-job.js";
import {runStatus} from "../../loaders/cluster/run-status.js";
import type {SlurmRequest} from "../../loaders/cluster/sbatch-script.js";
import {BUCKETS} from "../../loaders/schema/sharding/shard.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {packageFolder} from "../../loaders/workspace/package-folder.js";
import {onRun} from "../shared/cluster/bucket-runs.js";
import {collect} from "../shared/cluster/collect.js";
import {kubernetesCommand} from "../shared/cluster/kubernetes-command.js";
import {rayCommand} from "../shared/cluster/ray-command.js";
import {submitServers, type ServerRequest} from "../shared/cluster/submit-servers.js";
import {askTasks} from "../shared/cluster/slurm.js";
import {missingShards, statusText} from "../shared/cluster/status-text.js";
import {submitSteps} from "../shared/cluster/submit-steps.js";
import {integerUpTo, positiveInteger} from "../shared/option-values.js";
import {runScript} from "../shared/run-script.js";
import {
  needRun,
  openStudy,
  studyCommand,
  studyOptions,
  withAllowCode,
  withBucketRuns,
  type StudyOptions
} from "../shared/study-command.js";
import {writablePath} from "../shared/tool-command.js";

interface ClusterOptions extends StudyOptions {
  shards?: number;
  partition?: string;
  account?: string;
  time?: string;
  cpus?: number;
  mem?: string;
  gpus?: string;
  atOnce?: number;
  maxArray?: number;
  servers?: number;
  model?: string;
  endpoints?: string;
  serve?: string;
  tables?: string;
  out?: string;
  partial?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

const actions = [...clusterSteps, "status", "collect", "servers"] as const;
type Action = (typeof actions)[number];

/** Clusters that are not Slurm's: each a command with options of its own. */
const others = {kubernetes: kubernetesCommand, ray: rayCommand};

await runScript(async () => {
  const other = Object.entries(others).find(([name]) => name === process.argv[2]);
  if (other === undefined) await slurm();
  else await other[1]().parseAsync(process.argv.slice(3), {from: "user"});
});

async function slurm(): Promise<void> {
  const command = withBucketRuns(withAllowCode(studyCommand("cluster", true)))
    .argument(
      "<what...>",
      `${clusterSteps.join(", ")}, one or more of them, or status, collect or servers, for Slurm; kubernetes, or ray`,
      action
    )
    .option("--shards <count>", "parts of the work, each a task", integerUpTo(BUCKETS))
    .option("--partition <name>", "Slurm's partition")
    .option("--account <name>", "Slurm's account")
    .option("--time <time>", "most time of a task, as sbatch takes it: 4:00:00")
    .option("--cpus <count>", "processors of a task", positiveInteger)
    .option("--mem <size>", "memory of a task, as sbatch takes it: 8G")
    .option("--gpus <count>", "GPUs of a task, as sbatch takes it: 1 or a100:2")
    .option("--at-once <count>", "tasks that run at the same time at the most", positiveInteger)
    .option("--max-array <count>", "most tasks of an array (default: what Slurm says)", positiveInteger)
    .option("--dry-run", "print the scripts and submit nothing")
    .option("--json", "with status: print JSON for programs")
    .option("--partial", "with collect: build from what is there")
    .option("--tables <folder>", "with collect: write the tables alone, into this folder")
    .option("--out <folder>", "with collect: folder of the site (default: dist in your folder)")
    .option("--servers <count>", "with servers: how many", integerUpTo(1000))
    .option("--model <name>", "with servers: the model that they serve")
    .option(
      "--endpoints <folder>",
      "with servers: where they write their addresses; a policy's endpoints names it"
    )
    .option("--serve <words>", "with servers: more words for vllm serve: '--max-model-len 8192'")
    .addHelpText("after", () =>
      Object.values(others)
        .map((make) => `\n${make().helpInformation()}`)
        .join("")
    );
  const given = (): Action[] => command.processedArgs[0] as Action[];
  const options = studyOptions<ClusterOptions>(command, () => !given().includes("servers"));
  const what = given();
  const steps = clusterSteps.filter((step) => what.includes(step));
  if (steps.length < what.length && what.length > 1)
    throw new UserError(`${what.join(" ")}: status, collect and servers stand alone`);
  if (steps.length > 0) await submitAll(steps, options);
  else if (what[0] === "servers")
    console.log(await submitServers(serverRequest(options), slurmRequest(options), options.dryRun ?? false));
  else
    await onRun(options, {all: true}, () =>
      what[0] === "status" ? showStatus(options) : collectAll(options)
    );
}

function action(text: string, before: Action[] = []): Action[] {
  const found = actions.find((each) => each === text);
  if (found === undefined) throw new InvalidArgumentError(`expected one of ${actions.join(", ")}.`);
  return [...before, found];
}

async function submitAll(steps: readonly ClusterStep[], options: ClusterOptions): Promise<void> {
  const {study, run} = openStudy(options);
  if (options.shards === undefined)
    throw new UserError(`${steps.join(" ")}: give --shards N, the number of tasks`);
  if (study.adaptive !== null)
    throw new UserError(
      `${study.where(["adaptive"])}: n is adaptive, which shards cannot draw: give a fixed n`
    );
  const lines = await submitSteps({
    steps,
    study,
    run,
    shards: options.shards,
    request: slurmRequest(options),
    folder: options.workspace.folder,
    command: (step) => stepCommand(step, options),
    maxArraySize: options.maxArray,
    dryRun: options.dryRun ?? false
  });
  console.log(lines.join("\n"));
}

/** The command of a step as a task runs it, with absolute paths, without its shard. */
function stepCommand(
  step: ClusterStep,
  {workspace, study, runs, place, n, allowCode, cpus}: ClusterOptions
): string[] {
  return [
    process.execPath,
    join(packageFolder, "scripts/bootstrap.mjs"),
    step,
    ...["--dir", workspace.folder, "--study", resolve(study), "--runs", place ?? resolve(runs)],
    ...(n === undefined ? [] : ["--n", String(n)]),
    ...(allowCode ? ["--allow-code"] : []),
    ...(step === "verify" && cpus !== undefined ? ["--workers", String(cpus)] : [])
  ];
}

function slurmRequest({partition, account, time, cpus, mem, gpus, atOnce}: ClusterOptions): SlurmRequest {
  return {
    partition: partition ?? null,
    account: account ?? null,
    time: time ?? null,
    cpus: cpus ?? null,
    memory: mem ?? null,
    gpus: gpus ?? null,
    atOnce: atOnce ?? null
  };
}

function serverRequest({servers, model, endpoints, serve}: ClusterOptions): ServerRequest {
  if (servers === undefined || model === undefined || endpoints === undefined)
    throw new UserError("servers: give --servers COUNT, --model NAME and --endpoints FOLDER");
  const more = (serve ?? "").split(/\s+/).filter((word) => word !== "");
  return {servers, model, endpoints: writablePath(endpoints, "--endpoints"), more};
}

async function showStatus(options: ClusterOptions): Promise<void> {
  const {study, run} = openStudy(options);
  const jobs = readJobs(run);
  const shards = options.shards ?? jobs.at(-1)?.shards ?? 1;
  const steps = await runStatus(study, run, shards);
  const tasks = await askTasks(jobs.filter((job) => job.shards === shards).map(({id}) => id));
  const missing = missingShards(steps, shards, {run, jobs, tasks});
  console.log(
    options.json === true
      ? JSON.stringify({study: study.id, shards, steps, missing}, null, 2)
      : statusText(steps, shards, missing)
  );
  if (missing.length > 0) process.exitCode = 1;
}

async function collectAll(options: ClusterOptions): Promise<void> {
  needRun(options);
  const {study, run} = openStudy(options);
  const steps = await runStatus(study, run, 1);
  const lacking = steps.filter(({missing}) => missing > 0);
  if (lacking.length > 0 && options.partial !== true)
    throw new UserError(
      `${run.path}: ${lacking.map(({step, missing}) => `${step} lacks ${missing}`).join(", ")}: see cluster status and submit again, or give --partial`
    );
  const {workspace, study: file, runs, n, tables, out} = options;
  await collect({
    workspace,
    study: file,
    runs,
    ...(n === undefined ? {} : {n}),
    run,
    tables: tables === undefined ? null : writablePath(tables, "--tables"),
    site: out === undefined ? workspace.site : writablePath(out, "--out")
  });
}
