import {spawn, spawnSync, type ChildProcess} from "node:child_process";
import {randomBytes} from "node:crypto";
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir, userInfo} from "node:os";
import {join} from "node:path";
import {setTimeout as delay} from "node:timers/promises";
import getPort from "get-port";

/** A Slurm of this bench alone: a controller and some node daemons on this host, on the loopback. */
export interface LocalSlurm {
  /** Folder of everything that belongs to it. */
  folder: string;
  nodes: readonly string[];
  /** What a process needs to talk to it. */
  environment: Record<string, string>;
  /** Runs one of Slurm's programs and returns what it prints. */
  run: (program: string, ...args: string[]) => string;
  /** Kills a node's daemon and its tasks, as a power cut would, once it has one, and returns how many processes that were. */
  killNode: (node: string) => Promise<number>;
  /** Processes of Slurm's tasks: their ids. */
  taskProcesses: () => number[];
  /** Ends all processes and removes the folder. */
  stop: () => Promise<void>;
}

/**
 * Starts munged, slurmctld and a slurmd a node. `maxArraySize` as in slurm.conf. Throws an Error where Slurm is not installed or does not
 * come up within half a minute.
 */
export async function startSlurm(nodeCount: number, maxArraySize: number): Promise<LocalSlurm> {
  const folder = mkdtempSync(join(tmpdir(), "bench-slurm-"));
  const nodes = Array.from({length: nodeCount}, (_, i) => `n${i + 1}`);
  const environment = {SLURM_CONF: join(folder, "slurm.conf")};
  const children = new Map<string, ChildProcess>();
  const start = (name: string, program: string, args: string[]): void => {
    const child = spawn(program, args, {stdio: "ignore", env: {...process.env, ...environment}});
    child.on("error", () => undefined);
    children.set(name, child);
  };
  const run = (program: string, ...args: string[]): string =>
    spawnSync(program, args, {env: {...process.env, ...environment}, encoding: "utf8"}).stdout;
  const taskProcesses = (): number[] =>
    processesWith(`SLURM_CONF=${environment.SLURM_CONF}`, "SLURM_ARRAY_TASK_ID=");
  const stop = async (): Promise<void> => {
    run("scancel", "--state=PENDING", "--user", userInfo().username);
    for (const pid of taskProcesses()) endProcess(pid);
    for (const child of [...children.values()].reverse()) if (child.exitCode === null) child.kill("SIGTERM");
    await delay(1500);
    for (const child of children.values()) if (child.exitCode === null) child.kill("SIGKILL");
    for (const pid of processesWith(`SLURM_CONF=${environment.SLURM_CONF}`)) endProcess(pid);
    rmSync(folder, {recursive: true, force: true});
  };
  try {
    await configure(folder, nodes, maxArraySize);
    const socket = join(folder, "munge.socket");
    start("munged", "munged", ["--foreground", "--force", `--socket=${socket}`, ...mungeFiles(folder)]);
    start("slurmctld", "slurmctld", ["-D", "-f", environment.SLURM_CONF]);
    for (const node of nodes) start(node, "slurmd", ["-D", "-N", node, "-f", environment.SLURM_CONF]);
    await allIdle(run, nodeCount);
  } catch (error) {
    await stop();
    throw error;
  }
  const killNode = async (node: string): Promise<number> => {
    const tasks = (): number[] =>
      processesWith(
        `SLURM_CONF=${environment.SLURM_CONF}`,
        `SLURMD_NODENAME=${node}\0`,
        "SLURM_ARRAY_TASK_ID="
      );
    for (let tries = 0; tries < 300 && tasks().length === 0; tries++) await delay(100);
    children.get(node)!.kill("SIGKILL");
    const killed = tasks();
    killed.forEach(endProcess);
    return killed.length;
  };
  return {folder, nodes, environment, run, killNode, taskProcesses, stop};
}

async function configure(folder: string, nodes: readonly string[], maxArraySize: number): Promise<void> {
  mkdirSync(join(folder, "state"));
  for (const node of nodes) mkdirSync(join(folder, `spool-${node}`));
  writeFileSync(join(folder, "munge.key"), randomBytes(1024), {mode: 0o400});
  const ports = await Promise.all([...nodes, "slurmctld"].map(() => getPort({host: "127.0.0.1"})));
  const user = userInfo().username;
  const lines = [
    "ClusterName=bench",
    "SlurmctldHost=localhost(127.0.0.1)",
    `SlurmUser=${user}`,
    `SlurmdUser=${user}`,
    "AuthType=auth/munge",
    "CredType=cred/munge",
    `AuthInfo=socket=${folder}/munge.socket`,
    `SlurmctldPort=${ports.at(-1)!}`,
    `StateSaveLocation=${folder}/state`,
    `SlurmdSpoolDir=${folder}/spool-%n`,
    `SlurmctldPidFile=${folder}/slurmctld.pid`,
    `SlurmdPidFile=${folder}/slurmd-%n.pid`,
    `SlurmctldLogFile=${folder}/slurmctld.log`,
    `SlurmdLogFile=${folder}/slurmd-%n.log`,
    "ProctrackType=proctrack/linuxproc",
    "TaskPlugin=task/none",
    "SelectType=select/cons_tres",
    "SelectTypeParameters=CR_CPU",
    "SlurmdParameters=config_overrides",
    "ReturnToService=2",
    "MpiDefault=none",
    "AccountingStorageType=accounting_storage/none",
    "JobAcctGatherType=jobacct_gather/none",
    `MaxArraySize=${maxArraySize}`,
    "MinJobAge=7200",
    "SlurmdTimeout=10",
    "KillWait=5",
    "SchedulerParameters=sched_interval=2",
    ...nodes.map(
      (node, i) => `NodeName=${node} NodeHostname=localhost NodeAddr=127.0.0.1 Port=${ports[i]!} CPUs=1`
    ),
    "PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP"
  ];
  writeFileSync(join(folder, "slurm.conf"), lines.join("\n") + "\n");
}

function mungeFiles(folder: string): string[] {
  const names = {key: "munge.key", pid: "munged.pid", log: "munged.log", seed: "munged.seed"};
  return Object.entries(names).map(([kind, name]) => `--${kind}-file=${join(folder, name)}`);
}

async function allIdle(run: LocalSlurm["run"], nodeCount: number): Promise<void> {
  for (let second = 0; second < 30; second++) {
    const states = run("sinfo", "--noheader", "--Node", "--format=%T").split("\n");
    if (states.filter((state) => state === "idle").length === nodeCount) return;
    await delay(1000);
  }
  throw new Error(
    "Slurm did not come up in 30 s: apt-get install slurm-wlm munge, and run this as root or as its user"
  );
}

/** Ids of processes whose environment has all of some words. */
function processesWith(...words: string[]): number[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return [];
    try {
      const environment = readFileSync(`/proc/${name}/environ`, "utf8");
      return words.every((word) => environment.includes(word)) ? [Number(name)] : [];
    } catch {
      // It has ended, or is another user's.
      return [];
    }
  });
}

/** `kill -9`. */
export function endProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}
