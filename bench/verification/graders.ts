import {spawnSync} from "node:child_process";
import {fileURLToPath} from "node:url";
import {drawTrainingPuzzle} from "../../loaders/benchmarks/countdown/corpus.js";
import {defaultWeights} from "../../loaders/benchmarks/countdown/puzzle.js";
import {puzzleGold} from "../../loaders/benchmarks/countdown/puzzle-problem.js";
import {solutionText} from "../../loaders/benchmarks/countdown/step.js";
import type {GradedItem} from "../../loaders/verification/grader.js";
import {graderOf} from "../../loaders/verification/find-verifier.js";
import {createRandom} from "../../src/random/keyed-random.js";
import {realMathPairs, realVisualAnswers} from "./real-pairs.js";

/**
 * Verdicts a second on one core for the pure verifiers: math on real completions with duplicates removed, and the ratio to
 * Math-Verify (Python) on the same pairs in the same run where that is installed (pip install math-verify); visual on the
 * answers of MathVista and MathVision in a sentence; countdown on documents of the corpus.
 */
const pairs = realMathPairs();
const peer = pairs.length === 0 ? null : mathVerifySpeed(pairs);
if (peer !== null) console.log(`Math-Verify: ${peer.toFixed(0)} verdicts/s on ${pairs.length} pairs`);
report("math@strict", pairs, peer);
report("math@paper", pairs, peer);
report("visual@answer", realVisualAnswers(), null);
report("countdown@steps", countdownSolutions(), null);

function report(id: string, items: readonly GradedItem[], peerSpeed: number | null): void {
  if (items.length === 0) return;
  const cold = speed(id, items);
  const warm = Math.max(...[1, 2, 3].map(() => speed(id, items)));
  const ratio = peerSpeed === null ? "" : `, ${(warm / peerSpeed).toFixed(1)} x Math-Verify`;
  console.log(
    `${id}: ${items.length} distinct pairs, one thread: ${cold.toFixed(0)} verdicts/s cold, ${warm.toFixed(0)} warm${ratio}`
  );
}

/** Solutions of Countdown puzzles, as the corpus writes them. */
function countdownSolutions(): GradedItem[] {
  const random = createRandom("bench");
  return Array.from({length: 5000}, () => {
    const puzzle = drawTrainingPuzzle(random, defaultWeights);
    const completion = solutionText(puzzle.solutions.flatMap(({steps}) => steps));
    return {benchmark: "countdown", gold: puzzleGold(puzzle), completion};
  });
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
