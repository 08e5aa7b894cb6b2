import {Command} from "commander";
import {jobText} from "../../../loaders/cluster/kubernetes/job-manifest.js";
import {usage} from "../../../loaders/workspace/command.js";
import {integerUpTo, numberWithin} from "../option-values.js";
import {oneLineErrors} from "../tool-command.js";
import {workInFolder, withWork, type ClusterOptions} from "./cluster-options.js";

interface KubernetesOptions extends ClusterOptions {
  image: string;
  name?: string;
  namespace?: string;
  claim?: string;
  secret?: string;
  parallelism?: number;
  retries: number;
  cpus: string;
  memory: string;
  gpus: number;
}

/** `cluster kubernetes`: prints the manifest of an indexed Job. */
export function kubernetesCommand(): Command {
  const parser = oneLineErrors(
    new Command(`${usage("cluster", true)} kubernetes`),
    "cluster",
    "kubernetes"
  ).description("Print the manifest of an indexed Job, a pod a shard.");
  return withWork(parser, "reasoning-boundary")
    .requiredOption("--image <name>", "image that has the tool")
    .option("--claim <name>", "claim of a volume that all pods share, which holds your folder")
    .option("--secret <name>", "secret whose keys are set as environment variables: keys of APIs and buckets")
    .option("--name <name>", "name of the Job (default: that of the study)")
    .option("--namespace <name>", "namespace of the Job (default: that of kubectl)")
    .option("--parallelism <count>", "pods at the same time (default: all)", integerUpTo(100_000))
    .option("--retries <count>", "how often a shard that failed is tried again", integerUpTo(100), 3)
    .option("--cpus <quantity>", "cores of a pod", "2")
    .option("--memory <quantity>", "memory of a pod", "8Gi")
    .option("--gpus <count>", "devices of nvidia.com/gpu of a pod", numberWithin(0, 64), 0)
    .action((options: KubernetesOptions) => {
      const {study, work} = workInFolder(options);
      const {image, program, retries, cpus, memory, gpus} = options;
      process.stdout.write(
        jobText({
          work,
          name: options.name ?? jobName(study.id),
          namespace: options.namespace ?? null,
          image,
          program,
          claim: options.claim ?? null,
          secret: options.secret ?? null,
          parallelism: options.parallelism ?? work.shards,
          retries,
          cpus,
          memory,
          gpus
        })
      );
    });
}

/** A study's id as the name of a Job. */
function jobName(id: string): string {
  const plain = id.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return plain.slice(0, 50).replace(/^-|-$/g, "");
}
