import {interruptSignal} from "./shared/interrupt.js";
import {
  integerUpTo,
  nonNegativeNumber,
  portNumber,
  positiveInteger,
  positiveNumber,
  tokenBudget
} from "./shared/option-values.js";
import {runScript} from "./shared/run-script.js";
import {settlePair, type SettleOptions} from "./shared/settle-pair.js";
import {workspaceCommand, workspaceIn, writablePath} from "./shared/tool-command.js";

interface GivenOptions extends Omit<SettleOptions, "workspace" | "runs" | "out"> {
  dir: string;
  runs?: string;
  out?: string;
}

await runScript(async () => {
  const {dir, runs, out, ...options} = workspaceCommand("settle")
    .requiredOption(
      "--base <url#model>",
      "the base model: http://HOST:PORT#MODEL, or FILE#MODEL with a file of addresses"
    )
    .requiredOption("--rl <url#model>", "the model that was trained from it")
    .requiredOption("--benchmark <name>", "a file of problems, or the name of a registered benchmark")
    .option("--n <count>", "completions per problem", integerUpTo(2 ** 24), 256)
    .option(
      "--budget <tokens>",
      "lower n so that the expected output stays within it: 10M-tokens",
      tokenBudget
    )
    .option(
      "--adaptive",
      "draw where it decides and stop when k* is settled: --n is the most completions of a problem, --budget ends it sooner"
    )
    .option(
      "--k-max <k>",
      "with --adaptive: the largest k at which a crossing is looked for (default: half of --n, at most 10000)",
      integerUpTo(1_000_000)
    )
    .option("--temperature <t>", "temperature of both", nonNegativeNumber, 0.6)
    .option("--top-p <p>", "nucleus mass of both", positiveNumber, 0.95)
    .option("--max-tokens <count>", "tokens after which a completion is cut", positiveInteger, 16384)
    .option(
      "--prompt <name>",
      "prompt template of both: a name, a YAML file, or none (default: the registered set's)"
    )
    .option("--verifier <id>", "verifier (default: by the benchmark)")
    .option("--key-env <name>", "environment variable that holds the servers' key")
    .option("--study-out <file>", "the study file that is written (default: in your studies)")
    .option("--runs <folder>", "folder of all runs (default: runs in your folder)")
    .option("--out <folder>", "folder of the site (default: dist in your folder)")
    .option("--port <number>", "port; a free one if it is taken", portNumber, 3000)
    .option("--no-serve", "stop when the site is built")
    .option("--yes", "do not ask")
    .parse()
    .opts<GivenOptions>();
  const workspace = workspaceIn(dir);
  await settlePair(
    {
      ...options,
      workspace,
      runs: runs === undefined ? workspace.runs : writablePath(runs, "--runs"),
      out: out === undefined ? workspace.site : writablePath(out, "--out")
    },
    interruptSignal()
  );
});
