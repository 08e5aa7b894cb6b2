import {mkdirSync} from "node:fs";
import {join} from "node:path";
import type {SlurmRequest} from "../../../loaders/cluster/sbatch-script.js";
import {serverScript, type ServerOptions} from "../../../loaders/cluster/server-script.js";
import {writeTextAtomically} from "../../../loaders/store/write-file.js";
import {submit} from "./slurm.js";

/** Which servers are started. */
export type ServerRequest = Pick<ServerOptions, "servers" | "model" | "endpoints" | "more">;

/** Submits an array of model servers, or returns its script. What they print lies beside the folder of their addresses. */
export async function submitServers(
  servers: ServerRequest,
  request: SlurmRequest,
  dryRun: boolean
): Promise<string> {
  const logs = `${servers.endpoints}-logs`;
  const text = serverScript({...request, ...servers, logs});
  if (dryRun) return text;
  for (const folder of [logs, servers.endpoints]) mkdirSync(folder, {recursive: true});
  const script = join(logs, "servers.sh");
  await writeTextAtomically(script, text);
  const id = await submit(script, []);
  return `servers: array ${id}, ${servers.servers} servers of ${servers.model}; their addresses: ${servers.endpoints}`;
}
