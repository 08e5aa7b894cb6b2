import {join} from "node:path";
import {Command} from "commander";
import {driverText} from "../../../loaders/cluster/ray/driver-file.js";
import {writeTextAtomically} from "../../../loaders/store/write-file.js";
import {isRepository, packageFolder} from "../../../loaders/workspace/package-folder.js";
import {usage} from "../../../loaders/workspace/command.js";
import {integerUpTo, numberWithin} from "../option-values.js";
import {oneLineErrors, writablePath} from "../tool-command.js";
import {withWork, workHere, type ClusterOptions} from "./cluster-options.js";

interface RayOptions extends ClusterOptions {
  out: string;
  retries: number;
  cpus: number;
  gpus: number;
}

/** `cluster ray`: writes the driver, with the plan in it. */
export function rayCommand(): Command {
  const parser = oneLineErrors(new Command(`${usage("cluster", true)} ray`), "cluster", "ray").description(
    "Write the driver that runs the shards as tasks of Ray."
  );
  const program = isRepository
    ? `node ${join(packageFolder, "scripts/bootstrap.mjs")}`
    : "reasoning-boundary";
  return withWork(parser, program, "as it was started here")
    .option("--out <file>", "the driver", "ray_driver.py")
    .option("--retries <count>", "how often a command that failed is begun again", integerUpTo(100), 3)
    .option("--cpus <count>", "cores that a task takes of its node", numberWithin(0, 1024), 1)
    .option("--gpus <count>", "GPUs that a task with models takes of its node", numberWithin(0, 64), 0)
    .action(async (options: RayOptions) => {
      const {work} = workHere(options);
      const {program: words, retries, cpus, gpus} = options;
      const file = writablePath(options.out, "--out");
      await writeTextAtomically(file, driverText({work, program: words, retries, cpus, gpus}));
      console.error(
        `cluster: wrote ${options.out}: ${work.shards} shards, each ${work.steps.join(", then ")}; ` +
          `run it where Ray is: python ${options.out}`
      );
    });
}
