import type {IJob} from "kubernetes-models/batch/v1/Job";
import {stringify} from "yaml";
import {shardText} from "../../schema/sharding/shard.js";
import {stepArguments} from "../step-command.js";
import type {ClusterStep} from "../cluster-job.js";
import {checkJob, type JobOptions} from "./job-options.js";

/** Where pods have the workspace: folder of studies, prompts, benchmarks and runs. */
const WORKSPACE = "/workspace";
/** Seconds that a pod has to store what is under way when it is asked to end. */
const GRACE = 120;

type Container = NonNullable<
  NonNullable<NonNullable<IJob["spec"]>["template"]["spec"]>["containers"]
>[number];

/**
 * The manifest of an indexed Job, a pod a shard. A pod does the steps of its shard one after the other: all but the last are init
 * containers, each of which Kubernetes starts when the one before it has ended well. Pod i does what `--shard env/N` reads from its
 * JOB_COMPLETION_INDEX. Throws a UserError for options that no cluster would take.
 */
export function jobManifest(options: JobOptions): IJob {
  checkJob(options);
  const {work, name, namespace, claim} = options;
  const containers = work.steps.map((step) => stepContainer(options, step));
  const volumes = [
    ...(claim === null ? [] : [{name: "workspace", persistentVolumeClaim: {claimName: claim}}]),
    {name: "scratch", emptyDir: {}}
  ];
  const labels = {"app.kubernetes.io/name": "reasoning-boundary", "app.kubernetes.io/instance": name};
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: {name, ...(namespace === null ? {} : {namespace}), labels},
    spec: {
      completionMode: "Indexed",
      completions: work.shards,
      parallelism: Math.min(options.parallelism, work.shards),
      backoffLimitPerIndex: options.retries,
      // The new pod of a shard starts when the old one is gone.
      podReplacementPolicy: "Failed",
      podFailurePolicy: {
        rules: [
          {action: "Ignore", onPodConditions: [{type: "DisruptionTarget", status: "True"}]},
          // 2 is a fault of the tool, which trying again does not mend.
          {action: "FailIndex", onExitCodes: {operator: "In", values: [2]}}
        ]
      },
      template: {
        metadata: {labels},
        spec: {
          restartPolicy: "Never",
          terminationGracePeriodSeconds: GRACE,
          automountServiceAccountToken: false,
          ...(options.gpus === 0
            ? {}
            : {tolerations: [{key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule"}]}),
          ...(containers.length === 1 ? {} : {initContainers: containers.slice(0, -1)}),
          containers: containers.slice(-1),
          volumes
        }
      }
    }
  };
}

function stepContainer(
  {work, image, program, claim, secret, cpus, memory, gpus}: JobOptions,
  step: ClusterStep
): Container {
  // Only models need a device.
  const devices: Record<string, number> = gpus === 0 || step === "verify" ? {} : {"nvidia.com/gpu": gpus};
  return {
    name: step,
    image,
    command: [...program],
    args: stepArguments(work, step, `env/${work.shards}`),
    workingDir: WORKSPACE,
    ...(secret === null ? {} : {envFrom: [{secretRef: {name: secret}}]}),
    resources: {requests: {cpu: cpus, memory}, limits: {memory, ...devices}},
    volumeMounts: [
      ...(claim === null ? [] : [{name: "workspace", mountPath: WORKSPACE}]),
      {name: "scratch", mountPath: `${WORKSPACE}/cache`}
    ]
  };
}

/** The manifest as YAML, with what to do with it above it. */
export function jobText(options: JobOptions): string {
  const {work, name} = options;
  const first = shardText({index: 0, count: work.shards});
  const last = shardText({index: work.shards - 1, count: work.shards});
  const lines = [
    `${work.shards} pods, one a shard (${first} to ${last}), each: ${work.steps.join(", then ")}.`,
    `Start: kubectl apply -f FILE; watch: kubectl get job ${name}; wait: kubectl wait --for=condition=Complete job/${name} --timeout=-1s`,
    "A shard that was done before finds nothing missing and ends at once: after any failure, delete the Job and apply it again."
  ];
  return (
    lines.map((line) => `# ${line}\n`).join("") +
    stringify(jobManifest(options), {lineWidth: 0, aliasDuplicateObjects: false})
  );
}
