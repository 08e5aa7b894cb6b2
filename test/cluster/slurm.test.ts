import {spawnSync} from "node:child_process";
import fc from "fast-check";
import {expect, test} from "vitest";
import {arrayParts, hasTask} from "../../loaders/cluster/array-plan.js";
import {sbatchScript, type ScriptOptions} from "../../loaders/cluster/sbatch-script.js";
import {serverScript} from "../../loaders/cluster/server-script.js";
import {
  accountedTasks,
  maxArraySize,
  queuedTasks,
  submittedJob
} from "../../loaders/cluster/slurm-answers.js";

const nothing = {
  partition: null,
  account: null,
  time: null,
  cpus: null,
  memory: null,
  gpus: null,
  atOnce: null
};

const options: ScriptOptions = {
  ...nothing,
  step: "sample",
  study: "pair",
  shards: 20,
  offset: 16,
  tasks: "0-3",
  logs: "/runs/pair/cluster",
  folder: "/home/a b",
  command: ["echo", "it's", "--n", "4"]
};

/** Runs a script as a task of Slurm would, in the current folder. */
function runTask(text: string, task: string | null): {status: number | null; stdout: string; stderr: string} {
  const env = {PATH: process.env.PATH, ...(task === null ? {} : {SLURM_ARRAY_TASK_ID: task})};
  return spawnSync("bash", [], {input: text.replace("'/home/a b'", "."), env, encoding: "utf8"});
}

test("shards are cut into arrays whose task numbers stay below MaxArraySize", () => {
  const shards = Array.from({length: 25}, (_, i) => i);
  expect(arrayParts(shards, 11)).toEqual([
    {offset: 0, tasks: "0-10"},
    {offset: 11, tasks: "0-10"},
    {offset: 22, tasks: "0-2"}
  ]);
  expect(arrayParts([2, 5, 6, 7, 12], 11)).toEqual([
    {offset: 0, tasks: "2,5-7"},
    {offset: 11, tasks: "1"}
  ]);
  expect(arrayParts([], 11)).toEqual([]);
  expect(() => arrayParts([1], 0)).toThrow(RangeError);
});

test("every shard is one task of one array", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(300)), fc.integer({min: 1, max: 40}), (some, most) => {
      const shards = [...some].sort((a, b) => a - b);
      const parts = arrayParts(shards, most);
      const done = Array.from({length: 301}, (_, shard) => shard).filter(
        (shard) =>
          parts.filter(
            ({offset, tasks}) => shard >= offset && shard - offset < most && hasTask(tasks, shard - offset)
          ).length === 1
      );
      expect(done).toEqual(shards);
    })
  );
});

test("a script asks Slurm for what was given and for nothing else", () => {
  const lines = sbatchScript({
    ...options,
    partition: "gpu",
    time: "4:00:00",
    cpus: 4,
    memory: "8G",
    gpus: "1",
    atOnce: 2
  }).split("\n");
  expect(lines.filter((line) => line.startsWith("#SBATCH"))).toEqual([
    "#SBATCH --job-name=boundary-sample-pair",
    "#SBATCH --partition=gpu",
    "#SBATCH --time=4:00:00",
    "#SBATCH --cpus-per-task=4",
    "#SBATCH --mem=8G",
    "#SBATCH --gpus=1",
    "#SBATCH --array=0-3%2",
    "#SBATCH --output=/runs/pair/cluster/sample-%A_%a.log",
    "#SBATCH --open-mode=append",
    "#SBATCH --requeue",
    "#SBATCH --signal=B:TERM@60"
  ]);
  expect(sbatchScript(options)).not.toMatch(/partition|time=|null/);
});

test("a task does its shard, and without a number, or beyond the last shard, nothing", () => {
  const text = sbatchScript(options);
  expect(runTask(text, "3").stdout).toBe("it's --n 4 --shard 20/20\n");
  expect(runTask(text, "0").stdout).toBe("it's --n 4 --shard 17/20\n");
  const [none, beyond] = [runTask(text, null), runTask(text, "4")];
  expect([none.status === 0, none.stdout, beyond.status, beyond.stdout]).toEqual([false, "", 1, ""]);
  expect(none.stderr).toContain("SLURM_ARRAY_TASK_ID: is not set");
});

test("the script of servers is one that bash reads", () => {
  const text = serverScript({
    ...nothing,
    servers: 4,
    model: "Qwen/Qwen2.5-7B",
    endpoints: "/e",
    logs: "/l",
    more: ["--x", "a b"]
  });
  expect(text).toContain("vllm serve Qwen/Qwen2.5-7B --host 0.0.0.0 --port \"$port\" --x 'a b' &");
  expect(spawnSync("bash", ["-n"], {input: text}).status).toBe(0);
});

test("what Slurm prints is read", () => {
  expect(submittedJob("123\n")).toBe("123");
  expect(submittedJob("123;cluster\n")).toBe("123");
  expect(() => submittedJob("sbatch: error")).toThrow("no job number");
  expect(maxArraySize("X = 1\nMaxArraySize            = 11\n")).toBe(11);
  expect(maxArraySize("")).toBe(1001);
  expect(
    queuedTasks(
      "1|2|RUNNING|n3|None\n1|3|PENDING||Resources\n\n1|[4-5,7%2]|CANCELLED||x\n2|N/A|CANCELLED||Priority\n"
    )
  ).toEqual([
    {job: "1", task: 2, state: "RUNNING", node: "n3", why: ""},
    {job: "1", task: 3, state: "PENDING", node: "", why: "Resources"},
    ...[4, 5, 7].map((task) => ({job: "1", task, state: "CANCELLED", node: "", why: "x"})),
    {job: "2", task: null, state: "CANCELLED", node: "", why: "Priority"}
  ]);
  expect(
    accountedTasks("7_1|CANCELLED by 0|n1|0:15\n7_[2-4]|PENDING|None assigned|0:0\n8|RUNNING|n1|0:0\n")
  ).toEqual([{job: "7", task: 1, state: "CANCELLED", node: "n1", why: "exit code 0:15"}]);
});
