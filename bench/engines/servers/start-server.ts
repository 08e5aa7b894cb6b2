import {spawn, type ChildProcess} from "node:child_process";
import {once} from "node:events";
import {createServer} from "node:net";
import type {AddressInfo} from "node:net";
import {createInterface} from "node:readline";
import {setTimeout as delay} from "node:timers/promises";
import {fileURLToPath} from "node:url";
import {NotHere} from "./server-packages.js";

/** A server in another process, on this machine alone. */
export interface RunningServer {
  url: string;
  /** Ends it and what it started. */
  stop: () => Promise<void>;
}

/** No server runs longer, whatever becomes of this process. */
export const mostSeconds = 3000;

/** Most seconds until a server answers. */
const startSeconds = 420;

/** llama.cpp's server with a GGUF file. `context`: tokens of each of its slots. */
export async function startLlama(
  python: string,
  {model, name, slots, context}: {model: string; name: string; slots: number; context: number}
): Promise<RunningServer> {
  const script = fileURLToPath(new URL("llama_server.py", import.meta.url));
  const numbers = [slots, context, mostSeconds].map(String);
  const child = start(python, [script, model, name, ...numbers], {});
  const url = await Promise.race([firstLine(child), ended(child)]);
  return answering(child, url);
}

/** vLLM on the CPU with a folder in the layout of Hugging Face, in 32-bit floats. */
export async function startVllm(
  python: string,
  {model, name, context}: {model: string; name: string; context: number}
): Promise<RunningServer> {
  const port = await freePort();
  const args = ["serve", model, "--served-model-name", name, "--host", "127.0.0.1", "--port", String(port)];
  const sizes = ["--dtype", "float32", "--max-model-len", String(context), "--max-num-seqs", "64"];
  const env = {VLLM_CPU_KVCACHE_SPACE: "1", VLLM_NO_USAGE_STATS: "1", HF_HUB_OFFLINE: "1"};
  const child = start(python, ["-m", "vllm.entrypoints.cli.main", ...args, ...sizes, "--enforce-eager"], env);
  return answering(child, `http://127.0.0.1:${port}`);
}

function start(program: string, args: readonly string[], env: Record<string, string>): ChildProcess {
  // A group of its own: vLLM starts processes that outlive it.
  const child = spawn("timeout", ["-k", "10", String(mostSeconds), program, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
    env: {...process.env, ...env}
  });
  groups.add(child.pid!);
  child.once("exit", () => groups.delete(child.pid!));
  child.stderr.on("data", (part: Buffer) => {
    lastWords.set(child, ((lastWords.get(child) ?? "") + part.toString()).slice(-2000));
  });
  return child;
}

/** Processes under way, by their groups; they end with this one. */
const groups = new Set<number>();
process.on("exit", () => {
  for (const group of groups) process.kill(-group, "SIGTERM");
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

const lastWords = new WeakMap<ChildProcess, string>();

async function answering(child: ChildProcess, url: string): Promise<RunningServer> {
  child.stdout!.resume();
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    process.kill(-child.pid!, "SIGTERM");
    if ((await Promise.race([exit, delay(15_000, null, {ref: false})])) === null)
      process.kill(-child.pid!, "SIGKILL");
  };
  try {
    await Promise.race([untilHealthy(url), ended(child)]);
  } catch (error) {
    await stop();
    throw error;
  }
  return {url, stop};
}

async function untilHealthy(url: string): Promise<void> {
  const until = performance.now() + 1000 * startSeconds;
  while (performance.now() < until) {
    const answer = await fetch(`${url}/health`, {signal: AbortSignal.timeout(5000)}).catch(() => null);
    if (answer?.status === 200) return;
    await delay(500);
  }
  throw new NotHere(`${url}: no answer after ${startSeconds} s`);
}

async function ended(child: ChildProcess): Promise<never> {
  await once(child, "exit");
  const words = (lastWords.get(child) ?? "").trim().split("\n").at(-1) ?? "";
  throw new NotHere(`${child.spawnargs.slice(4, 7).join(" ")} ended (${words})`);
}

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({input: child.stdout!})) return line;
  return ended(child);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const {port} = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
