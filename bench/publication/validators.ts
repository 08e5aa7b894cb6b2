import {spawnSync} from "node:child_process";
import {existsSync} from "node:fs";
import {join, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";

/**
 * What the tools that a published data set is written for say of it: mlcroissant reads croissant.json and records of every
 * table, Every Eval Ever validates its records, inspect_ai opens every log. Prints their own output; ends with 1 unless each is
 * content.
 *
 *     PYTHON=/tmp/peers/venv/bin/python npx tsx bench/publication/validators.ts PLACE/dataset
 */
const {positionals} = parseArgs({allowPositionals: true});
const {PYTHON = "python3"} = process.env;
const folder = resolve(positionals[0] ?? "dataset");
const peer = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const validators: {name: string; module: string; needs: string; args: string[]}[] = [
  {
    name: "Croissant",
    module: "mlcroissant",
    needs: "croissant.json",
    args: [peer("croissant-peer.py"), join(folder, "croissant.json")]
  },
  {
    name: "Every Eval Ever",
    module: "every_eval_ever",
    needs: "every-eval-ever",
    args: ["-m", "every_eval_ever", "validate", "data/*/*/*/*"]
  },
  {
    name: "Inspect",
    module: "inspect_ai",
    needs: "inspect",
    args: [peer("inspect-peer.py"), join(folder, "inspect")]
  }
];

for (const {name, module, needs, args} of validators) {
  if (!existsSync(join(folder, needs))) {
    console.log(`${name}: left out, the data set has no ${needs}`);
    continue;
  }
  if (spawnSync(PYTHON, ["-c", `import ${module}`]).status !== 0) {
    console.log(`${name}: left out, ${PYTHON} has no ${module}`);
    process.exitCode = 1;
    continue;
  }
  const start = performance.now();
  // From the folder itself: Every Eval Ever looks there for what its records name.
  const {status, stdout, stderr} = spawnSync(PYTHON, args, {
    cwd: join(folder, needs.endsWith(".json") ? "." : needs),
    encoding: "utf8",
    maxBuffer: 2 ** 28
  });
  console.log(
    `${name}: exit ${status ?? "by a signal"}, ${((performance.now() - start) / 1000).toFixed(1)} s`
  );
  const lines = `${stdout}${stderr}`.trim().split("\n");
  // Of many files that are well, the end tells how many.
  for (const line of status === 0 ? lines.slice(-8) : lines) console.log(`  ${line}`);
  if (status !== 0) process.exitCode = 1;
}
