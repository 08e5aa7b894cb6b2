import {directives, quoted, type SlurmRequest} from "./sbatch-script.js";

export interface ServerOptions extends SlurmRequest {
  /** How many servers. */
  servers: number;
  /** Name of the model, as vLLM takes it. */
  model: string;
  /** Folder of addresses, which the engine `openai` watches: a file a server. */
  endpoints: string;
  /** Folder of what servers print. */
  logs: string;
  /** More words for `vllm serve`. */
  more: readonly string[];
  /** Seconds that a server may take to load its model. */
  patience?: number;
  /** The program that serves, and its first words; `vllm serve` unless given. */
  program?: readonly string[];
}

/**
 * The script of an array of model servers, one a task: vLLM by default. A server's address is in the folder of endpoints from when it
 * answers until it ends, as a file that is renamed to its place. The file of a server whose node died stays: the engine passes over what
 * does not answer.
 */
export function serverScript(options: ServerOptions): string {
  const {servers, model, endpoints, logs, more, patience = 1800, program = ["vllm", "serve"]} = options;
  const words = [...program, model].map(quoted).join(" ");
  return [
    "#!/bin/bash",
    ...directives("boundary-servers", options),
    `#SBATCH --array=0-${servers - 1}`,
    `#SBATCH --output=${logs}/server-%A_%a.log`,
    "#SBATCH --open-mode=append",
    "#SBATCH --requeue",
    "set -eu",
    ': "${SLURM_ARRAY_TASK_ID:?is not set: submit this script as an array}"',
    `endpoints=${quoted(endpoints)}`,
    'mkdir -p "$endpoints"',
    'name="server-$SLURM_ARRAY_TASK_ID"',
    "# Two servers of a node must not ask for the same port.",
    "port=$((20000 + (${SLURM_JOB_ID:-0} * 7 + SLURM_ARRAY_TASK_ID) % 20000))",
    `${words} --host 0.0.0.0 --port "$port"${more.map((word) => ` ${quoted(word)}`).join("")} &`,
    "server=$!",
    "leave() {",
    '  rm -f "$endpoints/$name"',
    '  kill "$server" 2>/dev/null || true',
    '  wait "$server" || true',
    "}",
    "trap leave EXIT",
    "trap 'exit 143' TERM INT",
    `deadline=$(($(date +%s) + ${patience}))`,
    'until curl --silent --fail --noproxy "*" --max-time 5 --output /dev/null "http://127.0.0.1:$port/v1/models"; do',
    '  kill -0 "$server" || { echo "the server ended before it answered" >&2; exit 1; }',
    `  [ "$(date +%s)" -lt "$deadline" ] || { echo "no answer within ${patience} s" >&2; exit 1; }`,
    "  sleep 2",
    "done",
    'echo "http://${BOUNDARY_SERVER_HOST:-$(hostname -f)}:$port" >"$endpoints/.$name.$$"',
    'mv "$endpoints/.$name.$$" "$endpoints/$name"',
    'wait "$server"',
    ""
  ].join("\n");
}
