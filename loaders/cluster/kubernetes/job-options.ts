import {UserError} from "../../schema/user-error.js";
import type {ShardedWork} from "../step-command.js";

/** What an indexed Job is made from. */
export interface JobOptions {
  work: ShardedWork;
  /** Name of the Job: what its pods are called after. */
  name: string;
  namespace: string | null;
  image: string;
  /** Words that start the tool in the image. */
  program: readonly string[];
  /** Claim of the volume that holds the workspace, at `/workspace` in each pod; null where the image has it. */
  claim: string | null;
  /** Secret whose keys become environment variables: keys of APIs and buckets. Its values are never read. */
  secret: string | null;
  /** Pods that run at the same time. */
  parallelism: number;
  /** How often a shard is tried again after it failed. Pods that were preempted do not count. */
  retries: number;
  /** Cores, as Kubernetes writes them: `4`, `500m`. */
  cpus: string;
  /** Bytes, as Kubernetes writes them: `16Gi`. */
  memory: string;
  /** Devices of `nvidia.com/gpu` a pod. */
  gpus: number;
}

const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;
const QUANTITY = /^\d+(?:\.\d+)?(?:m|[kMGTPE]i?)?$/;

/**
 * Throws a UserError for what a Kubernetes API would refuse, or accept and never run: names that it does not take, quantities that it
 * cannot read, and runs that no pod could share.
 */
export function checkJob(options: JobOptions): void {
  const {work, name, namespace, claim, secret, cpus, memory, image} = options;
  const longest = 63 - `-${work.shards - 1}`.length;
  if (!LABEL.test(name) || name.length > longest)
    throw new UserError(
      `--name ${name}: a Job of ${work.shards} pods takes at most ${longest} small letters, digits and inner dashes`
    );
  if (namespace !== null && (!LABEL.test(namespace) || namespace.length > 63))
    throw new UserError(`--namespace ${namespace}: give small letters, digits and inner dashes, at most 63`);
  for (const [option, value] of [
    ["--claim", claim],
    ["--secret", secret]
  ] as const)
    if (value !== null && (!SUBDOMAIN.test(value) || value.length > 253))
      throw new UserError(`${option} ${value}: give its name: small letters, digits, inner dashes and dots`);
  if (image.trim() === "" || /\s/.test(image))
    throw new UserError(`--image ${JSON.stringify(image)}: give the name of an image, without spaces`);
  if (!QUANTITY.test(cpus) || /[kMGTPE]/.test(cpus))
    throw new UserError(`--cpus ${cpus}: give cores, such as 4 or 500m`);
  if (!QUANTITY.test(memory) || memory.endsWith("m"))
    throw new UserError(`--memory ${memory}: give bytes, such as 16Gi`);
  if (!Number.isInteger(options.gpus))
    throw new UserError(`--gpus ${options.gpus}: a pod takes whole devices of nvidia.com/gpu`);
  checkPlaces(work, claim);
}

function checkPlaces({study, runs}: ShardedWork, claim: string | null): void {
  const isInBucket = runs?.startsWith("s3://") === true;
  if (claim === null && !isInBucket)
    throw new UserError(
      "--claim: what a pod writes is lost with it: give the claim of a volume that all pods share, or --runs s3://BUCKET/FOLDER"
    );
  for (const [option, path] of [
    ["--study", study],
    ["--runs", isInBucket ? null : runs]
  ] as const)
    if (path !== null && (path.startsWith("/") || path.startsWith("..")))
      throw new UserError(
        `${option} ${path}: pods see your folder as /workspace and nothing else: give a path in it, such as studies/mine.yaml`
      );
}
