import {spawnSync} from "node:child_process";
import {fileURLToPath} from "node:url";
import type {GradedItem} from "../../loaders/verification/grader.js";
import {graderOf} from "../../loaders/verification/graders.js";
import {realMathPairs} from "./real-pairs.js";

/**
 * Verdicts a second on one core for the math verifiers, on real completions with duplicates removed, and the ratio to
 * Math-Verify (Python) on the same pairs in the same run where that is installed: pip install math-verify.
 */
const pairs = realMathPairs();
if (pairs.length > 0) {
  console.log(`${pairs.length} distinct real (completion, gold) pairs, one thread`);
  const peer = mathVerifySpeed(pairs);
  for (const id of ["math@strict", "math@paper"]) {
    const cold = speed(id, pairs);
    const warm = Math.max(...[1, 2, 3].map(() => speed(id, pairs)));
    const ratio = peer === null ? "" : `, ${(warm / peer).toFixed(1)} x Math-Verify`;
    console.log(`${id}: ${cold.toFixed(0)} verdicts/s cold, ${warm.toFixed(0)} warm${ratio}`);
  }
  if (peer !== null) console.log(`Math-Verify: ${peer.toFixed(0)} verdicts/s`);
}

function speed(id: string, items: readonly GradedItem[]): number {
  const grade = graderOf(id);
  const start = performance.now();
  for (const item of items) grade(item);
  return (items.length / (performance.now() - start)) * 1000;
}

function mathVerifySpeed(items: readonly GradedItem[]): number | null {
  const script = fileURLToPath(new URL("math-verify-peer.py", import.meta.url));
  const input = items.map(({gold, completion}) => JSON.stringify({gold, completion})).join("\n");
  const {status, stdout} = spawnSync("python3", [script], {input, encoding: "utf8", maxBuffer: 2 ** 26});
  if (status !== 0) {
    console.log("no ratio: Math-Verify is not installed (pip install math-verify)");
    return null;
  }
  return items.length / (JSON.parse(stdout) as {seconds: number}).seconds;
}
