import {readdirSync, readFileSync} from "node:fs";
import {createCodeVerifier} from "../../../loaders/verification/code/code-verifier.js";

/** Judges a program that sleeps; prints its own child processes before and after, one JSON line each; goes on after Ctrl-C, and never ends. */
process.on("SIGINT", () => undefined);
setInterval(() => undefined, 1000);

const verifier = await createCodeVerifier({parallel: 1});
console.log(JSON.stringify(sandboxes()));
const gold = {entry_point: "f", tests: [{args: [], expected: 1}]};
const [judgement] = await verifier.judge([
  {
    problem: {benchmark: "own", problemId: "p", domain: "code", prompt: "", gold, meta: {}},
    completion: "import time\ndef f():\n    time.sleep(1.5)\n    return 1\n"
  }
]);
console.log(JSON.stringify([judgement!.verdict, sandboxes()]));

/** Process ids of bwrap and its supervisor. */
function sandboxes(): number[] {
  const own = childrenOf(process.pid).filter((child) =>
    readFileSync(`/proc/${child}/cmdline`, "utf8").includes("bwrap")
  );
  return own.flatMap((child) => [child, ...childrenOf(child)]);
}

function childrenOf(parent: number): number[] {
  return readdirSync(`/proc/${parent}/task`).flatMap((thread) =>
    readFileSync(`/proc/${parent}/task/${thread}/children`, "utf8").split(" ").filter(Boolean).map(Number)
  );
}
