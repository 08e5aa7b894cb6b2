import {spawn} from "node:child_process";
import {createWriteStream} from "node:fs";
import {finished} from "node:stream/promises";
import {fileURLToPath, pathToFileURL} from "node:url";

/** What a child process left behind. `stdout` is empty when it went to a file. */
export interface ChildResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

const guard = new URL("no-network.mjs", import.meta.url).href;
const repository = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Runs node in the repository with the network guard preloaded, also for its children, and Framework's telemetry off.
 * With `outputFile`, stdout goes there.
 */
export async function runGuarded(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  outputFile?: string
): Promise<ChildResult> {
  const child = spawn(process.execPath, args, {
    cwd: repository,
    env: {
      ...process.env,
      ...environment,
      NODE_OPTIONS: [process.env.NODE_OPTIONS, `--import=${guard}`].filter(Boolean).join(" "),
      OBSERVABLE_TELEMETRY_DISABLE: "1"
    },
    stdio: ["ignore", "pipe", "pipe"]
  });
  const code = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const written =
    outputFile === undefined ? undefined : finished(child.stdout.pipe(createWriteStream(outputFile)));
  const [stdout, stderr] = await Promise.all([
    outputFile === undefined ? text(child.stdout) : "",
    text(child.stderr),
    written
  ]);
  return {code: await code, stdout, stderr};
}

/** `--import` argument that lets node run TypeScript. */
export const typescript = `--import=${pathToFileURL(fileURLToPath(import.meta.resolve("tsx"))).href}`;

async function text(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}
