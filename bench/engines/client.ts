import {spawn, type ChildProcess} from "node:child_process";
import {existsSync} from "node:fs";
import {loadavg} from "node:os";
import {join} from "node:path";
import {createInterface} from "node:readline";
import {fileURLToPath} from "node:url";
import {Command} from "commander";
import {positiveInteger} from "../../scripts/shared/option-values.js";
import type {ClientTask, ClientWork} from "./client-worker.js";

/**
 * Completions a second, and CPU time and memory, of the client of servers against a server in another process that answers at once,
 * beside the `openai` package's AsyncOpenAI. Each round is a process of its own; CPU time leaves out its start. "asked": requests
 * and their answers, what the peer does too; "drawn": a study's sampling, from the plan to Parquet.
 */
const options = new Command("npx tsx bench/engines/client.ts")
  .option("--peers <folder>", "where the peer's venv is", process.env.BOUNDARY_PEERS ?? "/tmp/peers")
  .option("--in-flight <count>", "requests under way in the second part", positiveInteger, 16_000)
  .option("--only <word>", "only the parts whose titles have it")
  .option("--requests <count>", "requests of the first part", positiveInteger, 20_000)
  .parse()
  .opts<{peers: string; inFlight: number; requests: number; only?: string}>();

/** What the peer has not done by then counts as not done. */
const peerSeconds = 40;

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const python = join(options.peers, "venv/bin/python");
const hasPeer = existsSync(python);
if (!hasPeer)
  console.log(`no ratio: python3 -m venv ${options.peers}/venv && ${python} -m pip install openai`);
console.log(`load average ${loadavg()[0]!.toFixed(1)} at the start`);

const task = (more: Partial<ClientTask>): Omit<ClientTask, "url"> => ({
  kind: "ask",
  problems: 100,
  n: options.requests / 100,
  inFlight: 64,
  top: null,
  seconds: null,
  ...more
});

await part("16 tokens, 64 under way", {tokens: 16}, [
  [task({}), options.requests / 10],
  [task({kind: "draw", inFlight: 16_000}), 0]
]);
await part(`16 tokens, ${options.inFlight} under way, each answered after 5 s`, {tokens: 16, delayMs: 5000}, [
  [task({inFlight: options.inFlight, n: (2 * options.inFlight) / 100}), options.inFlight],
  [task({kind: "draw", inFlight: options.inFlight, n: (4 * options.inFlight) / 100}), 0]
]);
await part("50,000 tokens", {tokens: 50_000}, [
  [task({problems: 10, n: 60, inFlight: 16}), 200],
  [task({kind: "draw", problems: 10, n: 60, inFlight: 16}), 0]
]);
await part("50,000 tokens, log-probabilities with 5 alternatives", {tokens: 50_000}, [
  [task({problems: 10, n: 6, inFlight: 8, top: 5}), 30]
]);
await part("a million planned, stopped after 15 s", {tokens: 16}, [
  [task({kind: "draw", problems: 1000, n: 1000, inFlight: 16_000, seconds: 15}), 0]
]);

/** Measures ours at each task, and the peer at as many requests as stand beside it. */
async function part(
  title: string,
  {tokens, delayMs = 0}: {tokens: number; delayMs?: number},
  tasks: readonly [Omit<ClientTask, "url">, number][]
): Promise<void> {
  if (options.only !== undefined && !title.includes(options.only)) return;
  console.log(`${title}:`);
  const server = spawn(
    process.execPath,
    ["--import", "tsx", here("instant-server.ts"), String(tokens), String(delayMs)],
    {stdio: ["ignore", "pipe", "inherit"]}
  );
  try {
    const url = `http://127.0.0.1:${await firstLine(server)}`;
    for (const [asked, peerRequests] of tasks) {
      const args = ["--import", "tsx", here("client-worker.ts"), JSON.stringify({...asked, url})];
      const own = await measured(process.execPath, args);
      show(asked.kind === "ask" ? "asked" : "drawn", own);
      if (delayMs > 0) console.log(`    at most ${await peakOf(url)} under way at the server`);
      if (!hasPeer || peerRequests === 0) continue;
      const numbers = [peerRequests, asked.inFlight, asked.top ?? -1, peerSeconds].map(String);
      const peer = await measured(python, [here("client-peer.py"), url, ...numbers]);
      show(`AsyncOpenAI ${peer.version}`, peer);
      if (delayMs > 0) console.log(`    at most ${await peakOf(url)} under way at the server`);
      if (peer.completions < peerRequests)
        console.log(`    (stopped after ${peerSeconds} s, ${peerRequests} were asked for)`);
      if (peer.completions === 0) continue;
      const ratio = peer.cpuSeconds / peer.completions / (own.cpuSeconds / own.completions);
      console.log(`  ratio: ${ratio.toFixed(1)} x fewer CPU seconds a completion`);
    }
  } finally {
    server.kill();
  }
}

function show(name: string, {completions, seconds, cpuSeconds, megabytes}: ClientWork): void {
  if (completions === 0) {
    console.log(`  ${name}: none in ${cpuSeconds.toFixed(0)} CPU seconds, peak ${megabytes.toFixed(0)} MB`);
    return;
  }
  const rate = (over: number): string => (completions / over).toFixed(completions / over < 100 ? 1 : 0);
  console.log(
    `  ${name}: ${completions} completions, ${rate(seconds)} a second, ${rate(cpuSeconds)} a CPU second, ` +
      `${((1000 * cpuSeconds) / completions).toFixed(2)} CPU seconds a thousand, peak ${megabytes.toFixed(0)} MB`
  );
}

async function measured(program: string, args: readonly string[]): Promise<ClientWork & {version?: string}> {
  const child = spawn(program, args, {stdio: ["ignore", "pipe", "inherit"]});
  return JSON.parse(await firstLine(child)) as ClientWork & {version?: string};
}

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({input: child.stdout!})) return line;
  throw new Error(`${child.spawnargs.slice(0, 4).join(" ")} ended without an answer`);
}

/** The most requests that the server held at a time since it was last asked. */
async function peakOf(url: string): Promise<number> {
  return ((await (await fetch(`${url}/peak`)).json()) as {peak: number}).peak;
}
