import {spawn} from "node:child_process";
import {packageFolder} from "../workspace/package-folder.js";

/** Room for what lives shortly, of which these processes make much: a third of their time went to collecting it. */
export const YOUNG_SPACE = "--max-semi-space-size=64";

/** What a child process left behind. */
export interface ChildResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

const guard = new URL("no-network.mjs", import.meta.url).href;

/**
 * Runs node with the network guard preloaded, also for its children, and Framework's telemetry off. It runs in the tool's own
 * folder, where Framework looks for its configuration; it must write nothing there.
 */
export async function runGuarded(
  args: readonly string[],
  environment: Readonly<Record<string, string>>
): Promise<ChildResult> {
  const child = spawn(process.execPath, args, {
    cwd: packageFolder,
    env: guardedEnvironment(environment),
    stdio: ["ignore", "pipe", "pipe"]
  });
  const code = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return {code: await code, stdout, stderr};
}

/** The environment of this process and what is given, in which every node preloads the network guard and Framework's telemetry is off. */
export function guardedEnvironment(environment: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...environment,
    NODE_OPTIONS: [process.env.NODE_OPTIONS, `--import=${guard}`].filter(Boolean).join(" "),
    OBSERVABLE_TELEMETRY_DISABLE: "1"
  };
}

/** `--import` argument that lets node run TypeScript. */
export const typescript = `--import=${import.meta.resolve("tsx")}`;

async function text(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}
