import {spawnSync} from "node:child_process";
import {fileURLToPath} from "node:url";
import {readBenchmark} from "../../loaders/benchmarks/read-benchmark.js";
import {createVerifier} from "../../loaders/verification/create-verifier.js";
import type {Item} from "../../loaders/verification/verifier.js";
import {realFile} from "./real-pairs.js";

/**
 * Programs a second through code@python on all cores: the canonical solutions of HumanEval+ on base and plus tests, cold
 * (reference outputs made too) and warm, and the ratio to EvalPlus (Python) on the same programs in the same run where that
 * is installed: pip install evalplus.
 */
const file = realFile("benchmarks/humaneval_plus.jsonl.gz");
if (file !== null) {
  const benchmark = {
    id: "humaneval_plus",
    problems: file,
    format: "evalplus",
    multipleChoice: false
  } as const;
  const problems = readBenchmark(benchmark);
  const items = problems.map((problem): Item => {
    return {problem, completion: (problem.gold as {program: string}).program};
  });
  const verifier = await createVerifier("code@python");
  const cold = await speed(items);
  const warm = Math.max(await speed(items), await speed(items));
  await verifier.close();
  console.log(
    `code@python: ${items.length} programs, ${cold.toFixed(0)} programs/s cold, ${warm.toFixed(0)} warm`
  );
  comparePeer(file, warm);

  async function speed(judged: readonly Item[]): Promise<number> {
    const start = performance.now();
    const judgements = await verifier.judge(judged);
    const seconds = (performance.now() - start) / 1000;
    const wrong = judgements.filter(({verdict}) => verdict !== "correct").length;
    if (wrong > 0) console.log(`${wrong} canonical solutions were not judged correct`);
    return judged.length / seconds;
  }
}

function comparePeer(rows: string, ours: number): void {
  const script = fileURLToPath(new URL("evalplus-peer.py", import.meta.url));
  const {status, stdout} = spawnSync("python3", [script, rows], {encoding: "utf8"});
  if (status !== 0) {
    console.log("no ratio: EvalPlus is not installed (pip install evalplus)");
    return;
  }
  const {seconds, passed, programs} = JSON.parse(stdout.trim().split("\n").at(-1)!) as Record<string, number>;
  const theirs = programs! / seconds!;
  console.log(`EvalPlus, no sandbox: ${theirs.toFixed(0)} programs/s, ${passed!} of ${programs!} passed`);
  console.log(`ratio: ${(ours / theirs).toFixed(1)} x EvalPlus`);
}
