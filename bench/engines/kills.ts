import {spawn} from "node:child_process";
import {once} from "node:events";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {loadavg, tmpdir} from "node:os";
import {join} from "node:path";
import {setTimeout as delay} from "node:timers/promises";
import {Command} from "commander";
import {stringify} from "yaml";
import {startModelServer} from "../../loaders/model-server/model-server.js";
import {readRequests} from "../../loaders/store/request-record.js";
import {checkFiles} from "../../loaders/store/check-files.js";
import {RunFolder} from "../../loaders/store/run-folder.js";
import {positiveInteger} from "../../scripts/shared/option-values.js";
import {random} from "../../src/random/random.js";
import {
  directCompletions,
  policyOf,
  someProblems,
  storedRows
} from "../../test/engines/openai/served-study.js";
import {startFaultProxy, type Fault} from "../../test/support/fault-proxy.js";

/**
 * HTTP sampling through a proxy that spoils requests, killed at random moments and started again until all is there: how many
 * completions are lost, doubled, or others than the engine itself draws with the same seeds. A run that is complete before all
 * kills is followed by another one in a new folder. Ends with 1 unless all three are 0.
 */
const options = new Command("npx tsx bench/engines/kills.ts")
  .option("--kills <count>", "kills altogether", positiveInteger, 30)
  .option("--n <count>", "completions of each of 120 problems", positiveInteger, 16)
  .option("--seed <number>", "of the moments and the faults", positiveInteger, 1)
  .parse()
  .opts<{kills: number; n: number; seed: number}>();

const rates: Partial<Record<Fault, number>> = {
  "reset-before": 0.01,
  "429": 0.005,
  "429-seconds": 0.005,
  "500": 0.01,
  "503": 0.005,
  hang: 0.002,
  "reset-after": 0.01,
  "half-body": 0.01,
  "slow-body": 0.02,
  "malformed-json": 0.01,
  "duplicate-choices": 0.01,
  "fewer-choices": 0.02,
  "more-choices": 0.01,
  "missing-usage": 0.01,
  "error-in-200": 0.01
};

/** A life is killed at most so long after it was started, or after its first request. */
const mostMs = 6000;

const model = "data/models/countdown-base";
const problems = someProblems(120);
const generator = random(options.seed);
const folder = mkdtempSync(join(tmpdir(), "bench-kills-"));
const server = await startModelServer({model, threads: 1});
await server.ready;
const proxy = await startFaultProxy({
  target: server.url,
  seed: options.seed,
  rates,
  retryAfterSeconds: 0.2,
  pieceMs: 5
});
const study = join(folder, "study.yaml");
writeFileSync(study, studyText(proxy.url));

const total = {kills: 0, runs: 0, rows: 0, lost: 0, doubled: 0, wrong: 0};
const start = performance.now();
const load = loadavg()[0]!.toFixed(1);
try {
  const policy = policyOf({engine: "micro", model: join(process.cwd(), model)});
  const direct = await directCompletions(policy, problems, options.n);
  while (total.kills < options.kills) await killedRun(direct);
} finally {
  await proxy.close();
  await server.close();
  rmSync(folder, {recursive: true});
}
const spoiled = Object.entries(proxy.counts).filter(([name]) => name !== "passed");
console.log(
  `${total.kills} kills in ${total.runs} runs, ${((performance.now() - start) / 1000).toFixed(0)} s; load average ${load} at the start`
);
console.log(
  `proxy: ${proxy.counts.passed} requests passed, ${spoiled.reduce((sum, [, count]) => sum + count, 0)} spoiled (${spoiled
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ")})`
);
console.log(
  `${total.rows} rows: ${total.lost} lost, ${total.doubled} doubled, ${total.wrong} others than the engine's own`
);
process.exitCode = total.lost + total.doubled + total.wrong === 0 ? 0 : 1;

/** Samples into a new folder, with kills while there are some left, and adds what came out to `total`. */
async function killedRun(direct: ReadonlyMap<string, string>): Promise<void> {
  const runs = join(folder, `runs-${total.runs}`);
  while (!(await sample(runs, total.kills < options.kills))) total.kills += 1;
  const run = new RunFolder(join(runs, "kills"));
  const {unknown, faults} = checkFiles(run.path);
  if (unknown.length + faults.length > 0)
    throw new Error(`${run.path}: ${JSON.stringify({unknown, faults})}`);
  const rows = await storedRows(run);
  const texts = new Map(rows.map((row) => [`${row.problem_id} ${row.sample_index}`, row.completion]));
  const lost = [...direct.keys()].filter((key) => !texts.has(key)).length;
  const wrong = [...texts].filter(([key, text]) => direct.get(key) !== text).length;
  total.runs += 1;
  total.rows += rows.length;
  total.lost += lost;
  total.doubled += rows.length - texts.size;
  total.wrong += wrong;
  const {failed_attempts: failed} = readRequests(run.completions("countdown", "base"))!;
  console.log(
    `run ${total.runs}: ${rows.length} rows after ${total.kills} kills, failed attempts ${JSON.stringify(failed)}`
  );
}

/**
 * One life of `npm run sample`. Kills it at a random moment: one in four while it starts, the others after its first request.
 * Whether it ended by itself.
 */
async function sample(runs: string, isKilled: boolean): Promise<boolean> {
  const args = ["scripts/bootstrap.mjs", "sample", "--study", study, "--runs", runs, "--store-every", "0.1"];
  const child = spawn(process.execPath, args, {stdio: ["ignore", "ignore", "pipe"]});
  let said = "";
  child.stderr.on("data", (part: Buffer) => (said += part.toString()));
  const exit = once(child, "exit");
  if (isKilled) {
    if (generator.below(4) > 0) {
      const before = requestCount();
      while (child.exitCode === null && requestCount() === before) await delay(5);
    }
    await delay(generator.below(mostMs));
    child.kill("SIGKILL");
  }
  const [code] = (await exit) as [number | null];
  if (code === null) {
    return false;
  }
  // What a life gives up, the next one asks for.
  if (code !== 0 || !said.includes("completions drawn"))
    throw new Error(`sample ended with ${code}: ${said}`);
  return !said.includes("failed and are no completions") || sample(runs, isKilled);
}

function requestCount(): number {
  return Object.values(proxy.counts).reduce((sum, count) => sum + count, 0);
}

function studyText(url: string): string {
  return stringify({
    study: "kills",
    title: "Kills",
    seed: 1,
    sampling: {temperature: 1, top_p: 1, max_tokens: 24, n: options.n},
    policies: [
      {
        id: "base",
        label: "base",
        role: "base",
        engine: "openai",
        model: "countdown-base",
        url,
        n_per_request: 2,
        max_in_flight: 4,
        timeout: 3,
        timeout_per_token: 0
      }
    ],
    benchmarks: [
      {
        id: "countdown",
        label: "Countdown",
        problems: join(process.cwd(), "data/benchmarks/countdown.jsonl"),
        format: "problems",
        verifier: "countdown@steps"
      }
    ]
  });
}
