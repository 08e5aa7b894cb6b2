import {once} from "node:events";
import {isLoopbackAddress} from "../../loaders/model-server/access.js";
import {startModelServer} from "../../loaders/model-server/model-server.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {interruptSignal} from "../shared/interrupt.js";
import {integerUpTo, portNumber} from "../shared/option-values.js";
import {runScript} from "../shared/run-script.js";
import {say} from "../shared/say.js";
import {toolCommand} from "../shared/tool-command.js";

interface ServeModelOptions {
  host: string;
  port: number;
  name?: string;
  maxN: number;
  threads?: number;
  apiKeyEnv?: string;
  maxRequests?: number;
}

await runScript(async () => {
  const program = toolCommand("serve-model")
    .argument("<model>", "folder of a micro model, for example data/models/countdown-base")
    .option(
      "--host <address>",
      "address to listen on; any but this machine's own lets others in",
      "127.0.0.1"
    )
    .option("--port <number>", "port; 0 for a free one", portNumber, 0)
    .option("--name <name>", "what requests call the model (default: the name of its folder)")
    .option("--max-n <count>", "most completions of a prompt in one request", integerUpTo(1024), 128)
    .option("--threads <count>", "threads that draw (default: one a core)", integerUpTo(256))
    .option(
      "--max-requests <count>",
      "most requests at a time; more are refused (default: 8192)",
      integerUpTo(2 ** 20)
    )
    .option("--api-key-env <name>", "environment variable with a key that requests must bring")
    .parse();
  const [model] = program.args as [string];
  const {maxN: mostN, maxRequests: mostRequests, apiKeyEnv, ...options} = program.opts<ServeModelOptions>();
  const apiKey = apiKeyEnv === undefined ? null : keyIn(apiKeyEnv);
  const signal = interruptSignal("answered");
  const server = await startModelServer({
    ...options,
    model,
    mostN,
    ...(mostRequests === undefined ? {} : {mostRequests}),
    apiKey,
    onFault: (error) => {
      say(`serve-model: a request failed: ${String(error)}`);
    }
  });
  try {
    if (!isLoopbackAddress(options.host))
      say(`serve-model: ${options.host} lets other machines in${apiKey === null ? ", without a key" : ""}`);
    await server.ready;
    console.log(server.url);
    say(`serve-model: ${server.name} answers; try:\n`);
    console.error(example(server.url, server.name, apiKeyEnv));
    if (!signal.aborted) await once(signal, "abort");
  } finally {
    await server.close();
  }
});

function keyIn(name: string): string {
  const key = process.env[name];
  if (key !== undefined && key !== "") return key;
  throw new UserError(
    `--api-key-env ${name}: no such environment variable, or an empty one: set it to the key`
  );
}

function example(url: string, name: string, apiKeyEnv: string | undefined): string {
  const key = apiKeyEnv === undefined ? "" : ` -H "authorization: Bearer $${apiKeyEnv}"`;
  const body = JSON.stringify({model: name, prompt: "PROMPT", n: 4, seed: 1, max_tokens: 16});
  return `  curl -s ${url}/v1/completions -H 'content-type: application/json'${key} -d '${body}'`;
}
