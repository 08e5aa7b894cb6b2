import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {Command} from "commander";
import {stringify} from "yaml";
import {readBenchmark} from "../../loaders/benchmarks/read-benchmark.js";
import {
  lookShare,
  plannedLooks,
  raisedRule,
  SETTLED_RATIO,
  type Adaptive
} from "../../loaders/schema/study/adaptive.js";
import {studyCells} from "../../loaders/schema/study/study-cells.js";
import {readStudy, type Study} from "../../loaders/schema/study.js";
import {Database} from "../../loaders/store/database.js";
import {lookCounts} from "../../loaders/store/look-counts.js";
import {RunFolder} from "../../loaders/store/run-folder.js";
import {adaptiveStep, pairText} from "../../scripts/shared/adaptive-step.js";
import {sampleStep, verifyStep, type StepOptions} from "../../scripts/shared/steps.js";
import type {StoppingRule} from "../../src/metrics/counts/stopping-rule.js";
import {pairLook} from "../../src/metrics/coverage/settled.js";

// The main pair of micro models settled with and without adaptive n: completions, time and what each look says.
// `npx tsx bench/settle/micro-pair.ts [--benchmark countdown-strategies] [--most 1024]`

const {benchmark, most} = new Command("npx tsx bench/settle/micro-pair.ts")
  .option("--benchmark <id>", "countdown or countdown-strategies", "countdown")
  .option("--most <count>", "completions of a problem at the last look", Number, 1024)
  .parse()
  .opts<{benchmark: string; most: number}>();

const folder = mkdtempSync(join(tmpdir(), "bench-micro-pair-"));
process.once("exit", () => {
  rmSync(folder, {recursive: true, force: true});
});
const {signal} = new AbortController();

const withIt = stepOf("with", {n: "adaptive", n_max: most});
const {adaptive} = withIt.study;
console.log(
  `with: npm run sample of a study with n: adaptive, ${await seconds(() => adaptiveStep(withIt, adaptive!))}`
);

const without = stepOf("without", {n: most});
const spent = await seconds(async () => {
  await sampleStep({...without, isQuiet: true});
  await verifyStep({...without, isQuiet: true});
});
console.log(`without: n = ${most} of every problem, ${spent}`);

// The same seeds give the same completions: what the first run drew is the beginning of what the second one has.
const ways: [string, StoppingRule | null][] = [
  ["every problem", null],
  [`stops at ${adaptive!.rule.successes} correct`, adaptive!.rule],
  [`stops at ${raisedRule(adaptive!.rule).successes} correct`, raisedRule(adaptive!.rule)]
];
for (const [name, rule] of ways)
  for (const n of plannedLooks(adaptive!))
    console.log(`  ${name}, n = ${n}: ${await shown(without, adaptive!, {rule, n})}`);

function stepOf(id: string, sampling: Record<string, string | number>): StepOptions {
  const model = (name: string): Record<string, string> => {
    return {id: name, engine: "micro", model: resolve("data/models", name)};
  };
  const text = {
    ...{study: id, title: id, seed: 20250416},
    sampling: {temperature: 0.6, top_p: 0.95, max_tokens: 24, ...sampling},
    policies: [
      {...model("countdown-base"), role: "base"},
      {...model("countdown-grpo"), role: "rl", base: "countdown-base"}
    ],
    benchmarks: [
      {id: benchmark, problems: resolve("data/benchmarks", `${benchmark}.jsonl`), verifier: "countdown@steps"}
    ]
  };
  const file = join(folder, `${id}.yaml`);
  writeFileSync(file, stringify(text));
  return {study: readStudy(file), run: new RunFolder(join(folder, "runs", id)), signal};
}

async function seconds(work: () => Promise<unknown>): Promise<string> {
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const {user, system} = process.cpuUsage(cpu);
  const wall = (performance.now() - begun) / 1000;
  return `${wall.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processor time`;
}

/** What a look at all completions of a run says if its problems stop by a rule, and how many completions it takes. */
async function shown(
  {study, run}: {study: Study; run: RunFolder},
  {most: last, aim}: Adaptive,
  {rule, n}: {rule: StoppingRule | null; n: number}
): Promise<string> {
  const database = await Database.open();
  try {
    const [base, rl] = await Promise.all(
      studyCells(study).map((cell) => {
        const problems = readBenchmark(cell.benchmark).map(({problemId}) => problemId);
        return lookCounts(database, run, cell, {problems, looks: plannedLooks({most: last}), rule, n});
      })
    );
    const options = {
      level: study.bootstrap.level,
      share: lookShare({most: last}, n),
      ratio: SETTLED_RATIO,
      most: last,
      aim
    };
    const pair = {benchmark, base: "base", rl: "GRPO", n, successes: rule?.successes ?? Infinity};
    const used = [...base!, ...rl!].reduce((sum, {completions}) => sum + completions, 0);
    return `${used.toLocaleString("en-US")} completions: ${pairText({...pair, look: pairLook(base!, rl!, options)}, options.level)}`;
  } finally {
    database.close();
  }
}
