import {spawnSync} from "node:child_process";
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {writeSyntheticStudy, type StudySize} from "../report/synthetic-study.js";
import {paperCost} from "./paper-cost.js";
import type {StepCost} from "./step.js";
import {runVerification} from "./verification.js";

/**
 * What grows with the completions of a study and what does not: partial counts and tables of 15.4 and of 154 million synthetic
 * completions, and verification of a stated part of them, each step in a process of its own; two workers against one; and what a
 * study of a million GPU-hours would cost by the same rates, on paper.
 *
 *     npx tsx bench/scale/scale.ts                                     # some 20 minutes on two quiet cores
 *     npx tsx bench/scale/scale.ts --size 4x2x30x64 --verified 2000    # a look
 *
 * The larger study has the files of the smaller one, linked, as those of \`--times\` as many benchmarks: every one of them is read
 * and counted, and the disk has room for them.
 */
const {values} = parseArgs({
  options: {
    size: {type: "string", default: "20x10x300x256"},
    times: {type: "string", default: "10"},
    verified: {type: "string", default: "20000"}
  }
});

const step = fileURLToPath(new URL("step.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "reasoning-boundary-scale-"));
try {
  const [policies, benchmarks, problems, n] = values.size.split("x").map(Number) as [
    number,
    number,
    number,
    number
  ];
  const size: StudySize = {policies, benchmarks, problems, n};
  const times = Number(values.times);
  const verified = await runVerification(join(folder, "verified"), Number(values.verified), measure);
  const small = join(folder, "small");
  const {completions} = await writeSyntheticStudy(small, size);
  const large = join(folder, "large");
  repeatBenchmarks(small, large, size, times);
  const one = measure("count", small, "1");
  print("partial counts, one worker", completions, one);
  rmSync(join(small, "runs/scale/partial"), {recursive: true});
  const counted = [study(small, completions), study(large, times * completions)] as const;
  print("two workers against one", completions, counted[0].count, one.wall / counted[0].count.wall);
  const [less, more] = counted;
  for (const name of ["count", "tables", "again"] as const)
    console.log(
      `${name}: ${times} times the completions take ${(more[name].cpu / less[name].cpu).toFixed(1)} times the processor time and ` +
        `${(more[name].memory / less[name].memory).toFixed(2)} times the memory`
    );
  for (const line of paperCost({
    verified,
    counted: more.count,
    completions: times * completions,
    bytes: more.bytes
  }))
    console.log(line);
} finally {
  rmSync(folder, {recursive: true, force: true});
}

/** Counts a study, makes its tables, and looks for what is to be counted again. */
function study(
  place: string,
  completions: number
): Record<"count" | "tables" | "again", StepCost> & {bytes: number} {
  const count = measure("count", place, "2");
  print("partial counts, two workers", completions, count);
  const tables = measure("tables", place, "");
  print("tables from them", completions, tables);
  const again = measure("again", place, "");
  print("nothing to count", completions, again);
  const bytes =
    folderBytes(join(place, "runs/scale/completions")) + folderBytes(join(place, "runs/scale/verdicts"));
  console.log(
    `disk: completions and verdicts ${megabytes(bytes)}, partial counts ${megabytes(folderBytes(join(place, "runs/scale/partial")))}, ` +
      `tables ${megabytes(folderBytes(join(place, "tables")))}`
  );
  return {count, tables, again, bytes};
}

/** Runs a step in a process of its own. */
function measure(name: string, place: string, argument: string): StepCost {
  const {stdout, stderr, status} = spawnSync(
    process.execPath,
    ["--import", "tsx", step, name, place, argument],
    {
      encoding: "utf8",
      maxBuffer: 2 ** 26
    }
  );
  if (status !== 0) throw new Error(`the step ${name} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout.trim().split("\n").at(-1)!) as StepCost;
}

function print(what: string, completions: number, {wall, cpu, memory}: StepCost, ratio?: number): void {
  const against = ratio === undefined ? "" : `, ${ratio.toFixed(2)} times as fast`;
  console.log(
    `${what}: ${(completions / 1e6).toFixed(1)} million completions in ${wall.toFixed(1)} s, ${cpu.toFixed(1)} s of processors ` +
      `(${((1e6 * cpu) / completions).toFixed(2)} µs each), at most ${megabytes(memory)} of memory${against}`
  );
}

/** Makes of a synthetic study one with so many times its benchmarks, each with the files of one of them. */
function repeatBenchmarks(from: string, to: string, {benchmarks}: StudySize, times: number): void {
  mkdirSync(to, {recursive: true});
  const text = readFileSync(join(from, "study.yaml"), "utf8").split("\n");
  const lines = text.filter((line) => line.includes("problems: "));
  const others = text.filter((line) => !lines.includes(line) && line !== "");
  const copies = Array.from({length: times}, (_, i) =>
    lines.map((line) => line.replaceAll("set-", `set-${i}-`))
  );
  writeFileSync(join(to, "study.yaml"), [...others, ...copies.flat(), ""].join("\n"));
  for (let i = 0; i < times; i++) {
    for (let b = 0; b < benchmarks; b++) {
      const id = String(b).padStart(2, "0");
      const problems = readFileSync(join(from, `set-${id}.jsonl`), "utf8");
      writeFileSync(join(to, `set-${i}-${id}.jsonl`), problems.replaceAll(`"set-${id}"`, `"set-${i}-${id}"`));
    }
  }
  const run = join(from, "runs/scale");
  for (const entry of readdirSync(run, {recursive: true, withFileTypes: true})) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    for (let i = 0; i < times; i++) {
      const target = join(
        to,
        "runs/scale",
        source.slice(run.length).replace("benchmark=set-", `benchmark=set-${i}-`)
      );
      mkdirSync(join(target, ".."), {recursive: true});
      linkSync(source, target);
    }
  }
}

function folderBytes(place: string): number {
  const entries = readdirSync(place, {recursive: true, withFileTypes: true});
  return entries.reduce(
    (sum, entry) => sum + (entry.isFile() ? statSync(join(entry.parentPath, entry.name)).size : 0),
    0
  );
}

function megabytes(size: number): string {
  return `${(size / 1e6).toLocaleString("en-US", {maximumFractionDigits: 0})} MB`;
}
