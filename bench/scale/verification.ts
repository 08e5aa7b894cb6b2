import {spawn} from "node:child_process";
import {rmSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {writeSyntheticStudy} from "../report/synthetic-study.js";
import type {StepCost} from "./step.js";

/** Processor seconds of a verdict, and how much of it a completion of these takes on the disk. */
export interface VerificationCost {
  perCompletion: number;
}

/**
 * Verification by countdown@steps of about so many completions, and of ten times as many: one process, and then two that share the
 * policies. Texts of a synthetic study differ as those of a model do not: none is judged only once for others.
 */
export async function runVerification(
  folder: string,
  completions: number,
  measure: (name: string, place: string, argument: string) => StepCost
): Promise<VerificationCost> {
  const costs: number[] = [];
  for (const times of [1, 10]) {
    const n = Math.max(1, Math.round((times * completions) / (4 * 50)));
    const place = join(folder, String(times));
    const {completions: all} = await writeSyntheticStudy(place, {
      policies: 4,
      benchmarks: 1,
      problems: 50,
      n
    });
    const verdicts = join(place, "runs/scale/verdicts");
    rmSync(verdicts, {recursive: true});
    const {wall, cpu, memory} = measure("verify", place, "0/1");
    costs.push(cpu / all);
    console.log(
      `verification: ${(all / 1e6).toFixed(2)} million completions in ${wall.toFixed(1)} s, ${cpu.toFixed(1)} s of processors ` +
        `(${((1e6 * cpu) / all).toFixed(1)} µs each), at most ${(memory / 1e6).toFixed(0)} MB of memory`
    );
    rmSync(verdicts, {recursive: true});
    const start = performance.now();
    await Promise.all([inBackground(place, "0/2"), inBackground(place, "1/2")]);
    const both = (performance.now() - start) / 1000;
    console.log(
      `verification: two processes in ${both.toFixed(1)} s, ${(wall / both).toFixed(2)} times as fast`
    );
  }
  return {perCompletion: costs.at(-1)!};
}

function inBackground(place: string, shard: string): Promise<void> {
  const step = fileURLToPath(new URL("step.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", step, "verify", place, shard], {stdio: "ignore"});
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`verification of ${shard} ended with ${code}`));
    });
  });
}
