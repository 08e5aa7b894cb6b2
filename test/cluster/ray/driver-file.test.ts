import {execFileSync} from "node:child_process";
import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {driverText} from "../../../loaders/cluster/ray/driver-file.js";
import {stepArguments, type ShardedWork} from "../../../loaders/cluster/step-command.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

test("the driver runs the commands of the plan, whatever the names of files", () => {
  const work: ShardedWork = {
    dir: "/work",
    study: `studies/two words, "quoted" \\ and 'so' ünd.yaml`,
    runs: "/runs",
    n: 64,
    allowCode: true,
    steps: ["sample", "verify"],
    shards: 3
  };
  const program = ["node", "/opt/$&/bootstrap.mjs"];
  const file = join(temporaryFolder(), "driver.py");
  writeFileSync(file, driverText({work, program, retries: 3, cpus: 1, gpus: 0}));
  const printed = execFileSync("python3", [file, "--dry-run"], {encoding: "utf8"});
  const script = "import json, shlex, sys; print(json.dumps([shlex.split(line) for line in sys.stdin]))";
  const words = JSON.parse(
    execFileSync("python3", ["-c", script], {input: printed, encoding: "utf8"})
  ) as string[][];
  const expected = ["1/3", "2/3", "3/3"].flatMap((shard) =>
    work.steps.map((step) => [...program, ...stepArguments(work, step, shard)])
  );
  expect(words).toEqual(expected);
});
