import {spawn} from "node:child_process";
import {once} from "node:events";
import {mkdirSync, readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {createInterface} from "node:readline";
import {stringify} from "yaml";
import {runProgram} from "../../../scripts/shared/run-program.js";

/** A pair on a benchmark, as `npm run settle` is told of it. */
export interface Pair {
  base: {url: string; model: string};
  rl: {url: string; model: string};
  /** File of problems. */
  benchmark: string;
  n: number;
  maxTokens: number;
  /** File of a prompt template. */
  prompt?: string;
}

export interface Settled {
  /** Folder of the run. */
  run: string;
  /** What the probe found of each server. */
  found: string[];
  /** From the price to the last completion. */
  seconds: number;
}

const script = (name: string): string[] => ["scripts/bootstrap.mjs", name];

/** Most seconds of one settling. */
const mostSeconds = 2700;

/** Settles a pair into a new folder, as a user would, without serving the report. Throws what the command said where it fails. */
export async function settle(
  {base, rl, benchmark, n, maxTokens, prompt}: Pair,
  folder: string
): Promise<Settled> {
  mkdirSync(folder, {recursive: true});
  const sides = ["--base", `${base.url}#${base.model}`, "--rl", `${rl.url}#${rl.model}`];
  const size = ["--benchmark", benchmark, "--n", String(n), "--max-tokens", String(maxTokens)];
  const rest = [
    ...(prompt === undefined ? [] : ["--prompt", prompt]),
    "--yes",
    "--no-serve",
    "--dir",
    folder
  ];
  const args = [String(mostSeconds), process.execPath, ...script("settle"), ...sides, ...size, ...rest];
  const child = spawn("timeout", args, {stdio: ["ignore", "ignore", "pipe"]});
  const exit = once(child, "exit");
  const lines: string[] = [];
  let [begun, drawn] = [NaN, NaN];
  for await (const line of createInterface({input: child.stderr})) {
    lines.push(line);
    if (line.includes("settle: the study is")) begun = performance.now();
    if (/^sample: .*completions drawn/.test(line)) drawn = performance.now();
  }
  const [code] = (await exit) as [number | null];
  if (code !== 0) throw new Error(`settle ended with ${code}: ${lines.slice(-3).join(" | ")}`);
  const found = lines.flatMap((line) => /^settle: \S+: \S+: (.*;.*)/.exec(line)?.[1] ?? []);
  const runs = join(folder, "runs");
  const [run] = readdirSync(runs).filter((name) => !name.startsWith("."));
  return {run: join(runs, run!), found: [...new Set(found)], seconds: (drawn - begun) / 1000};
}

/** Completions of each problem that the engine itself draws: so many that its own pass@1 is all but exact. */
const directN = 256;

/** The same pair drawn and judged by the engine `micro`, with the sampling that `settle` asks for by default. Returns the run's folder. */
export async function drawDirectly(
  models: {base: string; rl: string},
  {base, rl, benchmark, maxTokens}: Pair,
  folder: string
): Promise<string> {
  mkdirSync(folder, {recursive: true});
  const policy = (id: string, role: string, model: string): object => ({
    id,
    label: id,
    role,
    engine: "micro",
    model
  });
  const study = {
    study: "direct",
    title: "Direct",
    seed: 2,
    sampling: {temperature: 0.6, top_p: 0.95, max_tokens: maxTokens, n: directN},
    policies: [
      policy(base.model, "base", models.base),
      {...policy(rl.model, "rl", models.rl), base: base.model}
    ],
    benchmarks: [{id: "countdown", problems: benchmark, format: "problems", verifier: "countdown@steps"}]
  };
  const file = join(folder, "study.yaml");
  writeFileSync(file, stringify(study));
  for (const step of ["sample", "verify"]) {
    const {status, stderr} = await runProgram(process.execPath, [
      ...script(step),
      ...["--study", file, "--dir", folder]
    ]);
    if (status !== 0) throw new Error(`${step} ended with ${status}: ${stderr.slice(-300)}`);
  }
  return join(folder, "runs", "direct");
}

/** A file of the first GSM8K problems, from a folder that serves as a mirror. */
export async function someGsm8k(mirror: string, count: number, folder: string): Promise<string> {
  mkdirSync(folder, {recursive: true});
  const args = [...script("fetch"), "gsm8k", "--mirror", mirror, "--dir", folder];
  const {status, stderr} = await runProgram(process.execPath, args);
  if (status !== 0) throw new Error(`fetch ended with ${status}: ${stderr.slice(-300)}`);
  const {readBenchmark} = await import("../../../loaders/benchmarks/read-benchmark.js");
  const problems = readBenchmark({
    id: "gsm8k",
    problems: join(folder, "benchmarks/fetched/gsm8k/test.jsonl"),
    format: "math",
    multipleChoice: true
  });
  const rows = problems
    .slice(0, count)
    .map(({problemId, domain, prompt, gold, meta}) =>
      JSON.stringify({problem_id: problemId, domain, prompt, gold, meta})
    );
  const file = join(folder, "gsm8k-first.jsonl");
  writeFileSync(file, rows.join("\n") + "\n");
  return file;
}
